import { X509Certificate } from 'node:crypto';
import { readPemFile } from '../certificates/pem.ts';
import type { RunningServer } from '../jupyter/server/running.ts';
import { JUPYTER_DEFAULTS } from '../jupyter/settings/opaque-files.ts';
import { t } from '../messages/index.ts';
import type { Network } from '../net/network.ts';
import type { Finding } from '../situation/finding.ts';
import { currentValue } from '../situation/setting.ts';
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
export async function lookAtServed(
  situation: Situation,
  exposeDir: string,
  signal?: AbortSignal,
): Promise<Finding[]> {
  const { system } = situation;
  const s = t().certCommand;
  const port = Number((await currentValue(situation, 'port')) ?? JUPYTER_DEFAULTS.port);
  const servers = (await situation.get('runningServers')).filter((server) => server.port === port);
  const [leaf] = (await readPemFile(system.files, statePaths(exposeDir).server)).certificates;
  const [server] = servers;
  if (leaf === undefined) return [];
  if (server === undefined) return [{ id: 'cert-served', status: 'unknown', message: s.noneRuns }];
  if (!server.secure) {
    const [message, fix] = [s.servesPlain(server.port), s.restartFix];
    return [{ id: 'cert-served', status: 'warn', message, fix }];
  }
  const shown = await shownBy(situation.network, server, signal);
  if (typeof shown === 'string') {
    const message = s.noHandshake(server.port, shown);
    return [{ id: 'cert-served', status: 'warn', message, fix: s.noHandshakeFix }];
  }
  if (shown.raw.equals(leaf.x509.raw))
    return [{ id: 'cert-served', status: 'ok', message: s.servesIt(server.port) }];
  return [{ id: 'cert-served', status: 'warn', message: s.servesOther(server.port), fix: s.restartFix }];
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
  if ('trouble' in reply) return reply.trouble.text;
  const [pem] = reply.value.chain;
  return pem === undefined ? '' : new X509Certificate(pem);
}
