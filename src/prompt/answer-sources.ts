import { ExposeError } from '../errors.ts';
import { t } from '../messages/index.ts';
import { octal } from '../system/format.ts';
import { Secret } from '../system/secret.ts';
import type { Answer, AnswerSource, Flag, Question } from './question.ts';
import { acceptText } from './question.ts';
import { decodeText } from './stdin.ts';
import { suggest } from './suggest.ts';

/** Permission bits of the group and of others. */
const OTHERS = 0o077;

/** The value of a flag: `--port 9001`, `--no-open-browser`, or the password from a file or stdin. */
export type FlagValue = string | boolean | number | Secret;

/** Answers that are known before any question is asked. */
export interface AnswerSources {
  /** By question id; `password` comes only from --password-stdin or --password-file, never from a flag's own value. */
  readonly flags: ReadonlyMap<string, FlagValue>;
  readonly env: Readonly<NodeJS.ProcessEnv>;
  /** The answers file, by question id. */
  readonly answers?: Readonly<Record<string, unknown>>;
}

/** The environment variable of a question: JUPYTER_EXPOSE_OPEN_BROWSER. */
export function variableOf(id: string): string {
  return `JUPYTER_EXPOSE_${id.toUpperCase().replaceAll('-', '_')}`;
}

/** The environment variable for the path of a secret's file: JUPYTER_EXPOSE_PASSWORD_FILE. */
export function secretFileVariableOf(id: string): string {
  return `${variableOf(id)}_FILE`;
}

/** commander's attribute name for a flag: '--no-open-browser' is also openBrowser. */
export function attributeOf({ declared }: Flag): string {
  const [name = ''] = declared.replace(/^--(?:no-)?/, '').split(' ');
  return name.replace(/-(\w)/g, (_all, letter: string) => letter.toUpperCase());
}

/**
 * The answer from a flag, the environment or the answers file, in this order; undefined when none gives one.
 * Throws ExposeError('answer') that names the source, also when the environment contains a password.
 */
export function findAnswer<T>(question: Question<T>, sources: AnswerSources): Answer<T> | undefined {
  const flag = sources.flags.get(question.id);
  if (flag !== undefined) {
    return { value: within(question.flag, () => acceptFlag(question, flag)), source: 'flag' };
  }
  const variable = variableOf(question.id);
  const fromEnv = sources.env[variable];
  if (fromEnv !== undefined && fromEnv !== '') {
    if (question.kind === 'secret') {
      throw new ExposeError('answer', t().prompt.secretInEnvironment(variable), t().prompt.secretSources);
    }
    return { value: within(variable, () => acceptText(question, fromEnv)), source: 'environment' };
  }
  if (sources.answers && Object.hasOwn(sources.answers, question.id)) {
    const value = sources.answers[question.id];
    return {
      value: within(t().prompt.answersFileKey(question.id), () => question.parseJson(value)),
      source: 'file',
    };
  }
  return undefined;
}

/** The printed name of an answer's source; undefined for a line or a prompt. */
export function originOf(question: Question, source: AnswerSource): string | undefined {
  switch (source) {
    case 'flag':
      return t().prompt.fromFlag;
    case 'environment':
      return variableOf(question.id);
    case 'file':
      return t().prompt.fromAnswersFile;
    case 'current':
      return (question.current?.origin ?? t().prompt.fromCurrent) || undefined;
    case 'default':
      return t().prompt.fromDefault;
    default:
      return undefined;
  }
}

function acceptFlag<T>(question: Question<T>, value: FlagValue): T {
  if (value instanceof Secret) return question.parse(value.reveal());
  return typeof value === 'string' ? acceptText(question, value) : question.parseJson(value);
}

/** Prefixes an error with the name of the source. */
function within<T>(origin: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ExposeError)) throw error;
    throw new ExposeError(error.code, t().prompt.badAnswerIn(origin, error.message), error.hint, {
      cause: error,
    });
  }
}

interface AnswersFile {
  /** By question id; the types are checked by each question. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Warnings about the file. */
  readonly warnings: readonly string[];
}

interface AnswersReaders {
  /** True when standard input is a terminal. */
  readonly terminal: boolean;
  readonly stdin: () => Promise<Uint8Array>;
  readonly file: (path: string) => Promise<Uint8Array | undefined>;
  /** Permission bits; undefined when the file has none. */
  readonly mode: (path: string) => Promise<number | undefined>;
}

/**
 * Reads `--answers FILE` (`-` is standard input): a JSON object from question ids to values. `known` are the valid
 * ids, `secrets` those of secrets. Throws ExposeError('answer') for anything else.
 */
export async function readAnswersFile(
  path: string,
  known: readonly string[],
  secrets: readonly string[],
  readers: AnswersReaders,
): Promise<AnswersFile> {
  const origin = path === '-' ? t().prompt.standardInput : path;
  if (path === '-' && readers.terminal) {
    throw new ExposeError('usage', t().prompt.answersTerminal, t().prompt.answersTerminalHint);
  }
  const bytes = path === '-' ? await readers.stdin() : await readers.file(path);
  if (!bytes) throw new ExposeError('answer', t().prompt.noAnswersFile(path));
  const values = parseObject(decodeText(bytes, origin), origin);
  for (const key of Object.keys(values)) {
    if (!known.includes(key)) throw unknownKey(key, origin, known);
  }
  const secret = secrets.find((id) => Object.hasOwn(values, id));
  const mode = secret !== undefined && path !== '-' ? await readers.mode(path) : undefined;
  const open = mode !== undefined && (mode & OTHERS) !== 0;
  return {
    values,
    warnings: open ? [t().prompt.answersFileOpen(path, octal(mode))] : [],
  };
}

function parseObject(text: string, origin: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // Node's own message quotes the text around the error, which may contain a password.
    throw new ExposeError('answer', t().prompt.answersNotJson(origin), t().prompt.answersExample);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ExposeError('answer', t().prompt.answersNotObject(origin), t().prompt.answersExample);
  }
  return Object.fromEntries(Object.entries(value));
}

function unknownKey(key: string, origin: string, known: readonly string[]): ExposeError {
  const near = suggest(key, known);
  const hints = [near && t().cli.didYouMean(near), t().prompt.answersKnown(known)];
  return new ExposeError('answer', t().prompt.answersUnknown(key, origin), hints.filter(Boolean).join(' '));
}
