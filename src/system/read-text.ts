import type { Files } from './system.ts';

/** The text of a file in UTF-8; undefined if it does not exist or cannot be read. */
export async function readText(path: string, files: Pick<Files, 'read'>): Promise<string | undefined> {
  const bytes = await files.read(path).catch(() => undefined);
  return bytes && new TextDecoder().decode(bytes);
}
