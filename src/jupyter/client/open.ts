import { peerOf } from '../../net/connect.ts';
import { startDeadline } from '../../net/deadline.ts';
import { showCertificate } from '../../net/tls.ts';
import { DEFAULT_LIMITS, type Limits, openHttpClient } from './http-client.ts';
import { removeKernel, startKernel } from './kernel.ts';
import { openKernel } from './kernel-channel.ts';
import { logIn } from './login.ts';
import type { Destination, JupyterClient } from './types.ts';

/** Opens a client of one Jupyter server. Nothing is sent before the first call. */
export function openClient(destination: Destination, limits: Limits = DEFAULT_LIMITS): JupyterClient {
  const http = openHttpClient(destination, limits);
  return {
    destination,
    request: (method, path, options = {}) => http.request({ method, path, ...options }),
    async certificate() {
      const deadline = startDeadline(http.limits.answerMs, http.closing);
      return showCertificate(peerOf(http.base(), destination), deadline).finally(deadline.clear);
    },
    login: (password) => logIn(http, password),
    startKernel: () => startKernel(http),
    openKernel: (id) => openKernel(http, id),
    removeKernel: (id) => removeKernel(http, id),
    close: () => http.close(),
  };
}
