/** Python config files as text: bytes in, bytes out, no Python. */
export { splitKey } from './key.ts';
export { type Edit, patchConfig } from './patch-config.ts';
export type { PythonValue } from './python-value.ts';
export { parsePythonLiteral } from './read-literal.ts';
export { type ConfigReading, readSettings, type SettingRead } from './read-settings.ts';
export { type LiteralOptions, toPythonLiteral } from './to-python-literal.ts';
export { type UnsetEdit, unsetConfig } from './unset-config.ts';
export type { Refusal, Why } from './why.ts';
