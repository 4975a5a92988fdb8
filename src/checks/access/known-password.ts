import { describeHash } from '../../jupyter/password/describe.ts';
import { verifyPassword } from '../../jupyter/password/hash.ts';
import { guesses } from './known-words.ts';

/** How many guesses argon2 allows: each takes as long as a login. */
export const FEW = 5;
export const MORE = 12;

/**
 * Whether the hash is that of a word which guessers try first: names that everybody on this computer knows, and the most
 * common passwords. All of them for a hash that is quick to compute, `atMost` of them for argon2.
 */
export async function isKnownPassword(
  hash: string,
  ownNames: readonly string[],
  atMost: number,
): Promise<boolean> {
  const { form, problem } = describeHash(hash);
  if (problem !== undefined || (form !== 'argon2' && form !== 'hashlib')) return false;
  const own = ownNames.filter((name) => name !== '');
  const words = [...new Set([...own, ...MOST_COMMON, ...guesses(own)])];
  for (const word of form === 'argon2' ? words.slice(0, atMost) : words)
    if (await verifyPassword(word, hash).catch(() => false)) return true;
  return false;
}

const MOST_COMMON: readonly string[] = ['jupyter', 'password', '1234', '123456'];
