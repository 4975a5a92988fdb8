import type { JoinedStatements } from './ledger.ts';
import type { LogicalLine } from './logical-lines.ts';
import type { Source } from './source.ts';
import { NAME, NUMBER, OPERATOR, STRING, type Tokens } from './tokens.ts';
import { BLOCK, JOINED } from './words.ts';

/** One statement, or the header of a block: the tokens from `from` to `to`. */
export interface Statement {
  readonly source: Source;
  readonly tokens: Tokens;
  readonly from: number;
  readonly to: number;
  readonly line: LogicalLine;
  /** Runs exactly once, at the top level: not inside a block, not on a header's line, and not a header itself. */
  readonly topLevel: boolean;
  readonly isHeader: boolean;
  /** The first word if it is a name, otherwise empty. */
  readonly first: string;
  /** The statements of the same logical line, and which of them this is. */
  readonly siblings: readonly Statement[];
  readonly position: number;
}

/** Splits a logical line at its semicolons and, for `if x: …`, after the header's colon. */
export function splitStatements(source: Source, line: LogicalLine): Statement[] {
  const { tokens } = line;
  const { count, meanings } = tokens;
  const colon = line.opensBlock
    ? count - 1
    : ((tokens.meaning[0] ?? 0) & BLOCK) !== 0
      ? headerColon(tokens)
      : -1;
  const statements: Statement[] = [];
  const add = (from: number, to: number, isHeader: boolean): void => {
    if (from >= to) return;
    const word = tokens.kind[from] === NAME ? nameAt(tokens, from) : '';
    const topLevel = line.level === 0 && colon < 0;
    const position = statements.length;
    statements.push({
      source,
      tokens,
      from,
      to,
      line,
      topLevel,
      isHeader,
      first: word,
      siblings: statements,
      position,
    });
  };
  if (colon >= 0) add(0, colon + 1, true);
  let from = colon + 1;
  for (let i = from; i < count && (meanings & JOINED) !== 0; i += 1) {
    if (tokens.depth[i] === 0 && isOperator(tokens, i, ';')) {
      add(from, i, false);
      from = i + 1;
    }
  }
  add(from, count, false);
  return statements;
}

/** A statement alone on its lines goes with them, wherever it stands. */
const ALONE: JoinedStatements['spans'] = [[0, 0]];

/** Where the statements of a logical line stand. All its statements share the result, which outlives the line. */
export function joinedStatements({ line, siblings }: Statement): JoinedStatements {
  line.joined ??= {
    start: line.start,
    next: line.next,
    spans: siblings.length === 1 ? ALONE : siblings.map(spanOf),
  };
  return line.joined;
}

function spanOf({ tokens, from, to }: Statement): [number, number] {
  return [tokens.start[from] ?? 0, tokens.end[to - 1] ?? 0];
}

/** The colon that ends a one-line header. Each lambda in the header has a colon of its own. */
function headerColon(tokens: Tokens): number {
  let lambdas = 0;
  for (let i = 0; i < tokens.count; i += 1) {
    if (tokens.depth[i] !== 0) continue;
    if (tokens.kind[i] === NAME && nameAt(tokens, i) === 'lambda') lambdas += 1;
    else if (isOperator(tokens, i, ':')) {
      if (lambdas === 0) return i;
      lambdas -= 1;
    }
  }
  return -1;
}

/** The name at a token, normalized as Python does; empty if the token is not a name. */
export function nameAt(tokens: Tokens, i: number): string {
  return tokens.kind[i] === NAME ? (tokens.word[i] ?? '') : '';
}

export function isOperator(tokens: Tokens, i: number, operator: string): boolean {
  return tokens.word[i] === operator;
}

/** The index of the bracket that closes the one at `open`; `to` if it is beyond. */
export function closingBracket(tokens: Tokens, open: number, to: number): number {
  const depth = tokens.depth[open];
  let close = open + 1;
  while (close < to && tokens.depth[close] !== depth) close += 1;
  return close;
}

/** The indexes of the statement's `=` tokens outside brackets. */
export function equalSigns({ tokens, from, to }: Statement): number[] {
  const found: number[] = [];
  for (let i = from; i < to; i += 1) {
    if (tokens.depth[i] === 0 && isOperator(tokens, i, '=')) found.push(i);
  }
  return found;
}

/** Whether the tokens are a constant expression: without names it neither reads nor changes anything. */
export function isConstant(tokens: Tokens, from: number, to: number): boolean {
  for (let i = from; i < to; i += 1) {
    const kind = tokens.kind[i];
    const word = tokens.word[i];
    if (kind === NUMBER || kind === STRING) continue;
    if (kind === OPERATOR && word !== ':=') continue;
    if (kind === NAME && (word === 'True' || word === 'False' || word === 'None')) continue;
    return false;
  }
  return from < to;
}
