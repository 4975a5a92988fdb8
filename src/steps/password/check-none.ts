import { t } from '../../messages/index.ts';
import type { CheckContext } from '../check.ts';
import type { Finding } from '../finding.ts';
import { evidenceOf, isExposed, lineInForce, valueInForce } from './in-force.ts';

/** No password where one is wanted. That everything is open is another check's matter. */
export async function findMissingPassword({ situation }: CheckContext): Promise<Finding[]> {
  const hash = await valueInForce(situation, 'password');
  if (hash !== '' && hash !== undefined && hash !== null) return [];
  const m = t().password.checks;
  const base = { id: 'password-none', fix: m.setOne } as const;
  if ((await valueInForce(situation, 'password_required')) === true) {
    const place = evidenceOf(await lineInForce(situation, 'password_required'));
    return [{ ...base, status: 'fail', message: m.required, ...place, why: m.requiredWhy }];
  }
  const token = await valueInForce(situation, 'token');
  const isRandom = token === undefined || token === null;
  if (!isRandom || !(await isExposed(situation))) return [];
  const place = evidenceOf(await lineInForce(situation, 'ip'));
  return [{ ...base, status: 'warn', message: m.none, ...place, why: m.noneWhy }];
}
