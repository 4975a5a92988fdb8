import { createHash } from 'node:crypto';
import { describeHash } from '../../jupyter/password/describe.ts';
import { verifyPassword } from '../../jupyter/password/hash.ts';
import type { Situation } from '../../situation/situation.ts';
import { guesses } from './known-words.ts';

/** How many guesses argon2 allows: each takes as long as a login, about 50 ms. */
const FEW = 4;

/** The verdicts of this run: several checks ask about the same hash. */
const known = new Map<string, Promise<boolean>>();

/**
 * Whether the hash is that of a word which guessers try first: names that everybody on this computer knows, and the most
 * common passwords. All of them for a hash that is quick to compute, the first few for argon2. None for the hash of a
 * password that `init` estimated in clear, which tells more.
 */
export async function isKnownPassword(hash: string, situation: Situation): Promise<boolean> {
  const [{ name, hostName }, last] = await Promise.all([
    situation.get('user'),
    situation.get('lastAnswers').catch(() => undefined),
  ]);
  if (last?.examinedHash === fingerprint(hash)) return false;
  const verdict = known.get(hash) ?? tryGuesses(hash, [name, hostName]);
  known.set(hash, verdict);
  return verdict;
}

/** Names a hash without giving it away. */
export function fingerprint(hash: string): string {
  return createHash('sha256').update(hash).digest('hex');
}

async function tryGuesses(hash: string, ownNames: readonly string[]): Promise<boolean> {
  const { form, problem } = describeHash(hash);
  if (problem !== undefined || (form !== 'argon2' && form !== 'hashlib')) return false;
  const own = ownNames.filter((name) => name !== '');
  const words = [...new Set([...own, ...MOST_COMMON, ...guesses(own)])];
  for (const word of form === 'argon2' ? words.slice(0, FEW) : words)
    if (await verifyPassword(word, hash).catch(() => false)) return true;
  return false;
}

const MOST_COMMON: readonly string[] = ['jupyter', 'password', '1234', '123456'];
