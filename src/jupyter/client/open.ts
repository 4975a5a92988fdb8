import { peerOf } from '../../net/connect.ts';
import { startDeadline } from '../../net/deadline.ts';
import { showCertificate } from '../../net/tls.ts';
import { removeKernel, startKernel } from './kernel.ts';
import { openKernel } from './kernel-channel.ts';
import { logIn } from './login.ts';
import { type Limits, openVisit, USUAL_LIMITS } from './session.ts';
import type { Destination, JupyterClient } from './types.ts';

/** Visits one Jupyter server. Nothing is sent before the first call. */
export function openClient(destination: Destination, limits: Limits = USUAL_LIMITS): JupyterClient {
  const visit = openVisit(destination, limits);
  return {
    destination,
    request: (method, path, options = {}) => visit.ask({ method, path, ...options }),
    async certificate() {
      const deadline = startDeadline(visit.limits.answerMs, visit.closing);
      return showCertificate(peerOf(visit.base(), destination), deadline).finally(deadline.clear);
    },
    login: (password) => logIn(visit, password),
    startKernel: () => startKernel(visit),
    openKernel: (id) => openKernel(visit, id),
    removeKernel: (id) => removeKernel(visit, id),
    close: () => visit.close(),
  };
}
