/** Edits Python config files as text, bytes in and bytes out, without Python. */
export { type Edit, patchConfig } from './patch.ts';
export { type ConfigReading, readSettings, type SettingRead } from './read-settings.ts';
export { unsetConfig } from './unset.ts';
export { PythonFloat, type PythonValue } from './value.ts';
