import type { WriteFile } from '../plan/change.ts';
import { readJson, type Schema } from '../schema.ts';
import type { Files } from '../system/system.ts';

/**
 * What we keep of what we made, as JSON in expose/. Undefined where there is no file; throws SchemaError where it holds
 * something else, and what the system says where it cannot be read.
 */
export async function requireRecord<T>(
  files: Pick<Files, 'read'>,
  path: string,
  schema: Schema<T>,
): Promise<T | undefined> {
  const bytes = await files.read(path);
  return bytes === undefined ? undefined : readJson(schema, bytes);
}

/** The same, but undefined as well where it cannot be read, or holds something else: a person may have touched it. */
export function readRecord<T>(
  files: Pick<Files, 'read'>,
  path: string,
  schema: Schema<T>,
): Promise<T | undefined> {
  return requireRecord(files, path, schema).catch(() => undefined);
}

/** Keeping it is a change of the plan like every other; `needs`: not done where that action failed. */
export function keepRecord(path: string, record: unknown, needs?: string): WriteFile {
  const after = needs === undefined ? {} : { needs };
  const bytes = recordBytes(record);
  return { kind: 'write-file', path, bytes, mode: 0o600, secret: false, own: true, ...after };
}

export function recordBytes(record: unknown): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(record, null, 2)}\n`);
}
