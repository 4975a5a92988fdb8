import { BLOCK_WORDS, FINAL_CALLS, KEYWORDS, WORD_STATEMENTS } from './python-names.ts';
import { refuse } from './refuse.ts';
import { isOperator, nameAt, type Statement } from './statement.ts';
import { F_STRING, NAME, NUMBER, OPERATOR, STRING } from './tokens.ts';

const ENDS_STATEMENT = /^(?:[)\]},:]|\.\.\.)$/;
const STARTS_STATEMENT = /^(?:[([{+\-~*@]|\.\.\.)$/;
const STRAY_AT_TOP = new Set(['return', 'break', 'continue', 'nonlocal']);

/** Refuses what Python visibly cannot read, so that a broken file is never patched as if it were whole. */
export function checkSyntax(statement: Statement): void {
  const { source, tokens, from, to, first, topLevel, isHeader } = statement;
  const at = (i: number): number => tokens.start[i] ?? 0;
  const text = (i: number): string => source.code.slice(at(i), tokens.end[i]);
  const last = to - 1;
  if (tokens.kind[from] === OPERATOR && !STARTS_STATEMENT.test(text(from)))
    refuse(source.code, at(from), 'syntax');
  const star = (first === 'from' || first === 'import') && isOperator(source, tokens, last, '*');
  if (tokens.kind[last] === OPERATOR && !star && !ENDS_STATEMENT.test(text(last))) {
    refuse(source.code, at(last), 'syntax');
  }
  const takesBlock = BLOCK_WORDS.has(first) || first === 'match' || first === 'case';
  if (isHeader ? !takesBlock : BLOCK_WORDS.has(first)) refuse(source.code, at(from), 'syntax');
  if (topLevel && STRAY_AT_TOP.has(first)) refuse(source.code, at(from), 'syntax');
  if (WORD_STATEMENTS.has(first)) return;
  for (let i = from + 1; i < to; i += 1) {
    if (
      startsOperand(statement, i) &&
      endsOperand(statement, i - 1) &&
      !(isText(statement, i) && isText(statement, i - 1))
    ) {
      refuse(source.code, at(i), 'syntax');
    }
  }
}

/** Refuses a file that always stops here: Jupyter throws it away, and lines at its end would never run. */
export function checkFinishes(statement: Statement): void {
  const { source, tokens, from, topLevel, first } = statement;
  if (!topLevel || first === '') return;
  const stops = first === 'raise' || FINAL_CALLS.has(calledName(statement));
  if (stops) refuse(source.code, tokens.start[from] ?? 0, 'never-finishes');
}

function calledName({ source, tokens, from, to }: Statement): string {
  let name = nameAt(source, tokens, from);
  let i = from + 1;
  while (i + 1 < to && isOperator(source, tokens, i, '.') && i < from + 3) {
    name += `.${nameAt(source, tokens, i + 1)}`;
    i += 2;
  }
  return i < to && isOperator(source, tokens, i, '(') ? name : '';
}

function isText({ tokens }: Statement, i: number): boolean {
  return tokens.kind[i] === STRING || tokens.kind[i] === F_STRING;
}

function isWord({ source, tokens }: Statement, i: number): boolean {
  if (tokens.kind[i] !== NAME) return false;
  const name = nameAt(source, tokens, i);
  return !KEYWORDS.has(name) || name === 'None' || name === 'True' || name === 'False';
}

function startsOperand(statement: Statement, i: number): boolean {
  return statement.tokens.kind[i] === NUMBER || isText(statement, i) || isWord(statement, i);
}

function endsOperand(statement: Statement, i: number): boolean {
  if (startsOperand(statement, i)) return true;
  const { source, tokens } = statement;
  return tokens.kind[i] === OPERATOR && /[)\]}]/.test(source.code.charAt(tokens.start[i] ?? 0));
}
