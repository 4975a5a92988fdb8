import type { Network } from '../../net/network.ts';
import { peerOf } from '../../net/peer.ts';
import { DEFAULT_LIMITS, type Limits, openHttpClient } from './http-client.ts';
import { removeKernel, startKernel } from './kernel.ts';
import { openKernel } from './kernel-channel.ts';
import { logIn } from './login.ts';
import type { Destination, JupyterClient } from './types.ts';

/** Opens a client of one Jupyter server. Nothing is sent before the first call. */
export function openClient(
  network: Network,
  destination: Destination,
  limits: Limits = DEFAULT_LIMITS,
): JupyterClient {
  const http = openHttpClient(network, destination, limits);
  return {
    destination,
    request: (method, path, options = {}) => http.request({ method, path, ...options }),
    certificate: () =>
      network.showCertificate({
        peer: peerOf(http.base(), destination),
        timeout: http.limits.answerMs,
        closing: http.closing,
      }),
    receivedCookies: () => http.receivedCookies(),
    openWebSocket: (path) => http.openWebSocket(path),
    login: (password) => logIn(http, password),
    startKernel: () => startKernel(http),
    openKernel: (id) => openKernel(http, id),
    removeKernel: (id) => removeKernel(http, id),
    close: () => http.close(),
  };
}
