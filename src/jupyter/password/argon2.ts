import { randomBytes as systemRandomBytes, timingSafeEqual } from 'node:crypto';

/** A PHC string as the argon2 reference implementation reads it: `$argon2id$v=19$m=10240,t=10,p=8$salt$hash`. */
export interface Argon2Hash {
  variant: 'argon2d' | 'argon2i' | 'argon2id';
  /** 19, or 16 when not written. */
  version: number;
  /** KiB. */
  memory: number;
  passes: number;
  lanes: number;
  salt: Uint8Array;
  hash: Uint8Array;
}

/** The parameters that jupyter_server.auth.security.passwd uses. */
const COSTS = { memory: 10240, passes: 10, lanes: 8 };
const SALT_BYTES = 16;
const HASH_BYTES = 16;

/** KiB times passes: twenty times Jupyter's parameters. A check takes some seconds, in which no Ctrl-C is handled. */
const MAX_WORK = 2 ** 21;
/** KiB: one GiB, which WebAssembly can still allocate. */
const MAX_MEMORY = 2 ** 20;

const PHC =
  /^\$(?<variant>argon2(?:d|id|i))\$(?:v=(?<version>\d+)\$)?m=(?<m>[1-9]\d*),t=(?<t>[1-9]\d*),p=(?<p>[1-9]\d*)\$(?<salt>[A-Za-z0-9+/]+)\$(?<hash>[A-Za-z0-9+/]+)$/;

/** The parts of a PHC string; undefined when the reference implementation would reject it. */
export function parseArgon2(phc: string): Argon2Hash | undefined {
  const groups = PHC.exec(phc)?.groups;
  const salt = decodeBase64(groups?.salt);
  const hash = decodeBase64(groups?.hash);
  if (groups === undefined || salt === undefined || hash === undefined) {
    return undefined;
  }
  const parsed: Argon2Hash = {
    variant: groups.variant as Argon2Hash['variant'],
    version: Number(groups.version ?? 16),
    memory: Number(groups.m),
    passes: Number(groups.t),
    lanes: Number(groups.p),
    salt,
    hash,
  };
  return isWithinBounds(parsed) ? parsed : undefined;
}

/** `$argon2id$v=19$m=10240,t=10,p=8$…`, without Jupyter's `argon2:` prefix. Takes about 0.1 s. */
export async function hashWithArgon2(
  password: string,
  randomBytes: (n: number) => Uint8Array = systemRandomBytes,
): Promise<string> {
  const { argon2id } = await import('hash-wasm');
  return argon2id({
    password,
    salt: randomBytes(SALT_BYTES),
    memorySize: COSTS.memory,
    iterations: COSTS.passes,
    parallelism: COSTS.lanes,
    hashLength: HASH_BYTES,
    outputType: 'encoded',
  });
}

/** True when the variant, version and cost can be computed here in acceptable time. */
function isComputable(hash: Argon2Hash): boolean {
  return hash.version === 19 && !isCostly(hash);
}

export function isCostly(hash: Argon2Hash): boolean {
  return hash.memory > MAX_MEMORY || hash.memory * hash.passes > MAX_WORK;
}

/** Uses the parameters of the hash. False when it is not computable, and for an empty password. */
export async function verifyArgon2(password: string, expected: Argon2Hash): Promise<boolean> {
  if (password === '' || !isComputable(expected)) {
    return false;
  }
  const wasm = await import('hash-wasm');
  const actual = await wasm[expected.variant]({
    password,
    salt: expected.salt,
    memorySize: expected.memory,
    iterations: expected.passes,
    parallelism: expected.lanes,
    hashLength: expected.hash.length,
    outputType: 'binary',
  });
  return timingSafeEqual(actual, expected.hash);
}

/** The minimum values of argon2.h: below them every verification fails. */
function isWithinBounds(hash: Argon2Hash): boolean {
  return (
    (hash.version === 19 || hash.version === 16) &&
    hash.salt.length >= 8 &&
    hash.hash.length >= 4 &&
    hash.lanes < 2 ** 24 &&
    hash.memory >= 8 * hash.lanes &&
    hash.memory < 2 ** 32 &&
    hash.passes < 2 ** 32
  );
}

/** Unpadded Base64 whose unused trailing bits are zero, as the reference implementation requires. */
function decodeBase64(text: string | undefined): Uint8Array | undefined {
  if (text === undefined) {
    return undefined;
  }
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64').replace(/=+$/, '') === text ? bytes : undefined;
}
