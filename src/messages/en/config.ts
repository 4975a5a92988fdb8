import { cmd, type Examples } from '../command-line.ts';

/** The command `config`: single settings, for scripts. */
export const config = {
  flags: {
    file: 'the config file (default: the one your Jupyter reads)',
    target: 'notebook, lab or server, to choose the default file',
  },
  name: 'Class.trait, for example ServerApp.port',
  nameValue: 'for example ServerApp.port=9999',
  get: 'print the value of one setting',
  set: 'write settings, keeping every other byte',
  unset: 'take settings out, back to the default',
  show: 'print every setting with file and line, also those that lose',
  get examples(): Examples {
    return [
      [cmd('config show'), 'what is set, and where'],
      [cmd('config set', 'ServerApp.port=9999'), 'change one line'],
      [cmd('config get', 'ServerApp.port'), 'print 9999'],
    ];
  },
  values: 'A value is JSON (9999, true, "text", ["a"]), Python\'s True, False or None, or else a text.',
  notASetting: (text: string) => `'${text}' is not NAME=VALUE with a NAME like ServerApp.port.`,
  notAName: (text: string) => `'${text}' is not a name like ServerApp.port.`,
  notSet: (name: string, file: string) => `${name} is not set in ${file}.`,
  notLiteral: (name: string, place: string) =>
    `${name} is computed (${place}); only Jupyter knows its value.`,
  uncertain: (name: string, place: string) =>
    `Code decides what ${name} is (${place}); only Jupyter knows its value.`,
  emptyFile: '--file needs the path of a config file.',
  emptyFileHint: 'Give a file such as --file ./jupyter_config.py, or leave --file out.',
  noFile: (file: string) => `There is no file ${file}.`,
  nothingSet: 'No setting is set.',
  loses: 'loses',
  conditional: 'perhaps',
  wins: 'wins',
  fromJupyter: (command: string) => `code decides this; so says ${command} itself`,
  noHash: (name: string) =>
    `${name} wants a hash, not the password itself: Jupyter would refuse every login.`,
  get noHashHint() {
    return `Set a password with ${cmd('init', '--password-file', 'FILE')}, or make a hash with ${cmd('hash')}`;
  },
  secretTyped: (name: string) =>
    `${name} is a secret: on the command line every user of this computer sees it, and it stays in the shell’s history.`,
  secretTypedHint: (name: string) => `Give it on standard input: ${cmd('config set', name, '--value-stdin')}`,
  oneName: 'With --value-stdin there is one NAME, without a value.',
  valueStdinFlag: 'read the value of the one NAME from standard input',
  alreadySo: 'Nothing to change.',
  computed: 'computed',
  opaque: (place: string) => `${place}: code that may set more`,
  goesToo: (key: string) => `${key} goes as well: without certfile, Jupyter would not start with it.`,
  changed: (file: string) => `Changed ${file}.`,
  badValue: (name: string) => `${name}: this value cannot be written into a config file.`,
  unknownClass: (program: string, name: string) => `${program} has no class ${name}.`,
  unknownTrait: (program: string, name: string, trait: string) =>
    `${program} has no setting ${trait} in ${name}.`,
  meant: (better: string) => `Did you mean ${better}?`,
  acceptUnknown: (id: string) => `To write it all the same: --accept ${id}`,
  ignored: 'ignored',
  unread: (file: string, reason: string) => `${file} could not be read: ${reason}`,
};
