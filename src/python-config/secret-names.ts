import { isList } from './read-literal.ts';
import { PythonFloat, type PythonValue } from './value.ts';
import { toJson } from './write-literal.ts';

export const HIDDEN = '[hidden]';

/** Names whose values are nobody's business, by how they end: `hashed_password`, `OAuthenticator.client_secret`. */
export const SECRET_NAMES = [
  'passw(?:or)?ds?',
  'passphrases?',
  'tokens?',
  'secrets?',
  'credentials?',
  // With it kernels tell their owner's messages from a stranger's.
  '\\bSession\\.key',
  '(?:secret|private|api|access|auth|crypt|signing|encryption)_?keys?',
] as const;

const SECRET_NAME = new RegExp(`(?:${SECRET_NAMES.join('|')})$`, 'i');

/** Is 'ServerApp.password' (or any other name) one whose value is secret? */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name);
}

/** What no secret looks like: nothing at all, and Jupyter's own placeholder. */
const HARMLESS = new Set<PythonValue>(['', '<generated>', null, true, false]);

/**
 * A setting's value as it may be shown: `[hidden]` in the place of what is secret by its name, at any depth;
 * every other text goes through `maskText`.
 */
export function hideSecrets(
  name: string,
  value: PythonValue,
  maskText: (text: string) => string = (text) => text,
): PythonValue {
  if (HARMLESS.has(value)) return value;
  if (isSecretName(name)) return HIDDEN;
  if (typeof value === 'string') return maskText(value);
  if (value === null || typeof value !== 'object' || value instanceof PythonFloat) return value;
  if (isList(value)) return value.map((item) => hideSecrets('', item, maskText));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, hideSecrets(key, item, maskText)]),
  );
}

/** Does a setting hold something that only its owner may read? */
export function holdsSecret(name: string, value: PythonValue): boolean {
  const shown = hideSecrets(name, value);
  return toJson(shown) !== toJson(value);
}
