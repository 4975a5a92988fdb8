import { atLeast } from '../generations.ts';

/**
 * The first versions whose passwd_check supports `argon2:`; older ones always answer "Invalid credentials".
 * Since these versions argon2-cffi is a hard dependency. Every version supports sha1 and all other hashlib names.
 */
const ARGON2_SINCE: Record<HashReader, string> = { notebook: '6.1.0', jupyter_server: '1.5.0' };

/**
 * Why a password could be hashed but never used to log in:
 * - `edge-space`: the login handlers read it with tornado's get_argument, which strips both ends;
 * - `control`: tornado replaces control characters with spaces, and browsers drop line breaks.
 */
type InputProblem = 'empty' | 'lone-surrogate' | 'edge-space' | 'control';

/** What Python's str.strip() removes (except control characters, which are reported separately). */
const EDGE = /^[\s\u0085]|[\s\u0085]$/u;

/** Line breaks, and what tornado.web.RequestHandler replaces. A tab is allowed inside: it can be pasted. */
const CONTROL = /[\0-\x08\x0a-\x1f]/;

/** The first reason to reject this password, or undefined. Any other Unicode is accepted and hashed unchanged. */
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

/** UTF-8 cannot encode a lone surrogate: Node would hash U+FFFD, Python would raise. */
export function hasLoneSurrogate(text: string): boolean {
  return /\p{Surrogate}/u.test(text);
}

/** U+FEFF is whitespace in JavaScript's \s but not in Python. */
function stripLeavesIt(password: string): boolean {
  return !EDGE.test(password.replace(/^\ufeff|\ufeff$/g, 'x'));
}

/** The package that checks the password at login. */
type HashReader = 'notebook' | 'jupyter_server';

export function understandsArgon2(target: { app: HashReader; version: string }): boolean {
  return atLeast(target.version, ARGON2_SINCE[target.app]);
}
