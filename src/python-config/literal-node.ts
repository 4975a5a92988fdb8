import { PythonFloat, type PythonValue } from './value.ts';

/** A Python literal with its exact type, so that `True` is not `1`, and `(1,)` is not `[1]`. */
export type LiteralNode =
  | { readonly kind: 'none' }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'int'; readonly value: bigint }
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'str'; readonly value: string }
  | { readonly kind: 'bytes' }
  | { readonly kind: 'list' | 'tuple'; readonly items: readonly LiteralNode[] }
  | { readonly kind: 'dict'; readonly items: ReadonlyMap<string, LiteralNode> };

/** Is the literal the value, by value and type? */
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
 * The value of a literal as JSON-like data; bytes have none. A tuple becomes a list.
 * `exact`: a whole float is a `PythonFloat`, not a number that looks like an int.
 */
export function jsonValueOf(node: LiteralNode, exact = false): PythonValue | undefined {
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
