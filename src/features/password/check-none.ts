import { t } from '../../messages/index.ts';
import type { CheckContext } from '../../situation/check.ts';
import type { Finding } from '../../situation/finding.ts';
import { evidenceAt, inForce } from '../../situation/setting.ts';
import { isExposed } from './exposed.ts';

/** No password where one is wanted. That everything is open is another check's matter. */
export async function findMissingPassword({ situation }: CheckContext): Promise<Finding[]> {
  const { value: hash } = await inForce(situation, 'password');
  if (hash !== '' && hash !== undefined && hash !== null) return [];
  const m = t().password.checks;
  const base = { id: 'password-none', fix: m.setOne } as const;
  const required = await inForce(situation, 'password_required');
  if (required.value === true) {
    const place = evidenceAt(required.source);
    return [{ ...base, status: 'fail', message: m.required, ...place, why: m.requiredWhy }];
  }
  const { value: token } = await inForce(situation, 'token');
  const isRandom = token === undefined || token === null;
  if (!isRandom || !(await isExposed(situation))) return [];
  const place = evidenceAt((await inForce(situation, 'ip')).source);
  return [{ ...base, status: 'warn', message: m.none, ...place, why: m.noneWhy }];
}
