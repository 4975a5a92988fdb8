import { atLeast } from '../generations.ts';

/**
 * The first versions whose passwd_check understands `argon2:`; older ones answer "Invalid credentials" for ever.
 * From these on argon2-cffi is a hard dependency. Every version understands sha1 and every other hashlib name.
 */
const ARGON2_SINCE: Record<HashReader, string> = { notebook: '6.1.0', jupyter_server: '1.5.0' };

/**
 * Why a password could be hashed but never be used to log in:
 * - `edge-space`: the login handlers read it with tornado's get_argument, which strips both ends;
 * - `control`: tornado turns control characters into blanks, and browsers drop line breaks.
 */
type InputProblem = 'empty' | 'lone-surrogate' | 'edge-space' | 'control';

/** What Python's str.strip() takes away (without the control characters, which are told apart). */
const EDGE = /^[\s\u0085]|[\s\u0085]$/u;

/** Line breaks, and what tornado.web.RequestHandler replaces. A tab inside can be pasted. */
const CONTROL = /[\0-\x08\x0a-\x1f]/;

/** The first reason not to take this password, or undefined. Any other Unicode is fine and is hashed as it is. */
export function findInputProblem(password: string): InputProblem | undefined {
  if (password === '') {
    return 'empty';
  }
  if (hasLoneSurrogate(password)) {
    return 'lone-surrogate';
  }
  if (CONTROL.test(password)) {
    return 'control';
  }
  return stripLeavesIt(password) ? undefined : 'edge-space';
}

/** UTF-8 cannot carry half a surrogate pair: Node would hash U+FFFD, Python would raise. */
export function hasLoneSurrogate(text: string): boolean {
  return /\p{Surrogate}/u.test(text);
}

/** U+FEFF is a blank for JavaScript's \s but not for Python. */
function stripLeavesIt(password: string): boolean {
  return !EDGE.test(password.replace(/^\ufeff|\ufeff$/g, 'x'));
}

/** The program that checks the password at login. */
type HashReader = 'notebook' | 'jupyter_server';

export function understandsArgon2(target: { app: HashReader; version: string }): boolean {
  return atLeast(target.version, ARGON2_SINCE[target.app]);
}
