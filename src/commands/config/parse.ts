import { ExposeError } from '../../errors.ts';
import { exactValue } from '../../jupyter/settings/exact-json.ts';
import { t } from '../../messages/index.ts';
import type { PythonValue } from '../../python-config/value.ts';
import { toPythonLiteral } from '../../python-config/write-literal.ts';

const NAME = /^[\p{L}_][\p{L}\p{N}_]*\.[\p{L}_][\p{L}\p{N}_]*$/u;

const PYTHON_WORDS = new Map<string, PythonValue>([
  ['True', true],
  ['False', false],
  ['None', null],
]);

/** 'ServerApp.port=9999' → ['ServerApp.port', 9999]. Throws ExposeError('usage' or 'answer'). */
export async function parseSetting(text: string): Promise<[string, PythonValue]> {
  const at = text.indexOf('=');
  const name = text.slice(0, Math.max(at, 0)).trim().replace(/^c\./, '');
  if (at < 0 || !NAME.test(name)) throw new ExposeError('usage', t().config.notASetting(text));
  try {
    const value = await parseValue(text.slice(at + 1));
    toPythonLiteral(value);
    return [name, value];
  } catch (cause) {
    // 1e400, a number with thousands of digits, or brackets a hundred deep.
    if (!(cause instanceof RangeError)) throw cause;
    throw new ExposeError('answer', t().config.badValue(name), undefined, { cause });
  }
}

/** A setting's name as in a Python config file, without the leading `c.`. Throws ExposeError('usage'). */
export function parseName(text: string): string {
  const name = text.trim().replace(/^c\./, '');
  if (!NAME.test(name)) throw new ExposeError('usage', t().config.notAName(text));
  return name;
}

/** JSON, or Python's True, False, None, else the text itself. Integers keep every digit. */
async function parseValue(text: string): Promise<PythonValue> {
  const word = text.trim();
  const python = PYTHON_WORDS.get(word);
  if (python !== undefined) return python;
  try {
    return await parseJson(word);
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}

/** Like JSON.parse, but integers keep every digit and 1.0 stays a float. Throws SyntaxError. */
async function parseJson(text: string): Promise<PythonValue> {
  const plain = JSON.parse(text) as PythonValue;
  if (!/\d{16}|\d[.eE]/.test(text)) return plain;
  const { parseTree } = await import('jsonc-parser');
  const tree = parseTree(text);
  return tree === undefined ? plain : exactValue(tree, text);
}
