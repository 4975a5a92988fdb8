import { parsePythonLiteral } from './read-literal.ts';
import { isOperator, nameAt, type Statement } from './statement.ts';
import { NAME, STRING } from './tokens.ts';

/** One step from an object to something in it: `.name`, `['name']`, or brackets with something computed. */
export interface Step {
  readonly name: string | undefined;
  readonly subscript: boolean;
  /** The token behind it. */
  readonly next: number;
}

/** Something that starts at the configuration: `c`, `c.A`, `c.A.x`, `get_config()['A'].x` … */
export interface Chain {
  readonly from: number;
  /** The token behind `c` or `get_config()`. */
  readonly rootEnd: number;
  readonly section: Step | undefined;
  readonly trait: Step | undefined;
  readonly end: number;
}

/** Reads the chain whose root is the tokens `from` up to `rootEnd`: at most two steps. */
export function readChain(statement: Statement, from: number, rootEnd: number): Chain {
  const section = readStep(statement, rootEnd);
  const trait = section?.name === undefined ? undefined : readStep(statement, section.next);
  return { from, rootEnd, section, trait, end: trait?.next ?? section?.next ?? rootEnd };
}

function readStep(statement: Statement, i: number): Step | undefined {
  const { tokens, to } = statement;
  if (i + 1 < to && isOperator(tokens, i, '.') && tokens.kind[i + 1] === NAME) {
    return { name: nameAt(tokens, i + 1), subscript: false, next: i + 2 };
  }
  if (i >= to || !isOperator(tokens, i, '[')) return undefined;
  if (tokens.kind[i + 1] === STRING && isOperator(tokens, i + 2, ']')) {
    const name = stringAt(statement, i + 1);
    return { name, subscript: true, next: i + 3 };
  }
  const depth = tokens.depth[i];
  let close = i + 1;
  while (close < to && tokens.depth[close] !== depth) close += 1;
  return { name: undefined, subscript: true, next: close + 1 };
}

/** The value of a plain string token. */
export function stringAt({ source, tokens }: Statement, i: number): string | undefined {
  const text = source.decode(tokens.start[i] ?? 0, tokens.end[i] ?? 0);
  const value = text === undefined ? undefined : parsePythonLiteral(text);
  return typeof value === 'string' ? value : undefined;
}

/** Traitlets' rule: a name that starts with a capital (or a letter without cases) is a section. */
export function isSectionName(name: string): boolean {
  const code = name.charCodeAt(0);
  if (code < 128) return code < 97 && code !== 95;
  const first = name.charAt(0);
  return first !== '' && first.toUpperCase() === first;
}

/** Is this `get_config()` with nothing in the parentheses? Then the token behind it, else undefined. */
export function getConfigCallEnd({ tokens, to }: Statement, i: number): number | undefined {
  const called = i + 2 < to && isOperator(tokens, i + 1, '(') && isOperator(tokens, i + 2, ')');
  return called ? i + 3 : undefined;
}

/** Is the whole statement `c = get_config()`? */
export function isFetchOfC(statement: Statement): boolean {
  const { tokens, from, to, first } = statement;
  return (
    to - from === 5 &&
    first === 'c' &&
    isOperator(tokens, from + 1, '=') &&
    nameAt(tokens, from + 2) === 'get_config' &&
    getConfigCallEnd(statement, from + 2) === to
  );
}

const HEAL = ['c', '.', 'update', '(', 'c', '.', 'copy', '(', ')', ')'];

/** Is the whole statement `c.update(c.copy())`, with which we make sections again of plain dicts? */
export function isHeal({ tokens, from, to }: Statement): boolean {
  return to - from === HEAL.length && HEAL.every((word, i) => tokens.word[from + i] === word);
}

/** Behind the parts of a chain that are plain names; what is computed in brackets is looked at on its own. */
export function scannedEnd({ rootEnd, section, trait }: Chain): number {
  if (section?.name === undefined) return rootEnd;
  return trait?.name === undefined ? section.next : trait.next;
}
