import { reject } from './reject.ts';

const SIMPLE_ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

const ESCAPE = /\\(?:(\r\n?|\n)|([0-7]{1,3})|x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([\s\S]))/g;

const PREFIX = /^(?:[rub]|br|rb|ur|[ft]r?|r[ft])$/i;

interface FString {
  readonly start: number;
  readonly quote: number;
  readonly triple: boolean;
  readonly raw: boolean;
  readonly depth: number;
}

const [LF, CR, BACKSLASH, OPEN, CLOSE] = [10, 13, 92, 123, 125];

const MAX_DEPTH = 60;

const WORD = /[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*/y;

/** Whether a word directly before a quote is a string prefix. */
export function isStringPrefix(word: string): boolean {
  return word.length <= 2 && PREFIX.test(word);
}

/** Whether the prefix makes a string with embedded expressions (f-string, t-string). */
export function isInterpolated(prefix: string): boolean {
  return /[ft]/i.test(prefix);
}

/** The offset after the string whose opening quote is at `quoteAt`; `start` is the start of its prefix. */
export function stringEnd(code: string, start: number, quoteAt: number, depth: number): number {
  const prefix = code.slice(start, quoteAt);
  const quote = code.charCodeAt(quoteAt);
  const triple = code.charCodeAt(quoteAt + 1) === quote && code.charCodeAt(quoteAt + 2) === quote;
  const inside = quoteAt + (triple ? 3 : 1);
  if (isInterpolated(prefix)) {
    return fStringEnd(code, inside, { start, quote, triple, raw: /r/i.test(prefix), depth: depth + 1 });
  }
  return triple ? tripleEnd(code, inside, start, quote) : singleEnd(code, inside, start, quote);
}

function singleEnd(code: string, inside: number, start: number, quote: number): number {
  for (let i = inside; i < code.length; i += 1) {
    const ch = code.charCodeAt(i);
    if (ch === quote) return i + 1;
    if (ch === 92) i = skipEscape(code, i);
    else if (ch === 10 || ch === 13) break;
  }
  return reject(code, start, 'unterminated-string');
}

function tripleEnd(code: string, inside: number, start: number, quote: number): number {
  for (let i = inside; i < code.length; i += 1) {
    const ch = code.charCodeAt(i);
    if (ch === 92) i += 1;
    else if (ch === quote && code.charCodeAt(i + 1) === quote && code.charCodeAt(i + 2) === quote)
      return i + 3;
  }
  return reject(code, start, 'unterminated-string');
}

/** The offset of the last character of an escape that starts at the backslash. */
function skipEscape(code: string, backslash: number): number {
  const crLf = code.charCodeAt(backslash + 1) === 13 && code.charCodeAt(backslash + 2) === 10;
  return backslash + (crLf ? 2 : 1);
}

/**
 * The offset after an f-string, parsed as in Python 3.12 (PEP 701): quotes may be nested inside `{…}`. Every f-string
 * that an older Python accepts ends at the same offset.
 */
function fStringEnd(code: string, inside: number, f: FString): number {
  if (f.depth > MAX_DEPTH) reject(code, f.start, 'bad-f-string');
  let i = inside;
  while (i < code.length) {
    const ch = code.charCodeAt(i);
    if (ch === f.quote && closes(code, i, f)) return i + (f.triple ? 3 : 1);
    if (ch === BACKSLASH) i = literalEscapeEnd(code, i, f);
    else if (ch === OPEN) i = code.charCodeAt(i + 1) === OPEN ? i + 2 : fieldEnd(code, i + 1, f);
    else if (ch === CLOSE) {
      if (code.charCodeAt(i + 1) !== CLOSE) reject(code, i, 'bad-f-string');
      i += 2;
    } else if ((ch === LF || ch === CR) && !f.triple) break;
    else i += 1;
  }
  return reject(code, f.start, 'unterminated-string');
}

function closes(code: string, i: number, f: FString): boolean {
  return !f.triple || (code.charCodeAt(i + 1) === f.quote && code.charCodeAt(i + 2) === f.quote);
}

/** A backslash never escapes a brace; `\N{…}` is a character name, not a field. */
function literalEscapeEnd(code: string, i: number, f: FString): number {
  const next = code.charCodeAt(i + 1);
  if (next === OPEN || next === CLOSE) return i + 1;
  if (!f.raw && next === 78 && code.charCodeAt(i + 2) === OPEN) {
    for (let end = i + 3; end < code.length && end < i + 120; end += 1) {
      if (code.charCodeAt(end) === CLOSE) return end + 1;
    }
    reject(code, i, 'bad-f-string');
  }
  return skipEscape(code, i) + 1;
}

/** The offset after the `}` of a field; `start` is the offset after its `{`. */
function fieldEnd(code: string, start: number, f: FString): number {
  const open: string[] = [];
  let i = start;
  while (i < code.length) {
    const ch = code.charAt(i);
    if (ch === '}' && open.length === 0) return i + 1;
    if (ch === ':' && open.length === 0) return specEnd(code, i + 1, f);
    if (ch === '"' || ch === "'") i = stringEnd(code, i, i, f.depth);
    else if (ch === '(' || ch === '[' || ch === '{') {
      open.push(ch === '(' ? ')' : ch === '[' ? ']' : '}');
      i += 1;
    } else if (ch === ')' || ch === ']' || ch === '}') {
      if (open.pop() !== ch) reject(code, i, 'bad-f-string');
      i += 1;
    } else if (ch === '#') i = commentEnd(code, i);
    else if (ch === '\\') {
      if (!/[\r\n]/.test(code.charAt(i + 1))) reject(code, i, 'bad-f-string');
      i = skipEscape(code, i) + 1;
    } else i = wordEnd(code, i, f);
  }
  return reject(code, f.start, 'unterminated-string');
}

/** The offset after a word and, if the word is a prefix, its string. Any other character is one step. */
function wordEnd(code: string, i: number, f: FString): number {
  WORD.lastIndex = i;
  const word = WORD.exec(code)?.[0];
  if (word === undefined) return i + 1;
  const end = i + word.length;
  const quoted = /["']/.test(code.charAt(end)) && isStringPrefix(word);
  return quoted ? stringEnd(code, i, end, f.depth) : end;
}

function specEnd(code: string, start: number, f: FString): number {
  let i = start;
  while (i < code.length) {
    const ch = code.charCodeAt(i);
    if (ch === CLOSE) return i + 1;
    if (ch === OPEN) i = fieldEnd(code, i + 1, { ...f, depth: deeper(code, f) });
    else if (ch === f.quote && closes(code, i, f)) reject(code, i, 'bad-f-string');
    else if ((ch === LF || ch === CR) && !f.triple) reject(code, i, 'bad-f-string');
    else i = ch === BACKSLASH ? literalEscapeEnd(code, i, f) : i + 1;
  }
  return reject(code, f.start, 'unterminated-string');
}

function deeper(code: string, f: FString): number {
  if (f.depth >= MAX_DEPTH) reject(code, f.start, 'bad-f-string');
  return f.depth + 1;
}

function commentEnd(code: string, i: number): number {
  let end = i;
  while (end < code.length && code.charCodeAt(end) !== LF && code.charCodeAt(end) !== CR) end += 1;
  return end;
}

/** The value of a string literal as in Python 3, and the offset after it. */
interface ReadString {
  readonly value: string;
  /** Offsets in the value of surrogates that are written as escapes. */
  readonly surrogates: readonly number[];
  readonly end: number;
}

const NONE: readonly number[] = [];

/** Reads one string literal whose quote is at `quoteAt`. */
export function readString(text: string, quoteAt: number, prefix: string): ReadString | undefined {
  const quote = text.charAt(quoteAt);
  const triple = text.startsWith(quote.repeat(3), quoteAt);
  const closing = triple ? quote.repeat(3) : quote;
  const start = quoteAt + closing.length;
  if (!triple) {
    const end = text.indexOf(quote, start);
    const content = text.slice(start, end);
    if (end >= start && !/[\\\r\n]/.test(content)) return { value: content, end: end + 1, surrogates: NONE };
  }
  let end = start;
  for (; !text.startsWith(closing, end); end += text.charAt(end) === '\\' ? 2 : 1) {
    if (end >= text.length || (!triple && /[\r\n]/.test(text.charAt(end)))) return undefined;
  }
  const content = text.slice(start, end);
  const after = end + closing.length;
  if (/r/i.test(prefix)) return { value: content.replace(/\r\n?/g, '\n'), end: after, surrogates: [] };
  const unescaped = unescapeString(content);
  return unescaped && { ...unescaped, end: after };
}

/** Whether escaped surrogates form a pair: two characters to Python, but one here. */
export function formsPair(value: string, surrogates: readonly number[]): boolean {
  const isPair = (at: number): boolean =>
    /^[\ud800-\udbff]$/.test(value.charAt(at)) && /^[\udc00-\udfff]$/.test(value.charAt(at + 1));
  return surrogates.some((at) => isPair(at) || isPair(at - 1));
}

function unescapeString(content: string): Omit<ReadString, 'end'> | undefined {
  const surrogates: number[] = [];
  const parts: string[] = [];
  let length = 0;
  let at = 0;
  const add = (part: string): void => {
    parts.push(part);
    length += part.length;
  };
  const normal = content.replace(/\r\n?/g, '\n');
  for (const match of normal.matchAll(ESCAPE)) {
    add(normal.slice(at, match.index));
    const character = readEscape(match);
    if (character === undefined) return undefined;
    if (/^[\ud800-\udfff]$/.test(character)) surrogates.push(length);
    add(character);
    at = match.index + match[0].length;
  }
  add(normal.slice(at));
  return { value: parts.join(''), surrogates };
}

/** The value of one escape; undefined for a character name (`\N`) and for what Python rejects. */
function readEscape([whole, newline, octal, x, u, U, other = '']: RegExpMatchArray): string | undefined {
  if (newline !== undefined) return '';
  if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
  const code = Number.parseInt(x ?? u ?? U ?? '', 16);
  if (!Number.isNaN(code)) return code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
  return /[NxuU]/.test(other) ? undefined : (SIMPLE_ESCAPES[other] ?? whole);
}
