import { ExposeError } from '../errors.ts';
import { t } from '../messages/index.ts';
import { octal } from '../system/format.ts';
import { decodeText } from './stdin.ts';
import { suggest } from './suggest.ts';

export interface AnswersFile {
  /** By question id; the types are checked by each question. */
  readonly values: Readonly<Record<string, unknown>>;
  /** What the person should know about the file. */
  readonly warnings: readonly string[];
}

export interface AnswersReaders {
  /** Is standard input a terminal? */
  readonly terminal: boolean;
  readonly stdin: () => Promise<Uint8Array>;
  readonly file: (path: string) => Promise<Uint8Array | undefined>;
  /** Permission bits; undefined where there are none to tell. */
  readonly mode: (path: string) => Promise<number | undefined>;
}

/** Rights of the group and of others. */
const OTHERS = 0o077;

/**
 * Reads `--answers FILE` (`-` is standard input): a JSON object from question ids to values. `known` are the
 * ids there are, `secrets` those that are secret. Throws ExposeError('answer') for anything else.
 */
export async function readAnswersFile(
  path: string,
  known: readonly string[],
  secrets: readonly string[],
  readers: AnswersReaders,
): Promise<AnswersFile> {
  const place = path === '-' ? t().wizard.standardInput : path;
  if (path === '-' && readers.terminal) {
    throw new ExposeError('usage', t().wizard.answersTerminal, t().wizard.answersTerminalHint);
  }
  const bytes = path === '-' ? await readers.stdin() : await readers.file(path);
  if (!bytes) throw new ExposeError('answer', t().wizard.noAnswersFile(path));
  const values = parseObject(decodeText(bytes, place), place);
  for (const key of Object.keys(values)) {
    if (!known.includes(key)) throw unknownKey(key, place, known);
  }
  const secret = secrets.find((id) => Object.hasOwn(values, id));
  const mode = secret !== undefined && path !== '-' ? await readers.mode(path) : undefined;
  const open = mode !== undefined && (mode & OTHERS) !== 0;
  return {
    values,
    warnings: open ? [t().wizard.answersFileOpen(path, octal(mode))] : [],
  };
}

function parseObject(text: string, place: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // Node's own sentence quotes the text around the mistake, and a password may stand there.
    throw new ExposeError('answer', t().wizard.answersNotJson(place), t().wizard.answersExample);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ExposeError('answer', t().wizard.answersNotObject(place), t().wizard.answersExample);
  }
  return Object.fromEntries(Object.entries(value));
}

function unknownKey(key: string, place: string, known: readonly string[]): ExposeError {
  const near = suggest(key, known);
  const hints = [near && t().cli.didYouMean(near), t().wizard.answersKnown(known)];
  return new ExposeError('answer', t().wizard.answersUnknown(key, place), hints.filter(Boolean).join(' '));
}
