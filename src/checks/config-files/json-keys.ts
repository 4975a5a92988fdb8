import { parseJson, record } from '../../json.ts';
import type { ConfigFile } from '../../jupyter/settings/config-file.ts';
import type { SettingSources } from '../../jupyter/settings/sources.ts';
import type { Change } from '../../plan/change.ts';
import { isSecretName } from '../../python-config/secret-names.ts';
import type { System } from '../../system/system.ts';

/** A key of a JSON config file at its top: `"ServerApp.port": 9000`. */
export interface FlatKey {
  readonly key: string;
  /** 1-based. */
  readonly line: number;
  /** How Jupyter wants it; undefined if that cannot be said. */
  readonly better: string | undefined;
}

/** Keys at the top of a JSON file that are no sections. */
export function flatKeysIn(text: string): FlatKey[] {
  const content = record(parseJson(text));
  return Object.entries(content).flatMap(([key, value]) => {
    const [, className, trait] = /^(?:c\.)?([A-Z]\w*)\.(\w+)$/.exec(key) ?? [];
    const isSection = typeof value === 'object' && value !== null && className === undefined;
    if (isSection || key === 'version' || key.startsWith('$') || key.startsWith('_')) return [];
    const better =
      className === undefined
        ? undefined
        : JSON.stringify({
            [className]: { [trait ?? '']: isSecretName(trait ?? '') ? '…' : value },
          });
    return [{ key, line: lineOf(text, key), better }];
  });
}

/** A file that a complaint is about. */
interface AboutFile {
  readonly path: string | undefined;
  readonly bytes: Uint8Array;
}

/** The keys that a complaint is about. */
export function flatKeys({ path, bytes }: AboutFile): FlatKey[] {
  return path?.endsWith('.json') ? flatKeysIn(new TextDecoder().decode(bytes)) : [];
}

/** Moves the settings into their sections. The layout of the file is made anew. */
export async function nestedKeys(
  { path, bytes }: AboutFile,
  { files }: System,
): Promise<readonly Change[] | undefined> {
  const facts = path === undefined ? undefined : await files.facts(path);
  const content = record(parseJson(new TextDecoder().decode(bytes)));
  const nested: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(content)) {
    const [, className, trait] = /^(?:c\.)?([A-Z]\w*)\.(\w+)$/.exec(key) ?? [];
    if (className === undefined || trait === undefined)
      nested[key] = { ...record(nested[key]), ...record(value) };
    else nested[className] = { ...record(nested[className]), [trait]: value };
    // A value that is no section would be lost.
    if (className === undefined && (typeof value !== 'object' || value === null)) nested[key] = value;
  }
  if (path === undefined || facts === undefined) return undefined;
  const text = `${JSON.stringify(nested, null, 2)}\n`;
  const secret =
    /"[^"]*"\s*:/g.test(text) &&
    [...text.matchAll(/"([^"]*)"\s*:/g)].some(([, name = '']) => isSecretName(name));
  const change = { path, bytes: new TextEncoder().encode(text), mode: facts.mode, secret };
  return [{ kind: 'write-file', ...change }];
}

/** The JSON file with such a key, for a complaint that names only the key. */
export async function findFlatKey(
  complaint: string,
  { files }: SettingSources,
  system: System,
): Promise<{ file: ConfigFile; line: number } | undefined> {
  const key = /must be Config instances: '([^']+)'/.exec(complaint)?.[1];
  if (key === undefined) return undefined;
  for (const file of files.filter(({ format, exists }) => format === 'json' && exists)) {
    const bytes = await system.files.read(file.path).catch(() => undefined);
    const found = flatKeysIn(new TextDecoder().decode(bytes ?? new Uint8Array())).find(
      (one) => one.key === key,
    );
    if (found !== undefined) return { file, line: found.line };
  }
  return undefined;
}

function lineOf(text: string, key: string): number {
  const at = text.indexOf(JSON.stringify(key));
  return text.slice(0, Math.max(0, at)).split('\n').length;
}
