import type { PythonValue } from '../config/python-value.ts';
import { ExposeError } from '../errors.ts';
import { t } from '../messages/index.ts';

const NAME = /^[\p{L}_][\p{L}\p{N}_]*\.[\p{L}_][\p{L}\p{N}_]*$/u;
const PYTHON_WORDS: Readonly<Record<string, PythonValue>> = { True: true, False: false, None: null };
/** Settings whose values are never shown in a diff. */
const SECRET = /\.(password|hashed_password|token|cookie_secret)$/;

/** 'ServerApp.port=9999' → ['ServerApp.port', 9999]. Throws ExposeError('usage'). */
export function parseSetting(text: string): [string, PythonValue] {
  const at = text.indexOf('=');
  const name = text.slice(0, Math.max(at, 0)).trim().replace(/^c\./, '');
  if (at < 0 || !NAME.test(name)) throw new ExposeError('usage', t().configCommand.notASetting(text));
  return [name, parseValue(text.slice(at + 1))];
}

/** A setting's name as it stands in a Python config file, without the leading `c.`. Throws ExposeError('usage'). */
export function parseName(text: string): string {
  const name = text.trim().replace(/^c\./, '');
  if (!NAME.test(name)) throw new ExposeError('usage', t().configCommand.notAName(text));
  return name;
}

/** JSON, or Python's True, False, None, or else the text itself. Whole numbers keep every digit. */
export function parseValue(text: string): PythonValue {
  const word = text.trim();
  const python = PYTHON_WORDS[word];
  if (python !== undefined) return python;
  if (/^-?\d{16,}$/.test(word)) return BigInt(word);
  try {
    return JSON.parse(word) as PythonValue;
  } catch {
    return text;
  }
}

export function isSecretName(name: string): boolean {
  return SECRET.test(name);
}
