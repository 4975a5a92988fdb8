import { countLines } from '../config/line-number.ts';
import { RefusedError } from '../errors.ts';
import { t } from '../messages/index.ts';
import type { ConfigFile, FileSetting } from './config-file.ts';
import { decodeJson, exactValue, withoutNames } from './exact-json.ts';

/**
 * The settings of a JSON config file: `{"ServerApp": {"port": 9000}}` holds 'ServerApp.port'.
 * Throws RefusedError where Python's json would not load it either.
 */
export async function readJsonSettings(bytes: Uint8Array): Promise<Pick<ConfigFile, 'settings' | 'opaque'>> {
  const text = decodeJson(bytes);
  // Loaded only where there is a JSON file at all.
  const { parseTree } = await import('jsonc-parser');
  const errors: { error: number; offset: number; length: number }[] = [];
  const root = parseTree(withoutNames(text), errors, { disallowComments: true });
  const [error] = errors;
  if (error !== undefined) return refuse(text, error.offset, t().plan.json.broken);
  if (root?.type !== 'object') return refuse(text, root?.offset ?? 0, t().plan.json.notAnObject);
  // The last of two equal keys counts.
  const places = new Map<string, FileSetting>();
  const lineOf = countLines(text);
  for (const section of root.children ?? []) {
    const [name, body] = section.children ?? [];
    for (const entry of body?.type === 'object' ? (body.children ?? []) : []) {
      const [trait, value] = entry.children ?? [];
      if (name !== undefined && trait !== undefined && value !== undefined) {
        const key = `${String(name.value)}.${String(trait.value)}`;
        places.delete(key);
        places.set(key, {
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
  return { settings: [...places.values()], opaque: [] };
}

function refuse(text: string, offset: number, reason: string): never {
  const { line, column } = countLines(text)(offset);
  throw new RefusedError(reason, line, column);
}
