import { exactValue } from '../../jupyter/settings/exact-json.ts';
import type { PythonValue } from '../../python-config/value.ts';

/** What JSON.parse gives, but with every digit of a whole number, and 1.0 as a float. Throws SyntaxError. */
export async function parseJson(text: string): Promise<PythonValue> {
  const plain = JSON.parse(text) as PythonValue;
  if (!/\d{16}|\d[.eE]/.test(text)) return plain;
  const { parseTree } = await import('jsonc-parser');
  const tree = parseTree(text);
  return tree === undefined ? plain : exactValue(tree, text);
}
