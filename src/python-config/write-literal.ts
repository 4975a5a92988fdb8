import { t } from '../messages/index.ts';
import { isList } from './read-literal.ts';
import { PythonFloat, type PythonValue } from './value.ts';

interface LiteralOptions {
  /** Write non-ASCII characters as they are; only for a file that declares UTF-8 or already contains it. */
  readonly unicode?: boolean;
  /** The quote to use if the text contains neither. */
  readonly quote?: "'" | '"';
}

const MAX_DEPTH = 50;

const MAX_DIGITS = 4000;

const NAMED_ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/**
 * One line of Python, valid in Python 2.7 and 3. Throws a RangeError for values without a literal: NaN, Infinity,
 * undefined, functions, more than 50 levels. Non-ASCII text gets the prefix u, which Python 2 needs.
 */
export function toPythonLiteral(value: PythonValue, options: LiteralOptions = {}): string {
  return write(value, options, 0);
}

function write(value: PythonValue, options: LiteralOptions, depth: number): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string') return writeString(value, options);
  if (typeof value === 'bigint') return writeInteger(value);
  if (typeof value === 'number' && Number.isFinite(value)) {
    return Number.isInteger(value) ? writeInteger(BigInt(value)) : String(value);
  }
  if (value instanceof PythonFloat && Number.isFinite(value.value)) return String(value);
  if (typeof value !== 'object' || value instanceof PythonFloat || depth >= MAX_DEPTH)
    throw new RangeError(t().pythonConfig.badValue);
  if (isList(value)) return `[${Array.from(value, (item) => write(item, options, depth + 1)).join(', ')}]`;
  const entries = Object.entries(value).map(
    ([key, item]) => `${writeString(key, options)}: ${write(item, options, depth + 1)}`,
  );
  return `{${entries.join(', ')}}`;
}

function writeInteger(value: bigint): string {
  const digits = value.toString();
  if (digits.length > MAX_DIGITS) throw new RangeError(t().pythonConfig.badValue);
  return digits;
}

function writeString(text: string, { unicode = false, quote = "'" }: LiteralOptions): string {
  const other = quote === "'" ? '"' : "'";
  const mark = text.includes(quote) && !text.includes(other) ? other : quote;
  let ascii = true;
  let body = '';
  for (const letter of text) {
    const code = letter.codePointAt(0) ?? 0;
    if (code > 126) ascii = false;
    if (letter === mark) body += `\\${mark}`;
    else if (code < 127) body += NAMED_ESCAPES[letter] ?? (code < 32 ? escapeCode(code) : letter);
    else body += unicode && isPlain(letter) ? letter : escapeCode(code);
  }
  return `${ascii ? '' : 'u'}${mark}${body}${mark}`;
}

/** Not a control character, lone surrogate, line separator or bidirectional mark. */
function isPlain(letter: string): boolean {
  return !/[\p{C}\p{Zl}\p{Zp}]/u.test(letter);
}

function escapeCode(code: number): string {
  const hex = code.toString(16);
  if (code <= 0xff) return `\\x${hex.padStart(2, '0')}`;
  return code <= 0xffff ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
}

/**
 * JSON on one line, as Python reads and writes it: integers of any size keep their digits and whole floats their `.0`
 * at any depth, and NaN and Infinity are allowed. `sorted`: equal text for equal dicts.
 */
export function toJson(value: PythonValue, sorted = false): string {
  if (typeof value === 'number') return Number.isFinite(value) ? JSON.stringify(value) : String(value);
  if (typeof value === 'bigint' || value instanceof PythonFloat) return String(value);
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isList(value)) return `[${value.map((item) => toJson(item, sorted)).join(',')}]`;
  const entries = Object.entries(value).map(
    ([key, item]) => `${JSON.stringify(key)}:${toJson(item, sorted)}`,
  );
  return `{${(sorted ? entries.sort() : entries).join(',')}}`;
}
