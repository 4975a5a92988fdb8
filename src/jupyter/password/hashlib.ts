import { createHash, randomBytes as systemRandomBytes, timingSafeEqual } from 'node:crypto';

/** `name:salt:hex`, where hex = name(utf8(password) + salt): the passphrase comes first. */
export interface HashlibHash {
  /** As written; hashlib and OpenSSL ignore case for most names. */
  algorithm: string;
  salt: string;
  /** Hexadecimal, compared exactly as written. */
  digest: string;
}

/** 12 hexadecimal digits, as in notebook.auth.passwd since IPython 0.12. */
const SALT_BYTES = 6;

/** Python hashlib names that OpenSSL, and therefore Node, spells differently. */
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

/** False also when Jupyter would answer with an error (a salt that is not ASCII). */
export function verifyHashlib(password: string, hash: HashlibHash): boolean {
  const expected = digestOf(hash.algorithm, password, hash.salt);
  if (expected === undefined || !isAscii(hash.salt)) {
    return false;
  }
  return sameText(expected, hash.digest);
}

/** The number of hexadecimal digits of the algorithm; undefined when it is not supported here. */
export function digestLength(algorithm: string): number | undefined {
  return digestOf(algorithm, '', '')?.length;
}

/** SHAKE has no fixed length: Python's hexdigest() raises, so a login fails with HTTP 500. */
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
