import type { Node } from 'jsonc-parser';
import { RefusedError } from '../../errors.ts';
import { t } from '../../messages/index.ts';
import { PythonFloat, type PythonValue } from '../../python-config/value.ts';

/** The value of a JSON node as Python's json reads it: integers keep all digits, floats stay floats. */
export function exactValue({ type, value, offset, length, children = [] }: Node, text: string): PythonValue {
  if (type === 'array') return children.map((child) => exactValue(child, text));
  if (type === 'object') {
    const pairs = children.map(({ children: [key, item] = [] }) => [
      String(key?.value),
      item === undefined ? null : exactValue(item, text),
    ]);
    return Object.fromEntries(pairs);
  }
  return type === 'number' ? exactNumber(text.slice(offset, offset + length)) : value;
}

function exactNumber(written: string): PythonValue {
  const value = Number(written);
  if (/^-?\d+$/.test(written)) return Number.isSafeInteger(value) ? value : BigInt(written);
  return Number.isInteger(value) ? new PythonFloat(value) : value;
}

/** Python's json also reads NaN and Infinity. Replaces them with numbers of the same length for other parsers. */
export function withoutNames(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*"|NaN|Infinity/g, (found) => STAND_INS.get(found) ?? found);
}

const STAND_INS = new Map([
  ['NaN', '0.0'],
  ['Infinity', '1e999999'],
]);

/** The text of a JSON file. Throws RefusedError for what Python rejects: invalid UTF-8, a byte order mark. */
export function decodeJson(bytes: Uint8Array): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    if (!text.startsWith('\ufeff')) return text;
  } catch {
    throw new RefusedError(t().plan.json.notUtf8, 1, 1);
  }
  throw new RefusedError(t().plan.json.mark, 1, 1);
}
