import type { Node } from 'jsonc-parser';
import type { PythonValue } from '../config/python-value.ts';

/** JSON on one line; whole numbers of any size keep their digits, at any depth. */
export function asJson(value: PythonValue): string {
  if (typeof value === 'bigint') return String(value);
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(asJson).join(',')}]`;
  const entries = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}:${asJson(item)}`);
  return `{${entries.join(',')}}`;
}

/** What JSON.parse gives, but for whole numbers beyond 2^53, which stay exact as bigint. Throws SyntaxError. */
export async function parseJson(text: string): Promise<PythonValue> {
  const plain = JSON.parse(text) as PythonValue;
  if (!/\d{16}/.test(text)) return plain;
  const { parseTree } = await import('jsonc-parser');
  const tree = parseTree(text);
  return tree === undefined ? plain : exactValue(tree, text);
}

function exactValue({ type, value, offset, length, children = [] }: Node, text: string): PythonValue {
  if (type === 'array') return children.map((child) => exactValue(child, text));
  if (type === 'object') {
    const pairs = children.map(({ children: [key, item] = [] }) => [
      String(key?.value),
      item === undefined ? null : exactValue(item, text),
    ]);
    return Object.fromEntries(pairs);
  }
  const written = text.slice(offset, offset + length);
  return type === 'number' && /^-?\d{16,}$/.test(written) ? BigInt(written) : value;
}
