import type { PythonValue } from '../config/python-value.ts';
import { RefusedError } from '../errors.ts';
import { t } from '../messages/index.ts';
import type { ConfigFile, FileSetting } from './config-file.ts';

/**
 * The settings of a JSON config file: `{"ServerApp": {"port": 9000}}` holds 'ServerApp.port'.
 * Throws RefusedError where Python's json would not load it either.
 */
export async function readJsonSettings(bytes: Uint8Array): Promise<Pick<ConfigFile, 'settings' | 'opaque'>> {
  const text = new TextDecoder('utf-8').decode(bytes);
  // Loaded only where there is a JSON file at all.
  const { parseTree, printParseErrorCode } = await import('jsonc-parser');
  const errors: { error: number; offset: number; length: number }[] = [];
  const root = parseTree(text, errors, { disallowComments: true });
  const [error] = errors;
  if (error !== undefined || root?.type !== 'object') {
    const offset = error?.offset ?? 0;
    const line = lineAt(text, offset);
    const column = offset - text.lastIndexOf('\n', offset - 1);
    const reason = error === undefined ? 'object expected' : printParseErrorCode(error.error);
    throw new RefusedError(t().jupyter.noJson(reason), line, column);
  }
  // Read through JSON.parse for the values, through the tree for their places. The last of two equal keys counts.
  const places = new Map<string, FileSetting>();
  for (const section of root.children ?? []) {
    const [name, body] = section.children ?? [];
    for (const entry of body?.type === 'object' ? (body.children ?? []) : []) {
      const [trait, value] = entry.children ?? [];
      if (name !== undefined && trait !== undefined && value !== undefined) {
        const key = `${String(name.value)}.${String(trait.value)}`;
        const source = text.slice(value.offset, value.offset + value.length);
        places.delete(key);
        places.set(key, {
          key,
          line: lineAt(text, entry.offset),
          text: text.slice(entry.offset, entry.offset + entry.length),
          value: JSON.parse(source) as PythonValue,
          wins: true,
          conditional: false,
        });
      }
    }
  }
  return { settings: [...places.values()], opaque: [] };
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
