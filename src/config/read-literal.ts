import { jsonValueOf, type LiteralNode } from './literal-node.ts';
import type { PythonValue } from './python-value.ts';
import { readString } from './read-string.ts';

const MAX_DEPTH = 90;
/** More digits than Python itself reads (sys.int_info.default_max_str_digits). */
const MAX_DIGITS = 4300;
const TOKEN =
  /(?:[ \t\f]|\\(?:\r\n?|\n))*(?:(0[xXoObB][\da-fA-F_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?[\d_]+)?)(?!\w)|((?:[rRuUbB]|[bB][rR]|[rR][bB])?(?='|"))|(True|False|None)(?!\w)|([-+()[\]{}:,#\r\n])|$)/y;
const INTEGER = /^(?:0[xX](?:_?[\da-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+|[1-9](?:_?\d)*|0(?:_?0)*)$/;
const FLOAT =
  /^(?:(?:\d(?:_?\d)*)?\.\d(?:_?\d)*(?:[eE][+-]?\d(?:_?\d)*)?|\d(?:_?\d)*\.(?:[eE][+-]?\d(?:_?\d)*)?|\d(?:_?\d)*[eE][+-]?\d(?:_?\d)*)$/;

/** Thrown inside this file only: not a literal that can be evaluated here. */
class NotLiteral extends Error {}

/**
 * The value of a Python literal, as Python 3 evaluates it, or undefined where it is none, or one that JSON's
 * values cannot express (bytes, sets, complex numbers, dicts with other keys than strings). Tuples become lists.
 */
export function parsePythonLiteral(text: string): PythonValue | undefined {
  const node = readLiteral(text);
  return node && jsonValueOf(node);
}

/** The literal with its exact Python type, or undefined. */
export function readLiteral(text: string): LiteralNode | undefined {
  try {
    return new Reader(text).readAll();
  } catch (error) {
    if (error instanceof NotLiteral) return undefined;
    throw error;
  }
}

/** A cursor over one literal's text: recursive descent, one function per rule. */
class Reader {
  readonly text: string;
  at = 0;
  depth = 0;
  kind: 'number' | 'string' | 'word' | 'sign' | 'end' = 'end';
  token = '';

  constructor(text: string) {
    this.text = text;
  }

  readAll(): LiteralNode {
    this.step();
    const value = this.readSequence('end');
    if (this.kind !== 'end') throw new NotLiteral();
    return value;
  }

  /** The next token; line ends and comments count for nothing inside brackets. */
  step(): void {
    for (;;) {
      TOKEN.lastIndex = this.at;
      const match = TOKEN.exec(this.text);
      if (match === null) throw new NotLiteral();
      const [, number, prefix, word, sign] = match;
      this.at = TOKEN.lastIndex;
      this.token = number ?? prefix ?? word ?? sign ?? '';
      this.kind =
        number !== undefined
          ? 'number'
          : prefix !== undefined
            ? 'string'
            : word
              ? 'word'
              : sign
                ? 'sign'
                : 'end';
      if (!/^[#\r\n]$/.test(this.token)) return;
      if (this.depth === 0) throw new NotLiteral();
      if (this.token === '#') {
        while (this.at < this.text.length && !/[\r\n]/.test(this.text.charAt(this.at))) this.at += 1;
      }
    }
  }

  /** One value, or several with commas between: a tuple. */
  readSequence(closing: string): LiteralNode {
    const atEnd = (): boolean => (closing === 'end' ? this.kind === 'end' : this.is(closing));
    if (closing !== 'end' && atEnd()) return { kind: 'tuple', items: [] };
    const items = [this.readValue()];
    let commas = 0;
    while (this.is(',')) {
      commas += 1;
      this.step();
      if (atEnd()) break;
      items.push(this.readValue());
    }
    const [only] = items;
    return commas === 0 && only ? only : { kind: 'tuple', items };
  }

  readValue(): LiteralNode {
    if (this.is('-') || this.is('+')) return this.readSigned();
    if (this.kind === 'number') return this.readNumber();
    if (this.kind === 'string') return this.readStrings();
    if (this.kind === 'word') {
      const { token } = this;
      this.step();
      return token === 'None' ? { kind: 'none' } : { kind: 'bool', value: token === 'True' };
    }
    if (this.is('(')) return this.inBrackets(')', () => this.readSequence(')'));
    if (this.is('[')) return this.inBrackets(']', () => ({ kind: 'list', items: this.readItems(']') }));
    if (this.is('{')) return this.inBrackets('}', () => this.readDict());
    throw new NotLiteral();
  }

  inBrackets(closing: string, read: () => LiteralNode): LiteralNode {
    this.depth += 1;
    if (this.depth > MAX_DEPTH) throw new NotLiteral();
    this.step();
    const value = read();
    if (!this.is(closing)) throw new NotLiteral();
    this.depth -= 1;
    this.step();
    return value;
  }

  readItems(closing: string): LiteralNode[] {
    const items: LiteralNode[] = [];
    while (!this.is(closing)) {
      items.push(this.readValue());
      if (!this.is(',')) break;
      this.step();
    }
    return items;
  }

  readDict(): LiteralNode {
    const items = new Map<string, LiteralNode>();
    while (!this.is('}')) {
      const key = this.readValue();
      if (key.kind !== 'str' || !this.is(':')) throw new NotLiteral();
      this.step();
      items.set(key.value, this.readValue());
      if (!this.is(',')) break;
      this.step();
    }
    return { kind: 'dict', items };
  }

  readSigned(): LiteralNode {
    const negative = this.token === '-';
    this.step();
    const node = this.is('-') || this.is('+') ? this.readSigned() : this.readValue();
    if (node.kind === 'int') return { kind: 'int', value: negative ? -node.value : node.value };
    if (node.kind === 'float') return { kind: 'float', value: negative ? -node.value : node.value };
    throw new NotLiteral();
  }

  readNumber(): LiteralNode {
    const { token } = this;
    const digits = token.replaceAll('_', '');
    this.step();
    if (INTEGER.test(token) && digits.length <= MAX_DIGITS)
      return { kind: 'int', value: BigInt(digits.toLowerCase()) };
    if (FLOAT.test(token) && Number.isFinite(Number(digits))) return { kind: 'float', value: Number(digits) };
    throw new NotLiteral();
  }

  /** Strings side by side are one string. */
  readStrings(): LiteralNode {
    const parts: string[] = [];
    const bytes = /b/i.test(this.token);
    while (this.kind === 'string') {
      if (/b/i.test(this.token) !== bytes) throw new NotLiteral();
      const string = readString(this.text, this.at, this.token);
      if (string === undefined) throw new NotLiteral();
      parts.push(string.value);
      this.at = string.end;
      this.step();
    }
    return bytes ? { kind: 'bytes' } : { kind: 'str', value: parts.join('') };
  }

  is(sign: string): boolean {
    return this.kind === 'sign' && this.token === sign;
  }
}
