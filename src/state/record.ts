import { unglued } from '../messages/command-line.ts';
import type { WriteFile } from '../plan/change.ts';
import type { Schema } from '../schema.ts';
import { requireRecord } from '../system/read-record.ts';
import type { Files } from '../system/system.ts';
import { statePaths } from './paths.ts';

/** The same, but also undefined if the record cannot be read: only for what makes no claim and closes nothing. */
function readRecord<T>(files: Pick<Files, 'read'>, path: string, schema: Schema<T>): Promise<T | undefined> {
  return requireRecord(files, path, schema).catch(() => undefined);
}

/** Storing a record is a change of the plan like any other. `needs`: skipped if that action failed. */
export function keepRecord(path: string, record: unknown, needs?: string): WriteFile {
  const after = needs === undefined ? {} : { needs };
  const bytes = recordBytes(record);
  return { kind: 'write-file', path, bytes, mode: 0o600, secret: false, own: true, ...after };
}

/** Reading and writing one of the records. */
export function stateRecord<T>(name: keyof ReturnType<typeof statePaths>, schema: Schema<T>) {
  const pathIn = (exposeDir: string) => statePaths(exposeDir)[name];
  return {
    /** Undefined if the record is missing. Throws ExposeError('environment') if it cannot be read. */
    read: (files: Pick<Files, 'read'>, exposeDir: string) => requireRecord(files, pathIn(exposeDir), schema),
    /** Undefined also if the record cannot be read, for example after a manual edit. */
    find: (files: Pick<Files, 'read'>, exposeDir: string) => readRecord(files, pathIn(exposeDir), schema),
    /** The change that writes it. `needs`: skipped if that action failed. */
    keep: (exposeDir: string, record: T, needs?: string) => keepRecord(pathIn(exposeDir), record, needs),
  };
}

/** A record as a file. Sentences in it, such as the reason for a failed renewal, are stored as they are shown. */
export function recordBytes(record: unknown): Uint8Array {
  return new TextEncoder().encode(`${unglued(JSON.stringify(record, null, 2))}\n`);
}
