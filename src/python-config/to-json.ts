import { isList } from './literal-node.ts';
import { PythonFloat, type PythonValue } from './value.ts';

/**
 * JSON on one line, as Python reads and writes it: whole numbers of any size keep their digits, whole floats
 * their `.0`, at any depth, and there are NaN and Infinity. `sorted`: equal text for equal dicts.
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
