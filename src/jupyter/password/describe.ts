import type { Messages } from '../../messages/index.ts';
import { isCostly, parseArgon2 } from './argon2.ts';
import { isBcrypt } from './bcrypt.ts';
import { digestLength, isAscii, isExtendable, parseHashlib } from './hashlib.ts';

/** A key of `t().hash.problem`, which describes the problem and the fix. */
type HashProblem = keyof Messages['hash']['problem'];

/**
 * What a string used as Jupyter's hashed password is. Without `problem` some password matches it.
 * With one, every login is refused (401), or, if `crashes` is true, fails with HTTP 500.
 * The only exceptions are `argon2-old` and `argon2-costly`, which a Jupyter may accept but nothing here verifies.
 */
export interface HashDescription {
  form: 'argon2' | 'hashlib' | 'plaintext' | 'empty' | 'malformed';
  /** Lowercase: 'argon2id', 'sha1'. */
  algorithm?: string;
  problem?: HashProblem;
  crashes: boolean;
}

/** Describes a hash and why it would match no password; for the doctor. Computes no hash, never throws. */
export function describeHash(hash: string): HashDescription {
  if (hash === '') {
    return { form: 'empty', crashes: false };
  }
  if (hash.startsWith('argon2:')) {
    return describeArgon2(hash.slice('argon2:'.length));
  }
  const disguise = seeThroughDisguise(hash);
  if (disguise !== undefined) {
    return malformed(disguise);
  }
  return describeHashlib(hash);
}

/**
 * argon2-cffi checks the first nine letters and raises InvalidHash, which Jupyter does not catch, unless they name
 * one of its variants. Malformed text after them is an ordinary mismatch.
 */
function describeArgon2(phc: string): HashDescription {
  const algorithm = /^\$(argon2i\$|argon2d\$|argon2id)/.exec(phc)?.[1]?.replace('$', '');
  if (algorithm === undefined) {
    return malformed(whyNoHeader(phc), { crashes: true });
  }
  if (!isAscii(phc)) {
    return malformed('not-ascii', { crashes: true, algorithm });
  }
  const parsed = parseArgon2(phc);
  if (parsed === undefined) {
    return malformed(/\s$/.test(phc) ? 'edge-space' : 'argon2-parts', { algorithm });
  }
  if (parsed.version !== 19) {
    return { form: 'argon2', algorithm, problem: 'argon2-old', crashes: false };
  }
  return isCostly(parsed)
    ? { form: 'argon2', algorithm, problem: 'argon2-costly', crashes: false }
    : { form: 'argon2', algorithm, crashes: false };
}

function whyNoHeader(phc: string): HashProblem {
  if (/^(argon2|[a-z0-9_-]+):/i.test(phc)) {
    return 'double-prefix';
  }
  if (phc.startsWith('$$')) {
    return 'dollar-doubled';
  }
  // "$argon2id$v=19$m=10240,…" in double quotes or a heredoc leaves "=19=10240,t=10,p=8".
  return /^(=\d+)?=\d+,t=\d+,p=\d+/.test(phc) ? 'dollar-eaten' : 'argon2-header';
}

/** Recognises a valid hash with something wrong around it. */
function seeThroughDisguise(hash: string): HashProblem | undefined {
  if (isBcrypt(hash.trim())) {
    return 'bcrypt';
  }
  if (/^\$argon2(d|i|id)\$/.test(hash)) {
    return 'no-prefix';
  }
  const looksRight = (text: string) => /^(argon2:|[a-z0-9_-]+:[^:]*:[0-9a-f]{32,}$)/i.test(text);
  const unquoted = /^\s*(["'])(.*)\1\s*$/s.exec(hash)?.[2];
  if (unquoted !== undefined && looksRight(unquoted.trim())) {
    return 'quoted';
  }
  if (hash !== hash.trim() && looksRight(hash.trim())) {
    return 'edge-space';
  }
  const [outer, inner] = hash
    .split(':', 2)
    .map((name) => name === 'argon2' || digestLength(name) !== undefined);
  if (outer && inner && looksRight(hash.slice(hash.indexOf(':') + 1))) {
    return 'double-prefix';
  }
  return undefined;
}

function describeHashlib(hash: string): HashDescription {
  const parsed = parseHashlib(hash);
  if (parsed === undefined) {
    return { form: 'plaintext', problem: 'plaintext', crashes: false };
  }
  const algorithm = parsed.algorithm.toLowerCase();
  const length = digestLength(parsed.algorithm);
  if (isExtendable(algorithm)) {
    return malformed('unusable-algorithm', { crashes: true, algorithm });
  }
  if (length === undefined) {
    return /^[0-9a-f]{32,}\s*$/i.test(parsed.digest)
      ? malformed('unknown-algorithm', { algorithm })
      : { form: 'plaintext', problem: 'plaintext', crashes: false };
  }
  if (parsed.digest === '') {
    return malformed('no-digest', { algorithm });
  }
  if (!isAscii(parsed.salt)) {
    return malformed('salt-not-ascii', { crashes: true, algorithm });
  }
  const problem = whyDigestNeverMatches(parsed.digest, length);
  return problem === undefined
    ? { form: 'hashlib', algorithm, crashes: false }
    : malformed(problem, { algorithm });
}

function whyDigestNeverMatches(digest: string, length: number): HashProblem | undefined {
  if (digest.includes(':')) {
    return 'salt-colon';
  }
  if (digest.length !== length || !/^[0-9a-f]+$/i.test(digest)) {
    return digest.trim() === digest ? 'digest-shape' : 'edge-space';
  }
  return /[A-F]/.test(digest) ? 'uppercase-digest' : undefined;
}

function malformed(problem: HashProblem, rest: Partial<HashDescription> = {}): HashDescription {
  return { form: 'malformed', problem, crashes: false, ...rest };
}
