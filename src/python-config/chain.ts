import { parsePythonLiteral } from './read-literal.ts';
import { closingBracket, isOperator, nameAt, type Statement } from './statement.ts';
import { NAME, STRING } from './tokens.ts';

/** One access step: `.name`, `['name']`, or a subscript with a computed key. */
export interface Step {
  readonly name: string | undefined;
  readonly subscript: boolean;
  /** Index of the token after it. */
  readonly next: number;
}

/** An access chain that starts at the configuration: `c`, `c.A`, `c.A.x`, `get_config()['A'].x` … */
export interface Chain {
  readonly from: number;
  /** Index of the token after `c` or `get_config()`. */
  readonly rootEnd: number;
  readonly section: Step | undefined;
  readonly trait: Step | undefined;
  readonly end: number;
}

/** Reads the chain whose root is the tokens from `from` to `rootEnd`, with at most two steps. */
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
  return { name: undefined, subscript: true, next: closingBracket(tokens, i, to) + 1 };
}

/** The value of a plain string token. */
export function stringAt({ source, tokens }: Statement, i: number): string | undefined {
  const text = source.decode(tokens.start[i] ?? 0, tokens.end[i] ?? 0);
  const value = text === undefined ? undefined : parsePythonLiteral(text);
  return typeof value === 'string' ? value : undefined;
}

/** Traitlets' rule: a name that starts with a capital letter (or a letter without case) is a section. */
export function isSectionName(name: string): boolean {
  const code = name.charCodeAt(0);
  if (code < 128) return code < 97 && code !== 95;
  const first = name.charAt(0);
  return first !== '' && first.toUpperCase() === first;
}

/** The index of the token after `get_config()` without arguments; undefined if this is no such call. */
export function getConfigCallEnd({ tokens, to }: Statement, i: number): number | undefined {
  const called = i + 2 < to && isOperator(tokens, i + 1, '(') && isOperator(tokens, i + 2, ')');
  return called ? i + 3 : undefined;
}

/** Whether the whole statement is `c = get_config()`. */
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

/** Whether the whole statement is `c.update(c.copy())`, which turns plain dicts back into sections. */
export function isHeal({ tokens, from, to }: Statement): boolean {
  return to - from === HEAL.length && HEAL.every((word, i) => tokens.word[from + i] === word);
}

/** The end of the plain names in a chain. Computed subscripts are scanned separately. */
export function scannedEnd({ rootEnd, section, trait }: Chain): number {
  if (section?.name === undefined) return rootEnd;
  return trait?.name === undefined ? section.next : trait.next;
}
