import { ExposeError } from '../../errors.ts';
import { t } from '../../messages/index.ts';
import { hashWithArgon2, parseArgon2, verifyArgon2 } from './argon2.ts';
import { hashWithHashlib, parseHashlib, verifyHashlib } from './hashlib.ts';
import { findInputProblem, hasLoneSurrogate } from './input.ts';

export { describeHash } from './describe.ts';

/** Algorithms for Jupyter. Older versions do not support argon2: see understandsArgon2 in input.ts. */
export type HashAlgorithm = 'argon2' | 'sha1' | 'sha256';

const ARGON2_PREFIX = 'argon2:';

/**
 * The output of `passwd()` in the Python shell: `argon2:$argon2id$v=19$m=10240,t=10,p=8$…` or `sha1:salt:hex`.
 * The password is hashed as its UTF-8 bytes, without normalisation, as Jupyter does.
 * Throws ExposeError('answer') for an empty password or one that is not valid Unicode (a lone surrogate).
 */
export async function hashPassword(
  password: string,
  algorithm: HashAlgorithm = 'argon2',
  options: { randomBytes?: (n: number) => Uint8Array } = {},
): Promise<string> {
  const problem = findInputProblem(password);
  if (problem === 'empty' || problem === 'lone-surrogate') {
    throw new ExposeError('answer', t().hash.input[problem]);
  }
  if (algorithm === 'argon2') {
    return ARGON2_PREFIX + (await hashWithArgon2(password, options.randomBytes));
  }
  return hashWithHashlib(password, algorithm, options.randomBytes);
}

/**
 * True when a current Jupyter would accept this password with this hash: argon2 with the parameters in the hash,
 * or any hashlib name that Node supports. Never throws; `describeHash` reports why a hash matches no password.
 */
export async function verifyPassword(password: string, hash: string): Promise<boolean> {
  if (hasLoneSurrogate(password)) {
    return false;
  }
  if (hash.startsWith(ARGON2_PREFIX)) {
    const parsed = parseArgon2(hash.slice(ARGON2_PREFIX.length));
    return parsed !== undefined && (await verifyArgon2(password, parsed));
  }
  const parsed = parseHashlib(hash);
  return parsed !== undefined && verifyHashlib(password, parsed);
}
