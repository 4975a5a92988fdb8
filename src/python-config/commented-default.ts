import { RefusedError } from '../errors.ts';
import type { Source } from './source.ts';
import { isConstant } from './statement.ts';
import type { CommentedDefault } from './survey.ts';
import { emptyTokens, lexLine, skipLineEnd, type Tokens } from './tokens.ts';

const HEAD = /^# ?(c\.\w+\.\w+[ \t]*=[ \t]*)/;
/** What traitlets writes for defaults without a literal: `<class 'x.Y'>`, `traitlets.Undefined`, `set([])`. */
const OTHER_DEFAULT = /^(?:<.*>|[\w.]+(?:\(.*\))?)[ \t]*$/;
const COMMENTED_SETTING = /# ?c\.\w+\.\w+[ \t]*=|# [<>]{3} jupyter-expose/y;

/**
 * Offsets of the name and the value in a commented default; undefined if the line is prose that only looks like one.
 */
export function findDefaultValue(
  source: Source,
  { at, end }: CommentedDefault,
): { nameStart: number; valueStart: number; valueEnd: number } | undefined {
  if (runsIntoProse(source.code, end)) return undefined;
  const line = source.code.slice(at, end);
  const head = HEAD.exec(line);
  if (head === null) return undefined;
  const [whole, code = ''] = head;
  const valueStart = at + whole.length;
  const nameStart = valueStart - code.length;
  const rest = line.slice(whole.length);
  const length =
    constantLength(source, valueStart, rest) ?? (OTHER_DEFAULT.test(rest) ? rest.trimEnd().length : 0);
  return length > 0 ? { nameStart, valueStart, valueEnd: valueStart + length } : undefined;
}

/** A default is the last line of its comment, or another commented setting follows. Prose continues. */
function runsIntoProse(code: string, end: number): boolean {
  const next = skipLineEnd(code, end);
  if (code.charCodeAt(next) !== 35) return false;
  COMMENTED_SETTING.lastIndex = next;
  return !COMMENTED_SETTING.test(code);
}

/** The length of the constant at the start of `rest`, provided only a comment follows it. */
function constantLength(source: Source, offset: number, rest: string): number | undefined {
  const tokens = emptyTokens();
  const decode = (from: number, to: number): string | undefined => source.decode(from + offset, to + offset);
  try {
    lexLine({ ...source, text: rest, code: rest, start: 0, decode }, 0, tokens);
    if (!isConstant(tokens, 0, tokens.count) || !isOneExpression(rest, tokens)) return undefined;
    return tokens.end[tokens.count - 1];
  } catch (error) {
    if (error instanceof RefusedError) return undefined;
    throw error;
  }
}

/** No comma, colon, semicolon or `=` outside brackets: `8888, or another` and `5: the port` are prose. */
function isOneExpression(rest: string, { count, start, depth }: Tokens): boolean {
  for (let i = 0; i < count; i += 1)
    if (depth[i] === 0 && /[:;=,]/.test(rest.charAt(start[i] ?? 0))) return false;
  return true;
}
