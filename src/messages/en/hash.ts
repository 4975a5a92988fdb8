import { cmd, type Examples } from '../command-line.ts';

/** Passwords and their hashes. `problem` is keyed by `HashProblem`, `input` by `InputProblem`. */
export const hash = {
  input: {
    empty: 'The password is empty. Type at least one character.',
    'lone-surrogate': 'The password holds half of a character (a lone surrogate). Type it anew.',
    'edge-space':
      'The password begins or ends with a blank, and Jupyter drops blanks at the ends of what is typed at login, so it could never log in. Leave the blank out.',
    control:
      'The password holds a control character or a line break, which no login page passes on. Leave it out.',
  },
  hangul:
    'The password holds Hangul. Many browsers switch the Korean keyboard off in password fields: make sure you can paste it, or choose Latin letters.',
  bcryptTruncates:
    'bcrypt reads only the first 72 bytes of a password, and this one is longer. Choose a shorter one, or another algorithm.',
  bcryptCostly: (cost: number, max: number) =>
    `This bcrypt hash has the cost ${cost}, which takes too long to check: each step doubles the time, and ${max} is the highest here.`,
  problem: {
    'unknown-algorithm':
      'No hash algorithm has this name, so no password ever matches. Set the password anew.',
    'unusable-algorithm':
      'This algorithm has no fixed length of its own, so every login ends with an error. Set the password anew.',
    'no-prefix':
      'The argon2 hash lacks the word "argon2:" in front, so no password ever matches. Put it there, or set the password anew.',
    'double-prefix': 'The name of the algorithm stands there twice. Remove the first one.',
    'dollar-eaten':
      'A shell has eaten the parts of the hash that begin with $, so every login ends with an error. Set the password anew, and put the hash into single quotes where a shell reads it.',
    'dollar-doubled':
      'Each $ of the hash is doubled, so every login ends with an error. Write single $ signs, or set the password anew.',
    'argon2-header':
      'The argon2 hash does not begin with its variant, so every login ends with an error. Set the password anew.',
    'argon2-parts':
      'The argon2 hash is cut off or malformed, so no password ever matches. Set the password anew.',
    'argon2-old':
      'The argon2 hash is of the old version 16, which only Jupyter itself can check. Set the password anew.',
    'argon2-costly':
      'Checking this argon2 hash would take very long at each login. Set the password anew with the usual costs.',
    bcrypt:
      'This is a bcrypt hash, which Jupyter does not read; only proxies and JupyterHub do. Set the password anew.',
    quoted: 'Quotation marks are part of the hash, so no password ever matches. Remove the extra pair.',
    'edge-space':
      'A blank or line break stands at an end of the hash, so no password ever matches. Remove it.',
    'uppercase-digest':
      'The hash is written in capital letters, and Jupyter compares with small ones, so no password ever matches. Write it in small letters.',
    'no-digest':
      'The hash has a salt and nothing after it, so no password ever matches. Set the password anew.',
    'digest-shape':
      'The hash is not as long as its algorithm makes it, so no password ever matches. Set the password anew.',
    'salt-colon': 'The salt of the hash holds a colon, so no password ever matches. Set the password anew.',
    'salt-not-ascii':
      'The salt of the hash holds letters that are not ASCII, so every login ends with an error. Set the password anew.',
    'not-ascii':
      'The hash holds letters that are not ASCII, so every login ends with an error. Set the password anew.',
    plaintext:
      'This is no hash; it looks like a password in plain sight, and Jupyter never accepts it. Set the password anew, and do not use this one again.',
  },
  flags: {
    algorithm: 'argon2 (default), sha1, sha256; bcrypt for proxies and JupyterHub',
    check: 'does the password match it? exit code 0 yes, 1 no',
  },
  get examples(): Examples {
    return [
      [cmd('hash'), 'ask, print the hash'],
      [cmd('hash', '--algorithm', 'sha1', '<', 'password.txt'), 'from a file'],
      [cmd('hash', '--check', "'argon2:$argon2id$…'"), 'check one'],
    ];
  },
  more: 'The password is asked for twice on a terminal, else read whole from standard input.',
  ask: 'Password:',
  unknown: (name: string) => `--algorithm takes argon2, sha1, sha256 or bcrypt, not '${name}'.`,
  matches: 'The password matches the hash.',
  matchesNot: 'The password does not match the hash.',
};
