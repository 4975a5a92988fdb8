import type { JoinedStatements } from './ledger.ts';
import { reject } from './reject.ts';
import type { Source } from './source.ts';
import { emptyTokens, lexLine, OPERATOR, skipLineEnd, type Tokens } from './tokens.ts';

/** One logical line of code, which may span several physical lines. Valid until the next one is read. */
export interface LogicalLine {
  readonly tokens: Tokens;
  /** Start of its first physical line, and the offset after the line end of its last one. */
  readonly start: number;
  readonly next: number;
  /** Its nesting depth; 0 is the top level. */
  readonly level: number;
  /** It ends with a colon, so a block must follow. */
  readonly opensBlock: boolean;
  /** Its statements, once something in it is recorded. */
  joined?: JoinedStatements;
}

export interface LineVisitor {
  /** A line that holds only a comment: from the start of the line to before its line end. */
  comment(lineStart: number, hash: number, end: number): void;
  line(line: LogicalLine): void;
}

/** Walks the file once. Refuses what Python's own tokenizer refuses, as far as single lines show it. */
export function walkLines(source: Source, visitor: LineVisitor): void {
  const { code } = source;
  const endOfComment = makeCommentEnd(code);
  const tokens = emptyTokens();
  const layout = makeLayout(code);
  let i = source.start;
  while (i < code.length) {
    const lineStart = i;
    let column = 0;
    let oneColumnTabs = 0;
    for (; ; i += 1) {
      const ch = code.charCodeAt(i);
      if (ch === 32) column += 1;
      else if (ch === 9) column = ((column >> 3) + 1) << 3;
      else if (ch !== 12) break;
      oneColumnTabs += 1;
      if (ch === 12) column = oneColumnTabs = 0;
    }
    if (i >= code.length) break;
    const ch = code.charCodeAt(i);
    if (ch === 10 || ch === 13) {
      i = skipLineEnd(code, i);
      continue;
    }
    if (ch === 35) {
      const end = endOfComment(i);
      visitor.comment(lineStart, i, end);
      i = skipLineEnd(code, end);
      continue;
    }
    if (ch === 92) i = continuedStart(code, i, column);
    const first = i;
    const level = layout.enter(first, column, oneColumnTabs);
    i = skipLineEnd(code, lexLine(source, i, tokens));
    const last = tokens.count - 1;
    const opensBlock = tokens.kind[last] === OPERATOR && code.charCodeAt(tokens.start[last] ?? 0) === 58;
    if (opensBlock) layout.expectBlock(first);
    visitor.line({ tokens, start: lineStart, next: Math.min(i, code.length), level, opensBlock });
  }
  layout.finish();
}

/**
 * The first character of a line of code that begins with backslashes. The blanks before the first one indent it;
 * Pythons disagree about blanks after it where there are none before, and about nothing after it.
 */
function continuedStart(code: string, backslash: number, column: number): number {
  let i = backslash;
  while (code.charCodeAt(i) === 92) {
    const next = code.charCodeAt(i + 1);
    if (next !== 10 && next !== 13) reject(code, backslash, 'stray-backslash');
    i = skipLineEnd(code, i + 1);
    if (column > 0) while (/[ \t]/.test(code.charAt(i))) i += 1;
  }
  if (i >= code.length || /[\s#]/.test(code.charAt(i))) reject(code, backslash, 'stray-backslash');
  return i;
}

/**
 * Python's indentation rules: a stack of columns with tab stops of 8, and a second one with tabs as 1 to detect
 * mixtures.
 */
function makeLayout(code: string) {
  const columns = [0];
  const strict = [0];
  let opener = -1;
  const top = (list: number[]): number => list[list.length - 1] ?? 0;
  return {
    enter(at: number, column: number, oneColumnTabs: number): number {
      if (column > top(columns)) {
        if (opener < 0 || oneColumnTabs <= top(strict)) reject(code, at, 'bad-indent');
        columns.push(column);
        strict.push(oneColumnTabs);
      } else {
        if (opener >= 0) reject(code, opener, 'missing-block');
        while (column < top(columns)) {
          columns.pop();
          strict.pop();
        }
        if (column !== top(columns) || oneColumnTabs !== top(strict)) reject(code, at, 'bad-indent');
      }
      opener = -1;
      return columns.length - 1;
    },
    expectBlock(at: number): void {
      opener = at;
    },
    finish(): void {
      if (opener >= 0) reject(code, opener, 'missing-block');
    },
  };
}

/** Finds line ends fast: most of a config file is comments, and most files contain no CR. */
function makeCommentEnd(code: string): (from: number) => number {
  if (code.includes('\r')) {
    const lineEnd = /[\r\n]/g;
    return (from) => {
      lineEnd.lastIndex = from;
      return lineEnd.exec(code)?.index ?? code.length;
    };
  }
  return (from) => {
    const end = code.indexOf('\n', from);
    return end < 0 ? code.length : end;
  };
}
