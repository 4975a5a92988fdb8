import { t } from '../../messages/index.ts';
import { isLoopback } from '../../net/listen-address.ts';
import { type CheckContext, NOTHING_TO_CHECK } from '../../situation/check.ts';
import type { Finding } from '../../situation/finding.ts';
import { evidenceAt, inForce } from '../../situation/setting.ts';

/** Others come in, and no certificate is configured. */
export async function lookAtEncryption({
  situation,
}: CheckContext): Promise<readonly Finding[] | typeof NOTHING_TO_CHECK> {
  const [ip, certfile] = await Promise.all([inForce(situation, 'ip'), inForce(situation, 'certfile')]);
  if (isLoopback(String(ip.value))) return NOTHING_TO_CHECK;
  if (typeof certfile.value === 'string' && certfile.value !== '') return [];
  const { plainHttp, plainHttpFix } = t().address;
  return [
    { id: 'plain-http', status: 'warn', message: plainHttp, ...evidenceAt(ip.source), fix: plainHttpFix },
  ];
}
