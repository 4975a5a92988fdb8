import { atLeast } from '../version.ts';

/** The program that checks the password at login. */
export type HashReader = 'notebook' | 'jupyter_server';

/**
 * The first versions whose passwd_check understands `argon2:`; older ones answer "Invalid credentials" for ever.
 * From these on argon2-cffi is a hard dependency. Every version understands sha1 and every other hashlib name.
 */
const ARGON2_SINCE: Record<HashReader, string> = { notebook: '6.1.0', jupyter_server: '1.5.0' };

export function understandsArgon2(target: { app: HashReader; version: string }): boolean {
  return atLeast(target.version, ARGON2_SINCE[target.app]);
}
