import { formsPair, readString } from './strings.ts';
import type { PythonValue } from './value.ts';
import { PythonFloat } from './value.ts';

const MAX_DEPTH = 90;

/** The most digits that Python itself reads (sys.int_info.default_max_str_digits). */
const MAX_DIGITS = 4300;

const TOKEN =
  /(?:[ \t\f]|\\(?:\r\n?|\n))*(?:(0[xXoObB][\da-fA-F_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?[\d_]+)?)(?!\w)|((?:[rRuUbB]|[bB][rR]|[rR][bB])?(?='|"))|(True|False|None)(?!\w)|([-+()[\]{}:,#\r\n])|$)/y;

const INTEGER = /^(?:0[xX](?:_?[\da-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+|[1-9](?:_?\d)*|0(?:_?0)*)$/;

const FLOAT =
  /^(?:(?:\d(?:_?\d)*)?\.\d(?:_?\d)*(?:[eE][+-]?\d(?:_?\d)*)?|\d(?:_?\d)*\.(?:[eE][+-]?\d(?:_?\d)*)?|\d(?:_?\d)*[eE][+-]?\d(?:_?\d)*)$/;

/** Internal to this file: the text is not a literal that can be evaluated here. */
class NotLiteral extends Error {}

/** Thrown for many values of a file, so it is made once. */
const NOT_LITERAL = new NotLiteral();

/**
 * The value of a Python literal, as Python 3 evaluates it; undefined if it is not a literal or has no JSON equivalent
 * (bytes, sets, complex numbers, dicts with non-string keys). Tuples become lists. `exact`: whole floats become
 * `PythonFloat`.
 */
export function parsePythonLiteral(text: string, exact = false): PythonValue | undefined {
  const plain = readPlain(text);
  if (plain !== undefined) return plain;
  const node = readLiteral(text);
  return node && jsonValueOf(node, exact);
}

/** The simplest strings and integers, which are most of all values. */
function readPlain(text: string): string | number | undefined {
  const first = text.charCodeAt(0);
  if (first === 39 || first === 34) {
    const closing = text.indexOf(text.charAt(0), 1);
    const isPlain = closing > 0 && closing === text.length - 1 && !text.includes('\\');
    return isPlain && !text.includes('\n') && !text.includes('\r') ? text.slice(1, -1) : undefined;
  }
  if (!(first >= 49 && first <= 57) || text.length > 15) return undefined;
  for (let i = 1; i < text.length; i += 1) {
    const ch = text.charCodeAt(i);
    if (ch < 48 || ch > 57) return undefined;
  }
  return Number(text);
}

/** The literal with its exact Python type; undefined if it is not a literal. */
export function readLiteral(text: string): LiteralNode | undefined {
  try {
    return readAll(text);
  } catch (error) {
    if (error instanceof NotLiteral) return undefined;
    throw error;
  }
}

/** A position in the text of one literal, and the last token read. */
interface Cursor {
  readonly text: string;
  at: number;
  /** The number of open brackets. */
  depth: number;
  kind: 'number' | 'string' | 'word' | 'sign' | 'end';
  token: string;
}

function readAll(text: string): LiteralNode {
  const cursor: Cursor = { text, at: 0, depth: 0, kind: 'end', token: '' };
  step(cursor);
  const value = readSequence(cursor, 'end');
  if (cursor.kind !== 'end') throw NOT_LITERAL;
  return value;
}

/** Reads the next token. Line ends and comments are ignored inside brackets. */
function step(cursor: Cursor): void {
  for (;;) {
    TOKEN.lastIndex = cursor.at;
    const match = TOKEN.exec(cursor.text);
    if (match === null) throw NOT_LITERAL;
    const [, number, prefix, word, sign] = match;
    cursor.at = TOKEN.lastIndex;
    cursor.token = number ?? prefix ?? word ?? sign ?? '';
    cursor.kind =
      number !== undefined
        ? 'number'
        : prefix !== undefined
          ? 'string'
          : word
            ? 'word'
            : sign
              ? 'sign'
              : 'end';
    if (!/^[#\r\n]$/.test(cursor.token)) return;
    if (cursor.depth === 0) throw NOT_LITERAL;
    if (cursor.token === '#') {
      while (cursor.at < cursor.text.length && !/[\r\n]/.test(cursor.text.charAt(cursor.at))) cursor.at += 1;
    }
  }
}

/** Reads one value, or a tuple of several separated by commas. */
function readSequence(cursor: Cursor, closing: string): LiteralNode {
  const atEnd = (): boolean => (closing === 'end' ? cursor.kind === 'end' : is(cursor, closing));
  if (closing !== 'end' && atEnd()) return { kind: 'tuple', items: [] };
  const items = [readValue(cursor)];
  let commas = 0;
  while (is(cursor, ',')) {
    commas += 1;
    step(cursor);
    if (atEnd()) break;
    items.push(readValue(cursor));
  }
  const [only] = items;
  return commas === 0 && only ? only : { kind: 'tuple', items };
}

function readValue(cursor: Cursor): LiteralNode {
  if (is(cursor, '-') || is(cursor, '+')) return readSigned(cursor);
  if (cursor.kind === 'number') return readNumber(cursor);
  if (cursor.kind === 'string') return readStrings(cursor);
  if (cursor.kind === 'word') {
    const { token } = cursor;
    step(cursor);
    return token === 'None' ? { kind: 'none' } : { kind: 'bool', value: token === 'True' };
  }
  if (is(cursor, '(')) return inBrackets(cursor, ')', () => readSequence(cursor, ')'));
  if (is(cursor, '['))
    return inBrackets(cursor, ']', () => ({ kind: 'list', items: readItems(cursor, ']') }));
  if (is(cursor, '{')) return inBrackets(cursor, '}', () => readDict(cursor));
  throw NOT_LITERAL;
}

function inBrackets(cursor: Cursor, closing: string, read: () => LiteralNode): LiteralNode {
  cursor.depth += 1;
  if (cursor.depth > MAX_DEPTH) throw NOT_LITERAL;
  step(cursor);
  const value = read();
  if (!is(cursor, closing)) throw NOT_LITERAL;
  cursor.depth -= 1;
  step(cursor);
  return value;
}

function readItems(cursor: Cursor, closing: string): LiteralNode[] {
  const items: LiteralNode[] = [];
  while (!is(cursor, closing)) {
    items.push(readValue(cursor));
    if (!is(cursor, ',')) break;
    step(cursor);
  }
  return items;
}

function readDict(cursor: Cursor): LiteralNode {
  const items = new Map<string, LiteralNode>();
  while (!is(cursor, '}')) {
    const key = readValue(cursor);
    if (key.kind !== 'str' || !is(cursor, ':')) throw NOT_LITERAL;
    step(cursor);
    items.set(key.value, readValue(cursor));
    if (!is(cursor, ',')) break;
    step(cursor);
  }
  return { kind: 'dict', items };
}

function readSigned(cursor: Cursor): LiteralNode {
  const negative = cursor.token === '-';
  step(cursor);
  const node = is(cursor, '-') || is(cursor, '+') ? readSigned(cursor) : readValue(cursor);
  if (node.kind === 'int') return { kind: 'int', value: negative ? -node.value : node.value };
  if (node.kind === 'float') return { kind: 'float', value: negative ? -node.value : node.value };
  throw NOT_LITERAL;
}

function readNumber(cursor: Cursor): LiteralNode {
  const { token } = cursor;
  const digits = token.replaceAll('_', '');
  step(cursor);
  if (INTEGER.test(token) && digits.length <= MAX_DIGITS)
    return { kind: 'int', value: BigInt(digits.toLowerCase()) };
  if (FLOAT.test(token) && Number.isFinite(Number(digits))) return { kind: 'float', value: Number(digits) };
  throw NOT_LITERAL;
}

/** Adjacent strings are concatenated. */
function readStrings(cursor: Cursor): LiteralNode {
  let value = '';
  const surrogates: number[] = [];
  const bytes = /b/i.test(cursor.token);
  while (cursor.kind === 'string') {
    if (/b/i.test(cursor.token) !== bytes) throw NOT_LITERAL;
    const string = readString(cursor.text, cursor.at, cursor.token);
    if (string === undefined) throw NOT_LITERAL;
    for (const at of string.surrogates) surrogates.push(value.length + at);
    value += string.value;
    cursor.at = string.end;
    step(cursor);
  }
  if (bytes) return { kind: 'bytes' };
  if (formsPair(value, surrogates)) throw NOT_LITERAL;
  return { kind: 'str', value };
}

function is(cursor: Cursor, sign: string): boolean {
  return cursor.kind === 'sign' && cursor.token === sign;
}

/** A Python literal with its exact type, so that `True` differs from `1` and `(1,)` from `[1]`. */
type LiteralNode =
  | { readonly kind: 'none' }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'int'; readonly value: bigint }
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'str'; readonly value: string }
  | { readonly kind: 'bytes' }
  | { readonly kind: 'list' | 'tuple'; readonly items: readonly LiteralNode[] }
  | { readonly kind: 'dict'; readonly items: ReadonlyMap<string, LiteralNode> };

/** Whether the literal equals the value in both value and type. */
export function equalsValue(node: LiteralNode, value: PythonValue): boolean {
  if (value === null) return node.kind === 'none';
  if (typeof value === 'boolean') return node.kind === 'bool' && node.value === value;
  if (typeof value === 'string') return node.kind === 'str' && node.value === value;
  if (typeof value === 'bigint') return node.kind === 'int' && node.value === value;
  if (typeof value === 'number') {
    if (!Number.isInteger(value)) return node.kind === 'float' && node.value === value;
    return node.kind === 'int' && node.value === BigInt(value);
  }
  if (value instanceof PythonFloat) return node.kind === 'float' && Object.is(node.value, value.value);
  if (isList(value)) {
    if (node.kind !== 'list' || node.items.length !== value.length) return false;
    return node.items.every((item, i) => equalsValue(item, value[i] ?? null));
  }
  const entries = Object.entries(value);
  if (node.kind !== 'dict' || node.items.size !== entries.length) return false;
  return entries.every(([key, wanted]) => {
    const item = node.items.get(key);
    return item !== undefined && equalsValue(item, wanted);
  });
}

/**
 * The literal as JSON-like data; bytes have no such form. A tuple becomes a list. `exact`: a whole float becomes a
 * `PythonFloat`, so that it differs from an int.
 */
function jsonValueOf(node: LiteralNode, exact = false): PythonValue | undefined {
  switch (node.kind) {
    case 'none':
      return null;
    case 'bytes':
      return undefined;
    case 'float':
      return exact && Number.isInteger(node.value) ? new PythonFloat(node.value) : node.value;
    case 'int':
      return Number.isSafeInteger(Number(node.value)) ? Number(node.value) : node.value;
    case 'list':
    case 'tuple': {
      const items: PythonValue[] = [];
      for (const item of node.items) {
        const value = jsonValueOf(item, exact);
        if (value === undefined) return undefined;
        items.push(value);
      }
      return items;
    }
    case 'dict': {
      const entries: [string, PythonValue][] = [];
      for (const [key, item] of node.items) {
        const value = jsonValueOf(item, exact);
        if (value === undefined) return undefined;
        entries.push([key, value]);
      }
      return Object.fromEntries(entries);
    }
    default:
      return node.value;
  }
}

export function isList(value: PythonValue): value is readonly PythonValue[] {
  return Array.isArray(value);
}
