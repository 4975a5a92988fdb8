import { cmd, glued } from '../command-line.ts';

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
  tooWeak: (score: number) =>
    `This password is so weak (${score} of 4) that guessing programs have it within minutes. Together with an address that other devices reach it is not taken.`,
  tooWeakHint:
    'At least 12 characters that are in no list: four unrelated words are good. To take it all the same: --weak-password',
  weakFlag: 'take a password that is easily guessed',
  weakFix: 'At least 12 characters that are in no list: four unrelated words are good.',
  weakSure: 'Use this weak password all the same?',
  hashUnreadable: (algorithm: string, program: string) => `${program} cannot read ${algorithm} hashes.`,
  hashUnreadableHint: 'Use --hash sha256, or leave --hash out.',
  hashUnknown: (name: string) => `--hash takes argon2, sha1 or sha256, not '${name}'.`,
  hashNeedsPassword: 'The hash can only be made anew from the password itself.',
  hashNeedsPasswordHint: 'Give the password as well: --password-stdin or --password-file FILE.',
  clearTextGone:
    'The former password stood in clear in the config file. It is taken out; the backup of the file still holds it.',
  loggedOut: 'Whoever was logged in with the former password has to log in again once Jupyter is restarted.',
  endsLogins: 'Whoever is logged in has to log in again: the secret of the login cookies is made anew.',
  noSecret: (path: string) =>
    `The config names ${path} for the secret of the login cookies, which Jupyter did not make: it was left as it is, and whoever was logged in may stay so.`,
  noSecretFix: 'Name a file of its own with cookie_secret_file, or take that line out, and restart Jupyter.',
  notLoggedOut: (path: string) =>
    `${path} could not be removed: whoever was logged in with the former password may stay so.`,
  notLoggedOutFix: (path: string) => `Remove it, and restart Jupyter: ${glued(`rm ${path}`)}`,
  noLongerByJupyter: (command: string) =>
    `From now on change the password with ${cmd('init')}: '${glued(`${command} password`)}' no longer counts.`,
  /** The doctor's checks. */
  checks: {
    hashFine: 'The password can log in.',
    setFine: 'A password is set, or none is needed.',
    tokenFine: 'The token is long enough.',
    hash: (problem: string) => `The hash of the password cannot be right. ${problem}`,
    refuses: 'Jupyter says “Invalid credentials” to every password, also to the right one.',
    crashes: 'Jupyter answers every login with “500 Internal Server Error”.',
    get fix() {
      return `Correct the hash, or set the password anew: ${cmd('init')}`;
    },
    get setAnew() {
      return `Set the password anew: ${cmd('init')}`;
    },
    notUnderstood: (program: string, version: string) =>
      `The password is kept as an argon2 hash, which ${program} (version ${version}) cannot read.`,
    weakHash: (algorithm: string) =>
      `The password is kept as ${algorithm}: whoever gets to see the config file can guess it quickly.`,
    unused: (key: string) =>
      `${key} is a class that asks for a token only: the password that is set opens nothing.`,
    unusedFix: (key: string) => `Take ${key} out: without it Jupyter takes the password.`,
    required: 'A password is required (password_required), and none is set.',
    requiredWhy: 'Jupyter does not start like this, or asks for a token that nobody knows.',
    none: 'Others can reach this Jupyter, and it has no password, only a token that is new at each start.',
    noneWhy: 'From outside nobody can log in without the log of this start, where the token stands.',
    get setOne() {
      return `Set a password: ${cmd('init')}`;
    },
    tokenKnown: 'The token is one that everybody tries first.',
    tokenShort: (length: number) => `The token has only ${length} characters and can be guessed.`,
    tokenBeside: 'It lets in without the password.',
    tokenAlone: 'Whoever guesses it can run programs on this computer.',
    tokenFix: (key: string) =>
      `Remove ${key} and use a password (${cmd('init')}), or make it long and random.`,
    tokenFromOutside: 'Take JUPYTER_TOKEN out of the environment, or make it long and random.',
  },
};
