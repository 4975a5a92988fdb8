import type { PythonValue } from '../config/python-value.ts';
import { toPythonLiteral } from '../config/to-python-literal.ts';
import { ExposeError } from '../errors.ts';
import { t } from '../messages/index.ts';
import { parseJson } from './json-value.ts';

const NAME = /^[\p{L}_][\p{L}\p{N}_]*\.[\p{L}_][\p{L}\p{N}_]*$/u;
const PYTHON_WORDS: Readonly<Record<string, PythonValue>> = { True: true, False: false, None: null };
/** Settings whose values are never shown in a diff. */
const SECRET = /\.(password|hashed_password|token|cookie_secret)$/;

/** 'ServerApp.port=9999' → ['ServerApp.port', 9999]. Throws ExposeError('usage'). */
export async function parseSetting(text: string): Promise<[string, PythonValue]> {
  const at = text.indexOf('=');
  const name = text.slice(0, Math.max(at, 0)).trim().replace(/^c\./, '');
  if (at < 0 || !NAME.test(name)) throw new ExposeError('usage', t().configCommand.notASetting(text));
  const value = await parseValue(text.slice(at + 1));
  requireLiteral(name, value);
  return [name, value];
}

/** A setting's name as it stands in a Python config file, without the leading `c.`. Throws ExposeError('usage'). */
export function parseName(text: string): string {
  const name = text.trim().replace(/^c\./, '');
  if (!NAME.test(name)) throw new ExposeError('usage', t().configCommand.notAName(text));
  return name;
}

/** JSON, or Python's True, False, None, or else the text itself. Whole numbers keep every digit. */
async function parseValue(text: string): Promise<PythonValue> {
  const word = text.trim();
  const python = PYTHON_WORDS[word];
  if (python !== undefined) return python;
  try {
    return await parseJson(word);
  } catch {
    return text;
  }
}

/** Not 1e400, nor a number of thousands of digits. */
function requireLiteral(name: string, value: PythonValue): void {
  try {
    toPythonLiteral(value);
  } catch (cause) {
    throw new ExposeError('usage', t().configCommand.badValue(name), undefined, { cause });
  }
}

export function isSecretName(name: string): boolean {
  return SECRET.test(name);
}
