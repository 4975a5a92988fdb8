import { ExposeError } from '../errors.ts';
import { t } from '../messages/index.ts';
import { readJson, type Schema, SchemaError } from '../schema.ts';
import type { Files } from './system.ts';

/**
 * Reads a record that we keep as JSON. Undefined only if there is none. Throws ExposeError('environment')
 * with the path and the way out if it cannot be read or is damaged: what it records is then unknown, not "nothing".
 */
export async function requireRecord<T>(
  files: Pick<Files, 'read'>,
  path: string,
  schema: Schema<T>,
): Promise<T | undefined> {
  const bytes = await files.read(path).catch((error: unknown) => {
    throw unreadableRecord(path, error);
  });
  if (bytes === undefined) return undefined;
  try {
    return readJson(schema, bytes);
  } catch (error) {
    throw error instanceof SchemaError ? damagedRecord(path, error) : error;
  }
}

/** A record that exists but cannot be read: no permission, or not a file. */
export function unreadableRecord(path: string, cause: unknown): unknown {
  if (!(cause instanceof ExposeError)) return cause;
  const { unreadable, unreadableHint } = t().system.record;
  return new ExposeError('environment', unreadable(path, cause.message), unreadableHint(path), { cause });
}

/** A record whose content is not one. */
function damagedRecord(path: string, cause?: Error): ExposeError {
  const { damaged, damagedHint } = t().system.record;
  return new ExposeError('environment', damaged(path, cause?.message), damagedHint(path), { cause });
}
