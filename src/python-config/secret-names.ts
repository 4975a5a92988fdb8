import { isList } from './read-literal.ts';
import { PythonFloat, type PythonValue } from './value.ts';
import { toJson } from './write-literal.ts';

export const HIDDEN = '[hidden]';

/** Endings of names whose values are secret: `hashed_password`, `OAuthenticator.client_secret`. */
export const SECRET_NAMES = [
  'passw(?:or)?ds?',
  'passphrases?',
  'tokens?',
  'secrets?',
  'credentials?',
  // Kernels use it to authenticate messages.
  '\\bSession\\.key',
  '(?:secret|private|api|access|auth|crypt|signing|encryption)_?keys?',
] as const;

const SECRET_NAME = new RegExp(`(?:${SECRET_NAMES.join('|')})$`, 'i');

/** Whether a name such as 'ServerApp.password' has a secret value. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name);
}

/** Values that are never secret: empty ones and Jupyter's own placeholder. */
const NOT_SECRET = new Set<PythonValue>(['', '<generated>', null, true, false]);

/**
 * A setting's value in a form that may be shown: values with secret names become `[hidden]` at any depth; every other
 * text passes through `maskText`.
 */
export function hideSecrets(
  name: string,
  value: PythonValue,
  maskText: (text: string) => string = (text) => text,
): PythonValue {
  if (NOT_SECRET.has(value)) return value;
  if (isSecretName(name)) return HIDDEN;
  if (typeof value === 'string') return maskText(value);
  if (value === null || typeof value !== 'object' || value instanceof PythonFloat) return value;
  if (isList(value)) return value.map((item) => hideSecrets('', item, maskText));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, hideSecrets(key, item, maskText)]),
  );
}

/** Whether a setting's value contains a secret. */
export function holdsSecret(name: string, value: PythonValue): boolean {
  const shown = hideSecrets(name, value);
  return toJson(shown) !== toJson(value);
}
