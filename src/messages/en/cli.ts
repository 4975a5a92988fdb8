import { cmd, type Examples } from '../command-line.ts';

/** Help, usage errors and the final messages of a command. */
export const cli = {
  purpose: 'Makes the Jupyter on this computer reachable from outside, safely, and proves that it works.',
  examplesTitle: 'Examples:',
  get examples(): Examples {
    return [
      [cmd('init'), 'set it up, five questions'],
      [cmd('init', '--port', '9000', '--yes'), 'change just the port'],
      [cmd('undo'), 'take the last run back'],
    ];
  },
  get more() {
    return `More: '${cmd('', 'COMMAND', '--help')}'; the questions: '${cmd('init', '--questions')}'.`;
  },
  usage: 'COMMAND [OPTIONS]',
  options: 'OPTIONS',
  exitCodes: [
    'Exit codes: 0 done, or nothing to change; 1 failed, put back; 2 wrong or missing',
    'answer; 3 done, a check fails; 4 not possible here; 130 cancelled.',
  ],
  titles: {
    'Usage:': 'Usage:',
    'Arguments:': 'Arguments:',
    'Options:': 'Options:',
    'Commands:': 'Commands:',
    'Global Options:': 'Global options:',
  } as Record<string, string>,
  groups: {
    what: 'Which Jupyter:',
    answers: 'Answers:',
    secrets: 'The password (never a flag):',
    run: 'How it runs:',
    everywhere: 'Everywhere:',
  },
  everywhere: {
    lang: 'speak English or Korean (default: the locale)',
    color: 'no colours',
    quiet: 'say errors only',
    verbose: 'say more: files read, programs run',
    help: 'show this help',
    version: 'show the version',
    json: 'one JSON document on standard output',
    yes: 'take current values or defaults, and confirm',
    confirm: 'do it without asking',
    dryRun: 'show what would be done, change nothing',
  },
  commands: {
    init: 'set up, or change, how Jupyter is reached',
    config: 'read and edit one setting of a Jupyter config file',
    hash: 'turn a password into the hash that Jupyter wants, or check one',
    doctor: 'find out why it is not reachable, or not safe, and mend it',
    undo: 'take back what the last run changed',
  },
  unknownOption: (name: string) => `There is no option ${name}.`,
  unknownCommand: (name: string) => `There is no command '${name}'.`,
  missingArgument: (name: string) => `The argument ${name} is missing.`,
  missingValue: (name: string) => `The option ${name} needs a value.`,
  takesNoValue: (name: string) => `The option ${name} takes no value.`,
  tooMany: 'There are more arguments than this command takes.',
  notOneOf: (value: string, name: string, choices: string) => `${name} takes ${choices}, not '${value}'.`,
  conflict: (a: string, b: string) => `${a} and ${b} exclude each other.`,
  needs: (flag: string, needed: string) => `${flag} goes together with ${needed}.`,
  didYouMean: (name: string) => `Did you mean ${name}?`,
  seeHelp: (command: string) => `'${command}' shows what there is.`,
  cancelled: 'Cancelled. Nothing was changed.',
  bug: 'This is a bug in jupyter-expose.',
  bugHint: (versions: string) =>
    `Please report it together with the lines above (${versions}). --verbose shows where it happened.`,
  error: 'Error',
  pythonQuoting: 'Quote it for the shell when it holds spaces or brackets.',
  halfDone:
    'Stopped in the middle. The next jupyter-expose puts everything back as it was before it does anything else.',
  noPasswordFlag:
    'A password is never given as a flag, where other programs could read it: use --password-file FILE or --password-stdin.',
  resultLost: (reason: string) => `The result could not be written to standard output (${reason}).`,
};
