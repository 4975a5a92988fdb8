/** What Jupyter itself says about the settings after they were written. */
export const readBack = {
  ok: (program: string) => `${program} reads these settings.`,
  notInstalled: (target: string) =>
    `No Jupyter here could be asked whether it reads the file (it is written for ${target}).`,
  notInstalledFix:
    'Install Jupyter and run jupyter-expose init again: it changes nothing that is right already.',
  timeout: (program: string) => `${program} did not say in time what it reads.`,
  timeoutFix: 'Run jupyter-expose init again when the computer is less busy.',
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
    `${program} has another value of ${keys}, from a stronger place: jupyter-expose config show tells which.`,
  noReader: (file: string) => `Not verified: no Jupyter that is installed here loads ${file}.`,
  soBefore: 'It was so before, too, so the change was kept.',
  because: (what: string) => `It says: ${what}`,
  problemFix: 'Mend that first, then run this again.',
};
