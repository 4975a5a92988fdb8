import { cmd } from '../command-line.ts';

/** Jupyter: targets, config files that override others, and what Jupyter reports about its settings. */
export const jupyter = {
  unknownApp: (name: string) => `'${name}' is no Jupyter application that can be configured here.`,
  unknownAppHint: 'Say notebook, lab or server, with a version if you like: notebook@5.7.',
  noVersion: (text: string) => `'${text}' is not a version.`,
  noVersionHint: (app: string) => `Write it as ${app}@4 or ${app}@4.2.`,
  tooOld: (app: string, version: string) => `${app} ${version} is too old to be configured here.`,
  tooOldHint: (app: string, oldest: string) => `The oldest version that works is ${app} ${oldest}.`,
  /** What Jupyter reports about the settings after they were written. */
  readBack: {
    ok: (program: string) => `${program} loads these settings.`,
    notInstalled: (target: string) =>
      `No Jupyter here could be asked whether it reads the file (it is written for ${target}).`,
    get notInstalledFix() {
      return `Install Jupyter and run ${cmd('init')} again: it changes nothing that is right already.`;
    },
    timeout: (program: string) => `${program} did not say in time what it reads.`,
    get timeoutFix() {
      return `Run ${cmd('init')} again when the computer is less busy.`;
    },
    wouldNotStart: (program: string) => `${program} would not start with this config.`,
    mismatch: (program: string, what: string) => `${program} does not take what was chosen: it has ${what}.`,
    anotherPassword: 'another password',
    dropped: (program: string, where: string) =>
      `${program} drops a whole config file for a mistake in it. ${where}`,
    droppedFix: 'Mend it or remove it, then run this again: once it loads, its settings may be stronger.',
    loads: (program: string) => `${program} loads this file.`,
    droppedThis: (program: string) => `${program} would drop this whole file.`,
    refuses: (program: string) => `${program} does not take this config.`,
    overruled: (program: string, keys: string) =>
      `${program} has another value of ${keys}, from a stronger place: ${cmd('config show')} tells which.`,
    noReader: (file: string) => `Not verified: no Jupyter that is installed here loads ${file}.`,
    soBefore: 'It was so before, too, so the change was kept.',
    because: (what: string) => `It says: ${what}`,
    problemFix: 'Mend that first, then run this again.',
  },
};
