import { describeHash, type HashDescription } from '../../jupyter/password/describe.ts';
import { digestLength } from '../../jupyter/password/hashlib.ts';
import { suggest } from '../../prompt/suggest.ts';

type Problem = NonNullable<HashDescription['problem']>;

/** Problems that have a name of their own among the doctor's findings; the others are `hash-<problem>`. */
const NAMES: Readonly<Partial<Record<Problem, string>>> = {
  'unknown-algorithm': 'hash-misspelt',
  'dollar-eaten': 'hash-mangled',
};

/** The algorithms that people write. */
const ALGORITHMS = ['sha1', 'sha224', 'sha256', 'sha384', 'sha512', 'md5', 'argon2'];

/** What can be put right without knowing the password. */
const MENDERS: Readonly<Partial<Record<Problem, (hash: string) => string>>> = {
  'unknown-algorithm': withRightName,
  'no-prefix': (hash) => `argon2:${hash}`,
  'double-prefix': (hash) => hash.slice(hash.indexOf(':') + 1),
  'dollar-doubled': (hash) => hash.replaceAll('$$', '$'),
  quoted: (hash) => hash.trim().slice(1, -1).trim(),
  'edge-space': (hash) => hash.trim(),
  'uppercase-digest': (hash) => hash.toLowerCase(),
};

/** The id of the finding for a hash that lets nobody in. */
export function hashCause(problem: Problem): string {
  return NAMES[problem] ?? `hash-${problem}`;
}

/** The hash as it was meant; undefined where only a new one helps. */
export function mendHash(hash: string): string | undefined {
  const { problem } = describeHash(hash);
  const mended = problem && MENDERS[problem]?.(hash);
  return mended !== undefined && describeHash(mended).problem === undefined ? mended : undefined;
}

/** 'shad1:…' → 'sha1:…', if the digest is as long as that one's. */
function withRightName(hash: string): string {
  const [name = '', ...rest] = hash.split(':');
  const digest = rest.at(-1) ?? '';
  const fitting = ALGORITHMS.filter((one) => digestLength(one) === digest.length);
  const meant = suggest(name, fitting);
  return meant === undefined ? hash : [meant, ...rest].join(':');
}
