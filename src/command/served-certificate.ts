import { X509Certificate } from 'node:crypto';
import { readPemFile } from '../certificates/pem.ts';
import type { RunningServer } from '../jupyter/server/running-servers.ts';
import { JUPYTER_DEFAULTS } from '../jupyter/settings/opaque-files.ts';
import { t } from '../messages/index.ts';
import type { Network } from '../net/network.ts';
import { currentValue } from '../situation/effective-setting.ts';
import type { Finding } from '../situation/finding.ts';
import type { Situation } from '../situation/situation.ts';
import { statePaths } from '../state/paths.ts';

const PATIENCE_MS = 5_000;
/** The loopback address to connect to for each listening address; any other address is used unchanged. */
const LOOPBACK: Readonly<Record<string, string>> = {
  '': '127.0.0.1',
  '*': '127.0.0.1',
  '0.0.0.0': '127.0.0.1',
  localhost: '127.0.0.1',
  '::': '::1',
};

/**
 * Checks whether the Jupyter running on the configured port serves the certificate in server.pem. It reads the file
 * for every connection, so a new one needs no restart. Only does a TLS handshake; never stops or signals the server.
 */
export async function checkServed(
  situation: Situation,
  exposeDir: string,
  signal?: AbortSignal,
): Promise<Finding[]> {
  const { system } = situation;
  const s = t().cert;
  const port = Number((await currentValue(situation, 'port')) ?? JUPYTER_DEFAULTS.port);
  const servers = (await situation.get('runningServers')).filter((server) => server.port === port);
  const [leaf] = (await readPemFile(system.files, statePaths(exposeDir).server)).certificates;
  const [server] = servers;
  if (leaf === undefined) return [];
  const id = 'cert-served';
  if (server === undefined) return [{ id, status: 'unknown', message: s.noneRuns }];
  const { port: at, secure } = server;
  if (!secure) return [{ id, status: 'warn', message: s.servesPlain(at), fix: s.restartFix }];
  const shown = await shownBy(situation.network, server, signal);
  if (typeof shown === 'string')
    return [{ id, status: 'warn', message: s.noHandshake(at, shown), fix: s.noHandshakeFix }];
  if (shown.raw.equals(leaf.x509.raw)) return [{ id, status: 'ok', message: s.servesIt(at) }];
  return [{ id, status: 'warn', message: s.servesOther(at), fix: s.restartFix }];
}

/** The certificate that it serves, or why none could be read. */
async function shownBy(
  network: Network,
  { hostname, port }: RunningServer,
  signal: AbortSignal | undefined,
): Promise<X509Certificate | string> {
  const host = LOOPBACK[hostname] ?? hostname;
  const reply = await network.showCertificate({
    peer: { host, port, tls: true, address: undefined, ca: undefined, pinned: false },
    timeout: PATIENCE_MS,
    ...(signal !== undefined && { closing: signal }),
  });
  if ('problem' in reply) return reply.problem.text;
  const [pem] = reply.value.chain;
  return pem === undefined ? '' : new X509Certificate(pem);
}
