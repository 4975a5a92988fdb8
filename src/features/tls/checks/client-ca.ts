import { t } from '../../../messages/index.ts';
import { type CheckContext, NOTHING_TO_CHECK } from '../../../situation/check.ts';
import type { Finding } from '../../../situation/finding.ts';
import { unsetInForce } from '../../../situation/set-setting.ts';
import { evidenceAt } from '../../../situation/setting.ts';
import { readServed } from './served.ts';

/** `cert_reqs` as Python's ssl counts it: nobody is asked for a certificate. */
const CERT_NONE = 0;

/** With client_ca, only those get in who have a certificate of that authority. */
export async function lookAtClientCa(
  context: CheckContext,
): Promise<readonly Finding[] | typeof NOTHING_TO_CHECK> {
  const served = await readServed(context);
  const clientCa = served?.clientCa;
  if (clientCa === undefined || served?.certfile === undefined) return NOTHING_TO_CHECK;
  // A private key in its place is a mistake of its own, which the check of the config files names.
  if (clientCa.pem?.keys.length) return NOTHING_TO_CHECK;
  const s = t().tls;
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
  return unsetInForce(situation, 'client_ca', (value) => value !== '');
}
