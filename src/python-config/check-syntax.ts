import { FINAL_CALLS, WORD_STATEMENTS } from './python-names.ts';
import { reject } from './reject.ts';
import { isOperator, nameAt, type Statement } from './statement.ts';
import { NAME, NUMBER, OPERATOR, type Tokens } from './tokens.ts';
import { BLOCK, FINAL, KEYWORD } from './words.ts';

const ENDS_STATEMENT = new Set([')', ']', '}', ',', ':', '...']);
const STARTS_STATEMENT = new Set(['(', '[', '{', '+', '-', '~', '*', '@', '...']);
/** The first words of `FINAL_CALLS`. */
const FINAL_WORDS = new Set([...FINAL_CALLS].map((call) => call.split('.')[0] ?? ''));
const STRAY_AT_TOP = new Set(['return', 'break', 'continue', 'nonlocal']);

/** Refuses code that Python cannot parse, so that a broken file is never patched. */
export function checkSyntax(statement: Statement): void {
  const { source, tokens, from, to, first, topLevel, isHeader } = statement;
  const at = (i: number): number => tokens.start[i] ?? 0;
  const text = (i: number): string => tokens.word[i] ?? '';
  const last = to - 1;
  if (tokens.kind[from] === OPERATOR && !STARTS_STATEMENT.has(text(from)))
    reject(source.code, at(from), 'syntax');
  const star = (first === 'from' || first === 'import') && isOperator(tokens, last, '*');
  if (tokens.kind[last] === OPERATOR && !star && !ENDS_STATEMENT.has(text(last))) {
    reject(source.code, at(last), 'syntax');
  }
  const isBlockWord = ((tokens.meaning[from] ?? 0) & BLOCK) !== 0;
  const takesBlock = isBlockWord || first === 'match' || first === 'case';
  if (isHeader ? !takesBlock : isBlockWord) reject(source.code, at(from), 'syntax');
  if (topLevel && STRAY_AT_TOP.has(first)) reject(source.code, at(from), 'syntax');
  if ((first.length === 4 || first.length === 5) && WORD_STATEMENTS.has(first)) return;
  let before = 0;
  for (let i = from; i < to; i += 1) {
    const role = roleOf(tokens, i);
    if (role >= TEXT && before > 0 && !(role === TEXT && before === TEXT))
      reject(source.code, at(i), 'syntax');
    before = role;
  }
}

/**
 * Two operands may not follow each other, except adjacent strings. A closing bracket ends an operand; a string, a name
 * and a number are operands.
 */
const CLOSES = 1;
const TEXT = 2;
const OPERAND = 3;

function roleOf(tokens: Tokens, i: number): number {
  const kind = tokens.kind[i];
  if (kind === NAME) return ((tokens.meaning[i] ?? 0) & KEYWORD) !== 0 ? 0 : OPERAND;
  if (kind !== OPERATOR) return kind === NUMBER ? OPERAND : TEXT;
  const ch = tokens.word[i]?.charCodeAt(0);
  return ch === 41 || ch === 93 || ch === 125 ? CLOSES : 0;
}

/**
 * Refuses a file that always stops here: Jupyter discards it, and lines at its end never run. `ownNames` collects the
 * names of such calls to which the file gives another meaning.
 */
export function checkFinishes(statement: Statement, ownNames: Set<string>): void {
  const { source, tokens, from, to, topLevel, first } = statement;
  const called = topLevel && FINAL_WORDS.has(first) ? calledName(statement) : '';
  const stops = topLevel && (first === 'raise' || (FINAL_CALLS.has(called) && !isOwn(called, ownNames)));
  if (stops) reject(source.code, tokens.start[from] ?? 0, 'never-finishes');
  if ((tokens.meanings & FINAL) === 0) return;
  for (let i = from; i < to; i += 1) {
    const isFinal = ((tokens.meaning[i] ?? 0) & FINAL) !== 0;
    if (isFinal && isRedefined(statement, i)) ownNames.add(nameAt(tokens, i));
  }
}

/** Whether a part of a dotted name means something else in this file. */
function isOwn(called: string, ownNames: ReadonlySet<string>): boolean {
  return called.split('.').some((word) => ownNames.has(word));
}

/** Assigned, defined, imported from somewhere unusual, or handed to other code. */
function isRedefined({ tokens, first }: Statement, i: number): boolean {
  const module = nameAt(tokens, i);
  const isModule = module === 'sys' || module === 'os';
  if (first === 'import')
    return isOperator(tokens, i - 1, 'as') || (isModule && isOperator(tokens, i - 1, '.'));
  if (first === 'from') return !isModule && !['sys', 'os'].includes(nameAt(tokens, 1));
  if (isOperator(tokens, i + 1, '(')) return first === 'def' || first === 'class' || first === 'async';
  return !(isModule && isOperator(tokens, i + 1, '.'));
}

function calledName({ tokens, from, to }: Statement): string {
  let name = nameAt(tokens, from);
  let i = from + 1;
  while (i + 1 < to && isOperator(tokens, i, '.') && i < from + 3) {
    name += `.${nameAt(tokens, i + 1)}`;
    i += 2;
  }
  return i < to && isOperator(tokens, i, '(') ? name : '';
}
