import type { Target } from '../../../jupyter/target.ts';
import { t } from '../../../messages/index.ts';
import { resetSetting } from '../../../situation/change-setting.ts';
import { type CheckContext, type CheckFindings, NOTHING_TO_CHECK } from '../../../situation/check.ts';
import { evidenceAt } from '../../../situation/effective-setting.ts';
import type { Finding } from '../../../situation/finding.ts';
import { OLD_PROTOCOLS, setSslOptions, TLS_1_0, TLS_1_2, usesOldTls } from '../settings.ts';
import { readServed, type Served } from './served-files.ts';

/** `cert_reqs` in Python's ssl: no client certificate is requested. */
const CERT_NONE = 0;

/** The options that tornado passes to Python's ssl; any other makes it refuse every connection. */
const KNOWN = ['ssl_version', 'certfile', 'keyfile', 'cert_reqs', 'ca_certs', 'ciphers'];

/** Checks `ssl_options`, and Jupyter's default protocol if they do not set one. */
export async function checkOptions(context: CheckContext): Promise<CheckFindings> {
  const served = await readServed(context);
  if (served?.certfile === undefined) return NOTHING_TO_CHECK;
  const target = await context.situation.get('target');
  return [...(await unknownOptions(served, context)), ...(await oldProtocol(served, target, context))];
}

async function unknownOptions({ options }: Served, { situation }: CheckContext): Promise<Finding[]> {
  const s = t().tlsChecks;
  const unknown = Object.keys(options).filter((name) => !KNOWN.includes(name));
  if (unknown.length === 0) return [];
  const rest = Object.fromEntries(Object.entries(options).filter(([name]) => KNOWN.includes(name)));
  return [
    {
      id: 'tls-bad-option',
      status: 'fail',
      message: s.badOption(unknown.join(', ')),
      why: s.everyHandshake,
      fix: s.badOptionFix(KNOWN.join(', ')),
      ...(await setSslOptions(situation, rest)),
    },
  ];
}

async function oldProtocol(
  { options }: Served,
  target: Target,
  { situation }: CheckContext,
): Promise<Finding[]> {
  const s = t().tlsChecks;
  const version = options.ssl_version ?? (usesOldTls(target) ? TLS_1_0 : undefined);
  const name = typeof version === 'number' ? OLD_PROTOCOLS[version] : undefined;
  if (name === undefined) return [];
  return [
    {
      id: 'tls-old-protocol',
      status: 'fail',
      message: s.oldProtocol(name),
      why: options.ssl_version === undefined ? s.oldNotebook(target.serverVersion) : s.oldOption,
      fix: s.oldProtocolFix,
      ...(await setSslOptions(situation, { ...options, ssl_version: TLS_1_2 })),
    },
  ];
}

/** client_ca limits access to clients with a certificate of that CA. */
export async function checkClientCa(context: CheckContext): Promise<CheckFindings> {
  const served = await readServed(context);
  const clientCa = served?.clientCa;
  if (clientCa === undefined || served?.certfile === undefined) return NOTHING_TO_CHECK;
  // A private key in its place is a separate mistake, reported by the check of the config files.
  if (clientCa.pem?.keys.length) return NOTHING_TO_CHECK;
  const s = t().tlsChecks;
  const { path, pem, source } = clientCa;
  const common = { ...evidenceAt(source), ...(await withoutIt(context)) };
  if (clientCa.state !== 'there' || !pem?.certificates.length) {
    const message = s.clientCaUnusable(path);
    const rest: Finding = { id: 'tls-client-ca-unusable', status: 'fail', message, ...common };
    return [{ ...rest, why: s.everyHandshake, fix: s.clientCaFix }];
  }
  if (served.options.cert_reqs === CERT_NONE) return [];
  const rest: Finding = { id: 'tls-client-ca', status: 'warn', message: s.clientCa(path), ...common };
  return [{ ...rest, why: s.clientCaWhy, fix: s.clientCaFix }];
}

function withoutIt({ situation }: CheckContext) {
  return resetSetting(situation, 'client_ca', (value) => value !== '');
}
