import { readFile, writeFile } from 'node:fs/promises';
import { applyEdits, modify } from 'jsonc-parser';
import { type PythonValue, patchConfig } from '../../src/python-config/index.ts';

/** Applies edits to a file as a plan would. */
export async function editFile(
  path: string,
  format: 'python' | 'json',
  settings: Readonly<Record<string, PythonValue>>,
): Promise<void> {
  const text = await readFile(path, 'utf8').catch(() => '');
  if (format === 'python') {
    await writeFile(path, patchConfig(text, { ...settings }).source);
    return;
  }
  const edited = Object.entries(settings).reduce(
    (json, [key, value]) =>
      applyEdits(json, modify(json, key.split('.'), value, { formattingOptions: { insertSpaces: true } })),
    text,
  );
  await writeFile(path, edited);
}
