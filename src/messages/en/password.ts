/** The step `password`. */
export const password = {
  label: 'Password',
  message: 'Password for Jupyter:',
  why: 'Whoever knows it can run anything on this computer: make it long.',
  unchanged: '[unchanged]',
  empty: 'The password is empty. Without one, anybody could run programs on this computer.',
  emptyHint: 'Choose one of at least 12 characters, for example four unrelated words.',
  wrongType: 'The password must be a text.',
  weak: (score: number) =>
    `This password is weak (${score} of 4): it could be guessed, and Jupyter itself never blocks anybody who guesses.`,
  weakFix: 'At least 12 characters that are in no list: four unrelated words are good.',
  weakSure: 'Use this weak password all the same?',
  hashUnreadable: (algorithm: string, program: string) => `${program} cannot read ${algorithm} hashes.`,
  hashUnreadableHint: 'Use --hash sha256, or leave --hash out.',
  hashUnknown: (name: string) => `--hash takes argon2, sha1 or sha256, not '${name}'.`,
  hashNeedsPassword: 'The hash can only be made anew from the password itself.',
  hashNeedsPasswordHint: 'Give the password as well: --password-stdin or --password-file FILE.',
  noLongerByJupyter: (command: string) =>
    `From now on change the password with jupyter-expose init: '${command} password' no longer counts.`,
};
