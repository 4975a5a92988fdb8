import type { Trouble } from '../../jupyter/client/types.ts';
import { describeHash, verifyPassword } from '../../jupyter/password/hash.ts';
import { defaultHash } from '../../jupyter/target.ts';
import { t } from '../../messages/index.ts';
import type { Finding } from '../../situation/finding.ts';
import type { Secret } from '../../system/secret.ts';
import type { PathContext } from './session.ts';

const SERVER_ERROR = 500;

/** Why a login does not succeed: what is wrong with the hash explains more than what is wrong with the password. */
export async function whyRefused(
  { wanted: { hash }, situation }: PathContext,
  trouble: Trouble,
  password: Secret | undefined,
): Promise<Finding> {
  const m = t().hops;
  const evidence = {
    request: 'POST login',
    text: trouble.text,
    ...(trouble.status !== undefined && { http: trouble.status }),
  };
  const fail = (id: string, message: string, fix: string): Finding => ({
    id,
    status: 'fail',
    message,
    evidence,
    fix,
  });
  const { problem } = describeHash(hash);
  if (trouble.status === SERVER_ERROR) return fail('login-crashes', m.loginCrashes, m.loginCrashesFix);
  const refused = trouble.kind === 'password-refused';
  if (refused && hash !== '' && problem !== undefined)
    return fail('hash-never-matches', `${m.hashNever} ${t().hash.problem[problem]}`, m.hashFix);
  const isIt = password !== undefined && hash !== '' && (await verifyPassword(password.reveal(), hash));
  if (refused && password !== undefined && !isIt)
    return fail('password-wrong', m.passwordWrong, m.passwordWrongFix);
  const unread = hash.startsWith('argon2:') && defaultHash(await situation.get('target')) !== 'argon2';
  if (refused && unread) return fail('hash-not-understood', m.hashUnread, m.hashFix);
  return fail('login-fails', m.refusedAnyway(trouble.text), m.refusedAnywayFix);
}
