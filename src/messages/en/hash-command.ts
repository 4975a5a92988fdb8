/** The command `hash`. */
export const hashCommand = {
  flags: {
    algorithm: 'argon2 (default), sha1, sha256; bcrypt for proxies and JupyterHub',
    check: 'does the password match it? exit code 0 yes, 1 no',
  },
  examples: [
    ['jupyter-expose hash', 'ask, print the hash'],
    ['jupyter-expose hash --algorithm sha1 < password.txt', 'from a file'],
    ["jupyter-expose hash --check 'argon2:$argon2id$…'", 'check one'],
  ] as readonly (readonly [string, string])[],
  more: 'The password is asked for twice on a terminal, else read whole from standard input.',
  ask: 'Password:',
  unknown: (name: string) => `--algorithm takes argon2, sha1, sha256 or bcrypt, not '${name}'.`,
  matches: 'The password matches the hash.',
  matchesNot: 'The password does not match the hash.',
};
