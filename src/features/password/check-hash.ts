import { describeHash } from '../../jupyter/password/describe.ts';
import { defaultHash } from '../../jupyter/target.ts';
import { t } from '../../messages/index.ts';
import type { CheckContext } from '../../situation/check.ts';
import type { Finding } from '../../situation/finding.ts';
import { evidenceAt, inForce } from '../../situation/setting.ts';
import { isExposed, rewrite } from './exposed.ts';
import { hashCause, mendHash } from './hash-causes.ts';

/** Hashes that a Jupyter may well accept, but slowly or unlike what anybody else can check. */
const ONLY_STRANGE = new Set(['argon2-old', 'argon2-costly']);
/** So quickly computed that a stolen one is soon guessed. */
const WEAK = new Set(['sha1', 'md5']);

/** What is wrong with the hash in force; undefined where there is none. */
export async function findHashTrouble({ situation }: CheckContext): Promise<Finding[] | undefined> {
  const { value: hash, source } = await inForce(situation, 'password');
  if (typeof hash !== 'string' || hash === '') return undefined;
  const target = await situation.get('target');
  const program = target.installed?.command ?? `jupyter ${target.app}`;
  const m = t().password.checks;
  const { form, algorithm = '', problem, crashes } = describeHash(hash);
  const place = evidenceAt(source);
  if (problem !== undefined) {
    const mended = mendHash(hash);
    const change = mended === undefined ? undefined : rewrite(source, hash, mended);
    return [
      {
        id: hashCause(problem),
        status: ONLY_STRANGE.has(problem) ? 'warn' : 'fail',
        message: m.hash(t().hash.problem[problem]),
        ...place,
        ...(!ONLY_STRANGE.has(problem) && { why: crashes ? m.crashes : m.refuses }),
        fix: change === undefined ? m.setAnew : m.mend,
        ...(change && { repair: { changes: [change] } }),
      },
    ];
  }
  const readsArgon2 = defaultHash(target) === 'argon2';
  if (form === 'argon2' && !readsArgon2) {
    const message = m.notUnderstood(program, target.serverVersion);
    return [{ id: 'hash-not-understood', status: 'fail', message, ...place, why: m.refuses, fix: m.setAnew }];
  }
  if (WEAK.has(algorithm) && readsArgon2 && (await isExposed(situation))) {
    return [
      { id: 'password-sha1', status: 'warn', message: m.weakHash(algorithm), ...place, fix: m.setAnew },
    ];
  }
  return [];
}
