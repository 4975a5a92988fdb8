import { readSettings } from '../config/index.ts';
import type { PythonValue } from '../config/python-value.ts';
import { ExposeError, RefusedError } from '../errors.ts';
import { t } from '../messages/index.ts';
import type { System } from '../system/system.ts';
import { readJsonSettings } from './json-settings.ts';

/** One assignment in a config file. */
export interface FileSetting {
  /** 'ServerApp.port' */
  readonly key: string;
  /** 1-based. */
  readonly line: number;
  /** As it stands in the file. */
  readonly text: string;
  /** Undefined when only Jupyter can tell: an expression. */
  readonly value: PythonValue | undefined;
  /** The last assignment to its key in this file. */
  readonly wins: boolean;
  /** Stands in an if, a try, a loop or a function. */
  readonly conditional: boolean;
}

/** A config file a Jupyter loads, or would load if it existed. */
export interface ConfigFile {
  readonly path: string;
  /** Name without ending: 'jupyter_server_config'. */
  readonly base: string;
  readonly format: 'python' | 'json';
  readonly exists: boolean;
  readonly writable: boolean;
  readonly settings: readonly FileSetting[];
  /** Statements that may set anything: exec, update, load_subconfig. */
  readonly opaque: readonly { readonly line: number; readonly what: string }[];
  /** Why its settings are not known: it cannot be read, or cannot be judged by its lines. */
  readonly error: Error | undefined;
}

/** Reads one config file; never throws, what is wrong stands in `error`. */
export async function readConfigFile(
  path: string,
  base: string,
  format: 'python' | 'json',
  system: System,
): Promise<ConfigFile> {
  const file: ConfigFile = {
    path,
    base,
    format,
    exists: true,
    writable: true,
    settings: [],
    opaque: [],
    error: undefined,
  };
  try {
    const facts = await system.files.facts(path);
    if (facts === undefined) return { ...file, exists: false };
    // Reading a pipe would wait for ever for somebody who writes into it.
    if (facts.kind === 'other')
      throw new ExposeError('environment', t().system.notAFile(path), t().system.otherPathHint);
    const bytes = await system.files.read(path);
    if (bytes === undefined) {
      return { ...file, exists: false };
    }
    const writable = await system.files.isWritable(path);
    const read = format === 'json' ? await readJsonSettings(bytes) : readPython(bytes);
    return { ...file, writable, ...read };
  } catch (error) {
    const writable = error instanceof RefusedError && (await system.files.isWritable(path));
    return { ...file, writable, error: error instanceof Error ? error : new Error(String(error)) };
  }
}

function readPython(bytes: Uint8Array): Pick<ConfigFile, 'settings' | 'opaque'> {
  const { settings, opaque } = readSettings(bytes, true);
  return { settings: settings.map((setting) => ({ ...setting, value: setting.value })), opaque };
}
