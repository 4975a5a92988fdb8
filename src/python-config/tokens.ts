import { KEYWORDS } from './python-names.ts';
import { reject } from './reject.ts';
import type { Source } from './source.ts';
import { isInterpolated, isStringPrefix, stringEnd } from './strings.ts';
import { BINDS, INTERPOLATED, JOINED, meaningIn, meaningOf, slotOf, UNREADABLE, wordIn } from './words.ts';

export const NAME = 1;
export const NUMBER = 2;
export const STRING = 3;
export const F_STRING = 4;
export const OPERATOR = 5;

/**
 * The tokens of one logical line, as parallel lists that the next line reuses: valid below `count`, and empty for a few
 * places above. `depth` is 0 outside brackets; a bracket has the depth of its surroundings.
 */
export interface Tokens {
  count: number;
  kind: Uint8Array;
  start: Int32Array;
  end: Int32Array;
  depth: Uint8Array;
  /** What its word may mean: bits of `words.ts`. */
  meaning: Uint8Array;
  /**
   * Names (normalized as Python does: a full-width `ｃ` is `c`) and operators; empty for numbers and strings. A name that
   * cannot be decoded is `UNREADABLE`; one that is a keyword only when normalized, and so is none, begins with a space.
   */
  readonly word: string[];
  /** The bits of all its words. */
  meanings: number;
  /** Offsets of the brackets that are open. */
  readonly open: number[];
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

/** What a character may be part of: ASCII letters and `_`, digits, or neither. */
const DIGIT = 1;
const IN_WORD = 2;
const SHAPES = Uint8Array.from({ length: 128 }, (_, ch) => {
  const character = String.fromCharCode(ch);
  return /[A-Za-z_]/.test(character) ? IN_WORD : /\d/.test(character) ? DIGIT : 0;
});
/** Signs that are operators by themselves, and signs that may continue one. */
const SINGLE = Uint8Array.from({ length: 128 }, (_, ch) =>
  '+-*/%@&|^~=<>.,:;'.includes(String.fromCharCode(ch)) ? 1 : 0,
);
const CONTINUES = Uint8Array.from({ length: 128 }, (_, ch) =>
  '=*/<>.'.includes(String.fromCharCode(ch)) ? 1 : 0,
);
/** Operators of one character, so that they are not cut out each time. */
const CHARACTERS = Array.from({ length: 128 }, (_, ch) => String.fromCharCode(ch));

export function emptyTokens(): Tokens {
  return {
    count: 0,
    kind: new Uint8Array(64),
    start: new Int32Array(64),
    end: new Int32Array(64),
    depth: new Uint8Array(64),
    meaning: new Uint8Array(64),
    word: [],
    meanings: 0,
    open: [],
  };
}

/** Places above `count` that may be read. */
const MARGIN = 8;

function add(tokens: Tokens, kind: number, start: number, end: number, depth: number, word: string): number {
  const at = tokens.count;
  if (at + MARGIN >= tokens.kind.length) grow(tokens);
  tokens.kind[at] = kind;
  tokens.start[at] = start;
  tokens.end[at] = end;
  tokens.depth[at] = depth;
  tokens.meaning[at] = 0;
  tokens.word[at] = word;
  tokens.count = at + 1;
  return end;
}

function grow(tokens: Tokens): void {
  const bytes = (old: Uint8Array): Uint8Array => {
    const larger = new Uint8Array(old.length * 2);
    larger.set(old);
    return larger;
  };
  const numbers = (old: Int32Array): Int32Array => {
    const larger = new Int32Array(old.length * 2);
    larger.set(old);
    return larger;
  };
  tokens.kind = bytes(tokens.kind);
  tokens.depth = bytes(tokens.depth);
  tokens.meaning = bytes(tokens.meaning);
  tokens.start = numbers(tokens.start);
  tokens.end = numbers(tokens.end);
}

function clearMargin(tokens: Tokens): void {
  for (let at = tokens.count; at < tokens.count + MARGIN; at += 1) {
    tokens.kind[at] = 0;
    tokens.word[at] = '';
  }
}

/** Adds a name and what it may mean. */
function addName(
  source: Source,
  tokens: Tokens,
  from: number,
  end: number,
  depth: number,
  ascii: boolean,
): number {
  const at = tokens.count;
  let word: string;
  let meaning: number;
  if (ascii) {
    const slot = slotOf(source.code, from, end);
    word = wordIn(slot);
    meaning = meaningIn(slot);
  } else {
    word = readWord(source, from, end);
    meaning = meaningOf(word);
  }
  add(tokens, NAME, from, end, depth, word);
  tokens.meaning[at] = meaning;
  tokens.meanings |= meaning;
  return end;
}

/**
 * Reads one logical line from `from` into `tokens`. Returns the offset of its line end (or of the end of the file); its
 * last token ends its code.
 */
export function lexLine(source: Source, from: number, tokens: Tokens): number {
  const { code } = source;
  const { open } = tokens;
  if (open.length > 0) open.length = 0;
  tokens.count = tokens.meanings = 0;
  let i = from;
  while (i < code.length) {
    const ch = code.charCodeAt(i);
    if (ch === 32 || ch === 9 || ch === 12) {
      i += 1;
      continue;
    }
    if (ch === LF || ch === CR) {
      if (open.length === 0) break;
      i += 1;
      continue;
    }
    if (ch === 35) {
      i = commentEnd(code, i);
      continue;
    }
    if (ch === 92) {
      i = continuationEnd(code, i);
      continue;
    }
    const depth = open.length;
    const shape = ch < 128 ? (SHAPES[ch] ?? 0) : IN_WORD;
    if (shape === IN_WORD) {
      let end = i + 1;
      let every = ch;
      for (; end < code.length; end += 1) {
        const next = code.charCodeAt(end);
        if (next < 128 && (SHAPES[next] ?? 0) < DIGIT) break;
        every |= next;
      }
      if (isPrefixed(code, i, end)) {
        const isCode = isInterpolated(code.slice(i, end));
        if (isCode) tokens.meanings |= INTERPOLATED;
        i = add(tokens, isCode ? F_STRING : STRING, i, checkedString(source, i, end, depth), depth, '');
      } else i = addName(source, tokens, i, end, depth, every < 128);
    } else if (ch === 34 || ch === 39) {
      i = add(tokens, STRING, i, checkedString(source, i, i, 0), depth, '');
    } else if (shape === DIGIT || (ch === 46 && isDigit(code.charCodeAt(i + 1)))) {
      i = add(tokens, NUMBER, i, numberEnd(code, i), depth, '');
    } else if (ch === 40 || ch === 91 || ch === 123) {
      if (depth >= MAX_DEPTH) reject(code, i, 'too-deep');
      open.push(i);
      i = add(tokens, OPERATOR, i, i + 1, depth, CHARACTERS[ch] ?? '');
    } else if (ch === 41 || ch === 93 || ch === 125) {
      const opener = open.pop();
      if (opener === undefined || CLOSING[code.charAt(opener)] !== CHARACTERS[ch]) {
        reject(code, i, 'unexpected-bracket');
      }
      i = add(tokens, OPERATOR, i, i + 1, depth - 1, CHARACTERS[ch] ?? '');
    } else {
      const end = operatorEnd(code, i, ch);
      if (ch === 59 && depth === 0) tokens.meanings |= JOINED;
      if (ch === 58 && end > i + 1) tokens.meanings |= BINDS;
      const word = end === i + 1 ? (CHARACTERS[ch] ?? '') : wordIn(slotOf(code, i, end));
      i = add(tokens, OPERATOR, i, end, depth, word);
    }
  }
  const unclosed = open.at(-1);
  if (unclosed !== undefined) reject(code, unclosed, 'unclosed-bracket');
  clearMargin(tokens);
  return i;
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

function isPrefixed(code: string, from: number, end: number): boolean {
  const next = code.charCodeAt(end);
  return (next === 34 || next === 39) && end - from <= 2 && isStringPrefix(code.slice(from, end));
}

function readWord(source: Source, from: number, end: number): string {
  if (source.brokenUtf8) reject(source.code, from, 'not-utf-8');
  const name = source.decodeName(from, end)?.normalize('NFKC');
  if (name === undefined) return UNREADABLE;
  if (!IDENTIFIER.test(name)) reject(source.code, from, 'strange-character');
  return KEYWORDS.has(name) ? ` ${name}` : name;
}

/** One character, unless it starts a longer operator. */
function operatorEnd(code: string, from: number, ch: number): number {
  const next = code.charCodeAt(from + 1);
  const alone = (SINGLE[ch] ?? 0) === 1 && (!(next < 128) || (CONTINUES[next] ?? 0) === 0);
  if (alone || ch === 44 || ch === 59) return from + 1;
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
  const first = code.charCodeAt(from);
  if (first > 48 && first < 58) {
    let i = from + 1;
    while (isDigit(code.charCodeAt(i))) i += 1;
    const next = code.charCodeAt(i);
    if (next !== 46 && next !== 95 && next < 128 && (SHAPES[next] ?? 0) === 0) return i;
  }
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

function isDigit(ch: number): boolean {
  return ch >= 48 && ch <= 57;
}
