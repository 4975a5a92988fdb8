import { cmd, glued } from '../command-line.ts';

/** Questions and answers: prompts, piped lines, the answers file, sources of a password. */
export const prompt = {
  hidden: '[hidden]',
  unchanged: '[unchanged]',
  echo: (label: string, value: string) => `${label}: ${value}`,
  echoFrom: (label: string, value: string, origin: string) => `${label}: ${value} (${origin})`,
  fromFlag: 'flag',
  fromAnswersFile: 'answers file',
  fromCurrent: 'unchanged',
  fromEarlier: 'as last time',
  fromDefault: 'default',

  notAChoice: (text: string, values: readonly string[]) =>
    `“${text}” is none of the choices. Choose one of: ${values.join(', ')}.`,
  notYesOrNo: 'Please answer with y or n.',
  nothingToKeep: 'The line is empty, and this question has no default.',
  badLine: (line: number, label: string, problem: string) =>
    `Line ${line} of the input is no answer to “${label}”: ${problem} Nothing was changed.`,
  badAnswerIn: (place: string, problem: string) => `${place}: ${problem} Nothing was changed.`,
  answersFileKey: (id: string) => `"${id}" in the answers file`,
  secretInEnvironment: (variable: string) =>
    `${variable} is set, but a password is never read from the environment, where other programs can see it. Nothing was changed.`,
  secretSources:
    'Use --password-file PATH or --password-stdin; JUPYTER_EXPOSE_PASSWORD_FILE may name the file.',

  inputEnded: (number: number, label: string) =>
    `The input ended before question ${number}, “${label}”, was answered. Nothing was changed.`,
  missing: (label: string) => `Nothing answers “${label}”. Nothing was changed.`,
  missingHint: (flag: string) => `Give ${flag}.`,
  missingHintYes: (flag: string, shown: string) => `Give ${flag}, or --yes to take “${shown}”.`,
  waitingForLine: (label: string, flag: string) =>
    `Waiting for a line on standard input that answers “${label}” (${flag}). With --no-input nothing is read.`,
  leftover: (line: number) =>
    `Line ${line} of the input answers no question, so the lines before it may have gone to the wrong ones. Nothing was changed.`,
  leftoverHint: 'Run with --questions to see which line answers which question.',
  lineNotUtf8: (line: number) => `Line ${line} of the input is not UTF-8 text. Nothing was changed.`,
  lineNotUtf8Hint: `Save or send it as UTF-8, for example through ${glued('iconv -t UTF-8')}`,
  lineTooLong: (line: number, bytes: number) =>
    `Line ${line} of the input is longer than ${bytes} bytes, so it is no answer. Nothing was changed.`,
  inputUnreadable: (reason: string) => `Standard input cannot be read (${reason}). Nothing was changed.`,

  areYouSure: 'Use it all the same?',
  yesNo: (yes: boolean): string => (yes ? 'yes' : 'no'),
  /** The capital letter is the default for Enter. */
  yesNoHint: (fallback: boolean | undefined): string =>
    fallback === undefined ? 'y/n' : fallback ? 'Y/n' : 'y/N',
  pleaseAnswer: 'This question has no default: please answer it.',
  onceMore: 'The same once more:',
  notTheSame: 'The two were not the same. Please type it again.',
  selectKeys: '↑↓ choose, Enter takes it',
  selectKeysPlain: 'arrow keys choose, Enter takes it',

  standardInput: 'standard input',
  inputTooLong: (bytes: number) => `Standard input is longer than ${bytes} bytes. Nothing was changed.`,
  notUtf8: (place: string) => `What stands in ${place} is not UTF-8 text. Nothing was changed.`,
  exclude: (a: string, b: string) => `${a} and ${b} exclude each other. Nothing was changed.`,
  stdinIsTerminal: '--password-stdin reads a pipe, and standard input is a terminal. Nothing was changed.',
  get stdinIsTerminalHint() {
    return `Leave it out to be asked, or send the password: ${cmd('init', '--password-stdin', '<', 'FILE')}`;
  },
  noPasswordFile: (path: string) => `There is no password file ${path}. Nothing was changed.`,
  answersTerminal: '--answers - reads a pipe, and standard input is a terminal. Nothing was changed.',
  answersTerminalHint: 'Name a file, or leave it out to be asked.',
  noAnswersFile: (path: string) => `There is no answers file ${path}. Nothing was changed.`,
  answersNotJson: (place: string) => `What stands in ${place} is not JSON. Nothing was changed.`,
  answersNotObject: (place: string) =>
    `What stands in ${place} is JSON, but not an object. Nothing was changed.`,
  answersExample: 'It should look like {"port": 9001, "open_browser": false}.',
  answersUnknown: (key: string, place: string) =>
    `No question is called "${key}" (in ${place}). Nothing was changed.`,
  answersKnown: (known: readonly string[]) => `There are: ${known.join(', ')}.`,
  answersFileOpen: (path: string, mode: string) =>
    `${path} holds a password and others can read it (mode ${mode}). Close it with: ${glued(`chmod 600 ${path}`)}`,
};
