import { cmd, glued } from '../command-line.ts';

/** Which setting wins, and which ones it hides. */
export const precedence = {
  fine: {
    configRead: 'Jupyter reads its config files.',
    settingsWin: 'No other file overrules your settings.',
    settingsRead: 'Jupyter looks at every setting that was made for it.',
    linesOnce: 'No setting stands twice in a file with different values.',
  },
  line: (text: string, place: string) => `${glued(text)} (${place})`,
  hasNoEffect: (loser: string, winner: string) => `${loser} has no effect: what counts is ${winner}.`,
  /** Why a line loses. `directory` is empty when it is not the reason. */
  loses: {
    'json-over-py': (_winner: string, _loser: string, _directory: string): string =>
      'Of two files with the same name in one directory Jupyter takes the .json file over the .py file.',
    'password-frozen': (winner: string, _loser: string, _directory: string): string =>
      `The password that ‘${glued('jupyter server password')}’ sets goes to the .json file, and ${winner} is stronger: the old password still logs in and the new one is refused.`,
    'both-classes': (winner: string, loser: string, _directory: string): string =>
      `This Jupyter takes ${classOf(winner)} over ${classOf(loser)} where both set the same thing.`,
    'stronger-file': (_winner: string, _loser: string, directory: string): string =>
      directory === ''
        ? 'The other file is stronger in this Jupyter: jupyter_server_config comes before jupyter_lab_config, and that before jupyter_notebook_config.'
        : `Jupyter takes the files in ${directory} over those in your own config directory.`,
    'environment-config-wins': (_winner: string, _loser: string, directory: string): string =>
      `In a virtual environment Jupyter takes the environment's own directory, ${directory}, over yours.`,
    'cwd-config-wins': (_winner: string, _loser: string, directory: string): string =>
      `This version of Jupyter takes a config file in the directory in which it is started, here ${directory}, over all others.`,
    'jupyter-config-path': (_winner: string, _loser: string, directory: string): string =>
      `JUPYTER_CONFIG_PATH names ${directory}, so its files are stronger than yours.`,
  },
  /** The short form, for `config show`. */
  why: {
    'later-line': (_winner: string, _loser: string): string => 'a later line of this file counts',
    'json-over-py': (_winner: string, _loser: string): string => 'the .json file beside it is stronger',
    'specific-class': (winner: string, loser: string): string =>
      `${classOf(winner)} is stronger than ${classOf(loser)}`,
    'stronger-class': (winner: string, loser: string): string =>
      `${classOf(winner)} is stronger than ${classOf(loser)} in this Jupyter`,
    environment: (_winner: string, _loser: string): string => "the environment's own directory is stronger",
    'start-directory': (_winner: string, _loser: string): string =>
      'a file in the directory where Jupyter starts is stronger',
    'config-path': (_winner: string, _loser: string): string =>
      'JUPYTER_CONFIG_PATH names a stronger directory',
    'stronger-directory': (_winner: string, _loser: string): string =>
      'a file in a stronger directory counts',
    'stronger-file': (_winner: string, _loser: string): string => 'the other file is stronger',
    'open-browser': (_winner: string, loser: string): string =>
      `never looked at: this Jupyter takes open_browser from another class than ${classOf(loser)}`,
    'wrong-class': (_winner: string, loser: string): string =>
      `never looked at: this Jupyter does not know ${classOf(loser)}`,
    elsewhere: (_winner: string, loser: string): string => `${classOf(loser)} is about something else`,
    'wrong-file': (_winner: string, _loser: string): string =>
      'never looked at: this Jupyter does not read the file',
    'config-d': (_winner: string, _loser: string): string =>
      'never looked at: files in a .d directory only switch extensions',
    conditional: (_winner: string, _loser: string): string =>
      'stands in code that may not run, or other code changes it',
  },
  removeLine: (lines: string) => `Remove ${lines}.`,
  setSame: (lines: string) => `Change or remove ${lines}.`,
  nearMiss: (file: string) => `Jupyter does not read ${file}: its name or place is almost right.`,
  get nearMissFix() {
    return `Its other settings stay without effect; ${cmd('doctor', '--fix')} moves them.`;
  },
  neverRead: (program: string, lines: string) => `${program} never looks at ${lines}.`,
  ignored: {
    'open-browser-ignored': (program: string, className: string): string =>
      `${program} takes open_browser from another class; under ${className} it changes nothing, without a warning.`,
    'wrong-class': (program: string, className: string): string =>
      `${className} belongs to another version of Jupyter; ${program} does not know it and says nothing.`,
    'wrong-file': (program: string, _className: string): string =>
      `${program} does not read this file; it belongs to another application.`,
    'near-miss-file': (program: string, _className: string): string =>
      `The file has almost the right name or place: ${program} reads only files with exactly the right name in its config directories.`,
    'config-dir-elsewhere': (program: string, variable: string): string =>
      `${variable} is set, so ${program} has another config directory and reads no file of this one.`,
    'config-d-ignored': (_program: string, _className: string): string =>
      'Files in a directory that ends in .d only switch extensions on and off; no other setting in them counts.',
  },
  ignoredFix: {
    'open-browser-ignored': (keys: string, _file: string): string => `Write ${keys} instead.`,
    'wrong-class': (keys: string, _file: string): string => `Write ${keys} instead.`,
    'wrong-file': (keys: string, file: string): string => `Set ${keys} in ${file}.`,
    'near-miss-file': (keys: string, file: string): string => `Set ${keys} in ${file}.`,
    'config-dir-elsewhere': (_keys: string, file: string): string =>
      `Take the variable out of the environment in which Jupyter starts, or move the settings to ${file}.`,
    'config-d-ignored': (keys: string, file: string): string => `Set ${keys} in ${file}.`,
  },
  lastCounts: (line: number) => `Of several lines for one setting the last one (line ${line}) counts.`,
  noConfig: (directory: string) =>
    `JUPYTER_NO_CONFIG is set, so Jupyter reads no config file, and nothing in ${directory} counts.`,
  dangling: (file: string) =>
    `${file} is a link that leads to no file, and Jupyter passes over it without a word.`,
  danglingFix: 'Bring back what it leads to, or write the settings into a file of that name.',
  noConfigWhy: 'Your password and address do not count: Jupyter starts with its defaults.',
  noConfigFix: `Take it out of the environment in which Jupyter starts: ${glued('unset JUPYTER_NO_CONFIG')}`,
};

function classOf(key: string): string {
  return key.slice(0, key.indexOf('.'));
}
