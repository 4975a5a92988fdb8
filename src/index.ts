/** The library: edits and reads Jupyter's Python config files as text, and creates and verifies its password hashes. */

export { RefusedError } from './errors.ts';
export { type HashAlgorithm, hashPassword, verifyPassword } from './jupyter/password/hash.ts';
export {
  type ConfigReading,
  type Edit,
  PythonFloat,
  type PythonValue,
  patchConfig,
  readSettings,
  type SettingRead,
} from './python-config/index.ts';
