import { ExposeError, RefusedError } from '../../errors.ts';
import { t } from '../../messages/index.ts';
import { readSettings, type SettingRead } from '../../python-config/index.ts';
import { countLines } from '../../python-config/reject.ts';
import type { PythonValue } from '../../python-config/value.ts';
import type { System } from '../../system/system.ts';
import { decodeJson, exactValue, withoutNames } from './exact-json.ts';

/** One assignment in a config file. */
export interface FileSetting extends Omit<SettingRead, 'column' | 'value'> {
  /** Undefined for an expression that only Jupyter can evaluate. */
  readonly value: PythonValue | undefined;
}

/** A config file that a Jupyter loads, or would load if it existed. */
export interface ConfigFile {
  readonly path: string;
  /** Name without extension: 'jupyter_server_config'. */
  readonly base: string;
  readonly format: 'python' | 'json';
  readonly exists: boolean;
  readonly writable: boolean;
  readonly settings: readonly FileSetting[];
  /** Statements that may set anything: exec, update, load_subconfig. */
  readonly opaque: readonly { readonly line: number; readonly what: string }[];
  /** Why its settings are unknown: it cannot be read, or cannot be parsed. */
  readonly error: Error | undefined;
}

/** How Jupyter reads a config file with this name. */
export function formatOf(path: string): ConfigFile['format'] {
  return path.endsWith('.json') ? 'json' : 'python';
}

/** Reads one config file. Never throws: problems are in `error`. */
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
    // Reading a pipe blocks until another process writes to it.
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

/**
 * The settings of a JSON config file: `{"ServerApp": {"port": 9000}}` contains 'ServerApp.port'.
 * Throws RefusedError if Python's json would reject it too.
 */
async function readJsonSettings(bytes: Uint8Array): Promise<Pick<ConfigFile, 'settings' | 'opaque'>> {
  const text = decodeJson(bytes);
  // Imported only when a JSON file exists.
  const { parseTree } = await import('jsonc-parser');
  const errors: { error: number; offset: number; length: number }[] = [];
  const root = parseTree(withoutNames(text), errors, { disallowComments: true });
  const [error] = errors;
  if (error !== undefined) return reject(text, error.offset, t().plan.json.broken);
  if (root?.type !== 'object') return reject(text, root?.offset ?? 0, t().plan.json.notAnObject);
  // The last of two equal keys wins.
  const byName = new Map<string, FileSetting>();
  const lineOf = countLines(text);
  for (const section of root.children ?? []) {
    const [name, body] = section.children ?? [];
    for (const entry of body?.type === 'object' ? (body.children ?? []) : []) {
      const [trait, value] = entry.children ?? [];
      if (name !== undefined && trait !== undefined && value !== undefined) {
        const key = `${String(name.value)}.${String(trait.value)}`;
        byName.delete(key);
        byName.set(key, {
          key,
          line: lineOf(entry.offset).line,
          text: text.slice(entry.offset, entry.offset + entry.length),
          value: exactValue(value, text),
          wins: true,
          conditional: false,
        });
      }
    }
  }
  return { settings: [...byName.values()], opaque: [] };
}

function reject(text: string, offset: number, reason: string): never {
  const { line, column } = countLines(text)(offset);
  throw new RefusedError(reason, line, column);
}
