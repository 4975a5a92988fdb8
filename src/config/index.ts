/** Python config files as text: bytes in, bytes out, no Python. */
export { type Edit, patchConfig } from './patch-config.ts';
export { PythonFloat, type PythonValue } from './python-value.ts';
export { type ConfigReading, readSettings, type SettingRead } from './read-settings.ts';
export { unsetConfig } from './unset-config.ts';
