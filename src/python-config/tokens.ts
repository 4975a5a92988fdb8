import { KEYWORDS } from './python-names.ts';
import { reject } from './reject.ts';
import type { Source } from './source.ts';
import { isInterpolated, isStringPrefix, stringEnd } from './strings.ts';

export const NAME = 1;
export const NUMBER = 2;
export const STRING = 3;
export const F_STRING = 4;
export const OPERATOR = 5;

/** Any name: its bytes cannot be decoded here. */
export const UNREADABLE = '?';

/**
 * The tokens of one logical line, as parallel lists. `depth` is 0 outside brackets; a bracket has the depth of its
 * surroundings.
 */
export interface Tokens {
  readonly kind: number[];
  readonly start: number[];
  readonly end: number[];
  readonly depth: number[];
  /**
   * Names (normalized as Python does: a full-width `ｃ` is `c`) and operators; empty for numbers and strings. A name that
   * cannot be decoded is `UNREADABLE`; one that is a keyword only when normalized, and so is none, begins with a space.
   */
  readonly word: string[];
}

const LF = 10;
const CR = 13;
const MAX_DEPTH = 150;
const NUMERAL =
  /(?:0[xX](?:_?[\da-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+|(?:\d(?:_?\d)*\.?(?:\d(?:_?\d)*)?|\.\d(?:_?\d)*)(?:[eE][+-]?\d(?:_?\d)*)?)[jJlL]?/y;
const AFTER_NUMERAL = /(?:and|else|for|if|in|is|or|not)(?!\w)|(?!\w)/y;
const OPERATORS = /\*\*=?|\/\/=?|>>=?|<<=?|\.\.\.|:=|->|!=|<>|[+\-*/%@&|^=<>]=|[+\-*/%@&|^~=<>.,:;]/y;
const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };
const IDENTIFIER = /^[\p{XID_Start}_]\p{XID_Continue}*$/u;

export function emptyTokens(): Tokens {
  return { kind: [], start: [], end: [], depth: [], word: [] };
}

/** Reads one logical line from `from` into `tokens`. Returns the offset of its line end (or of the end of the file). */
export function lexLine(source: Source, from: number, tokens: Tokens): { codeEnd: number; lineEnd: number } {
  const { code } = source;
  const open: number[] = [];
  tokens.kind.length = tokens.start.length = tokens.end.length = tokens.depth.length = tokens.word.length = 0;
  let i = from;
  let codeEnd = from;
  const add = (kind: number, end: number, depth: number, word: string): void => {
    tokens.kind.push(kind);
    tokens.start.push(i);
    tokens.end.push(end);
    tokens.depth.push(depth);
    tokens.word.push(word);
    i = codeEnd = end;
  };
  while (i < code.length) {
    const ch = code.charCodeAt(i);
    if (ch === LF || ch === CR) {
      if (open.length === 0) break;
      i += 1;
    } else if (ch === 32 || ch === 9 || ch === 12) i += 1;
    else if (isWordStart(ch)) {
      const end = wordEnd(code, i);
      if (isPrefixed(code, i, end)) {
        const kind = isInterpolated(code.slice(i, end)) ? F_STRING : STRING;
        add(kind, checkedString(source, i, end, open.length), open.length, '');
      } else add(NAME, end, open.length, readWord(source, i, end));
    } else if (ch === 34 || ch === 39) add(STRING, checkedString(source, i, i, 0), open.length, '');
    else if (isDigit(ch) || (ch === 46 && isDigit(code.charCodeAt(i + 1)))) {
      add(NUMBER, numberEnd(code, i), open.length, '');
    } else if (ch === 40 || ch === 91 || ch === 123) {
      if (open.length >= MAX_DEPTH) reject(code, i, 'too-deep');
      open.push(i);
      add(OPERATOR, i + 1, open.length - 1, code.charAt(i));
    } else if (ch === 41 || ch === 93 || ch === 125) {
      const opener = open.pop();
      if (opener === undefined || CLOSING[code.charAt(opener)] !== code.charAt(i)) {
        reject(code, i, 'unexpected-bracket');
      }
      add(OPERATOR, i + 1, open.length, code.charAt(i));
    } else if (ch === 35) i = commentEnd(code, i);
    else if (ch === 92) i = continuationEnd(code, i);
    else {
      const end = operatorEnd(code, i, ch);
      add(OPERATOR, end, open.length, code.slice(i, end));
    }
  }
  const unclosed = open.at(-1);
  if (unclosed !== undefined) reject(code, unclosed, 'unclosed-bracket');
  return { codeEnd, lineEnd: i };
}

/** The offset of the line end after a comment. */
export function commentEnd(code: string, from: number): number {
  let i = from;
  for (; i < code.length; i += 1) {
    const ch = code.charCodeAt(i);
    if (ch === LF || ch === CR) break;
  }
  return i;
}

/** The offset after the line end at `i`. */
export function skipLineEnd(code: string, i: number): number {
  return code.charCodeAt(i) === CR && code.charCodeAt(i + 1) === LF ? i + 2 : i + 1;
}

function wordEnd(code: string, from: number): number {
  let end = from + 1;
  for (; end < code.length; end += 1) {
    const ch = code.charCodeAt(end);
    if (!isWordStart(ch) && !isDigit(ch)) break;
  }
  return end;
}

function isPrefixed(code: string, from: number, end: number): boolean {
  const next = code.charCodeAt(end);
  return (next === 34 || next === 39) && end - from <= 2 && isStringPrefix(code.slice(from, end));
}

function readWord(source: Source, from: number, end: number): string {
  const word = source.code.slice(from, end);
  if (isAscii(source.code, from, end)) return word;
  if (source.brokenUtf8) reject(source.code, from, 'not-utf-8');
  const name = source.decodeName(from, end)?.normalize('NFKC');
  if (name === undefined) return UNREADABLE;
  if (!IDENTIFIER.test(name)) reject(source.code, from, 'strange-character');
  return KEYWORDS.has(name) ? ` ${name}` : name;
}

function isAscii(code: string, from: number, end: number): boolean {
  for (let i = from; i < end; i += 1) if (code.charCodeAt(i) > 127) return false;
  return true;
}

/** One character, unless it starts a longer operator. */
function operatorEnd(code: string, from: number, ch: number): number {
  const next = code.charCodeAt(from + 1);
  const alone = (ch === 46 && next !== 46) || ch === 44 || ch === 59 || (ch === 61 && next !== 61);
  if (alone) return from + 1;
  OPERATORS.lastIndex = from;
  if (!OPERATORS.test(code)) reject(code, from, 'strange-character');
  return OPERATORS.lastIndex;
}

function checkedString(source: Source, from: number, quoteAt: number, depth: number): number {
  const end = stringEnd(source.code, from, quoteAt, depth);
  if (source.brokenUtf8) {
    for (let i = from; i < end; i += 1) {
      if (source.code.charCodeAt(i) > 127) reject(source.code, i, 'not-utf-8');
    }
  }
  return end;
}

function numberEnd(code: string, from: number): number {
  NUMERAL.lastIndex = from;
  if (!NUMERAL.test(code)) reject(code, from, 'bad-number');
  const end = NUMERAL.lastIndex;
  AFTER_NUMERAL.lastIndex = end;
  const dotted = code.charCodeAt(end) === 46 && isDigit(code.charCodeAt(end + 1));
  if (dotted || !AFTER_NUMERAL.test(code)) reject(code, from, 'bad-number');
  return end;
}

function continuationEnd(code: string, backslash: number): number {
  const next = code.charCodeAt(backslash + 1);
  if (next !== LF && next !== CR) reject(code, backslash, 'stray-backslash');
  const end = skipLineEnd(code, backslash + 1);
  if (end >= code.length) reject(code, backslash, 'stray-backslash');
  return end;
}

function isWordStart(ch: number): boolean {
  return (ch >= 97 && ch <= 122) || (ch >= 65 && ch <= 90) || ch === 95 || ch > 127;
}

function isDigit(ch: number): boolean {
  return ch >= 48 && ch <= 57;
}
