import { createHash, randomBytes as systemRandomBytes, timingSafeEqual } from 'node:crypto';

/** `name:salt:hex`, where hex = name(utf8(password) + salt): the passphrase comes first. */
export interface HashlibHash {
  /** As written; hashlib and OpenSSL do not care about case for most names. */
  algorithm: string;
  salt: string;
  /** Hexadecimal, compared exactly as it stands. */
  digest: string;
}

/** 12 hexadecimal digits, as notebook.auth.passwd has made them since IPython 0.12. */
const SALT_BYTES = 6;

/** Names of Python's hashlib that OpenSSL, and so Node, spells differently. */
const NODE_NAMES: Record<string, string> = {
  blake2b: 'blake2b512',
  blake2s: 'blake2s256',
  sha3_224: 'sha3-224',
  sha3_256: 'sha3-256',
  sha3_384: 'sha3-384',
  sha3_512: 'sha3-512',
  sha512_224: 'sha512-224',
  sha512_256: 'sha512-256',
};

/** Splits at the first two colons, as Jupyter does; undefined when there are fewer. */
export function parseHashlib(hash: string): HashlibHash | undefined {
  const [, algorithm, salt, digest] = /^([^:]*):([^:]*):(.*)$/s.exec(hash) ?? [];
  if (algorithm === undefined || salt === undefined || digest === undefined) {
    return undefined;
  }
  return { algorithm, salt, digest };
}

export function hashWithHashlib(
  password: string,
  algorithm: string,
  randomBytes: (n: number) => Uint8Array = systemRandomBytes,
): string {
  const salt = Buffer.from(randomBytes(SALT_BYTES)).toString('hex');
  const digest = digestOf(algorithm, password, salt);
  if (digest === undefined) {
    throw new RangeError(`no hash algorithm ${algorithm}`);
  }
  return `${algorithm}:${salt}:${digest}`;
}

/** False also for what Jupyter answers with an error (a salt that is not ASCII). */
export function verifyHashlib(password: string, hash: HashlibHash): boolean {
  const expected = digestOf(hash.algorithm, password, hash.salt);
  if (expected === undefined || !isAscii(hash.salt)) {
    return false;
  }
  return sameText(expected, hash.digest);
}

/** How many hexadecimal digits the algorithm makes; undefined when it is not known here. */
export function digestLength(algorithm: string): number | undefined {
  return digestOf(algorithm, '', '')?.length;
}

/** SHAKE has no length of its own: Python's hexdigest() raises, so a login ends with HTTP 500. */
export function isExtendable(algorithm: string): boolean {
  return /^shake/i.test(algorithm);
}

export function isAscii(text: string): boolean {
  return !/[^\0-\x7f]/.test(text);
}

function digestOf(algorithm: string, password: string, salt: string): string | undefined {
  if (isExtendable(algorithm) || /^rsa-|^null$/i.test(algorithm)) {
    return undefined;
  }
  try {
    return createHash(NODE_NAMES[algorithm] ?? algorithm)
      .update(password, 'utf8')
      .update(salt, 'ascii')
      .digest('hex');
  } catch {
    return undefined;
  }
}

function sameText(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}
