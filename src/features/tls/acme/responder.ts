import { ExposeError } from '../../../errors.ts';
import { t } from '../../../messages/index.ts';
import type { NetworkReply } from '../../../net/errors.ts';
import type { CertificatePair, Listener, ListenPlace, Network } from '../../../net/network.ts';

const PATH = '/.well-known/acme-challenge/';

/** Answers http-01: the text of each token, and 404 to everything else. */
export async function answerOverHttp(
  network: Network,
  texts: ReadonlyMap<string, string>,
  listenAddress: ListenPlace,
): Promise<Listener> {
  const headers = { 'Content-Type': 'text/plain', 'X-Content-Type-Options': 'nosniff' };
  const listening = network.serveHttp({
    ...listenAddress,
    answer({ method, url }) {
      const [path = ''] = url.split('?');
      const asks = method === 'GET' || method === 'HEAD';
      const text = asks && path.startsWith(PATH) ? texts.get(path.slice(PATH.length)) : undefined;
      return { status: text === undefined ? 404 : 200, headers, body: text ?? '' };
    },
  });
  return openAt(listenAddress, await listening);
}

/** Answers tls-alpn-01 (RFC 8737): presents the certificate of the requested name and closes after the handshake. */
export async function answerOverTls(
  network: Network,
  certificates: ReadonlyMap<string, CertificatePair>,
  listenAddress: ListenPlace,
): Promise<Listener> {
  return openAt(
    listenAddress,
    await network.serveHandshakes({ ...listenAddress, protocol: 'acme-tls/1', certificates }),
  );
}

/** Throws ExposeError('environment') where the port cannot be had. */
function openAt({ port }: ListenPlace, reply: NetworkReply<Listener>): Listener {
  if ('value' in reply) return reply.value;
  const { portTaken, portForbidden, portProblem, portHint } = t().acme;
  const { text } = reply.problem;
  const explanation = { EADDRINUSE: portTaken(port), EACCES: portForbidden(port) }[text];
  throw new ExposeError('environment', explanation ?? portProblem(port, text), portHint);
}
