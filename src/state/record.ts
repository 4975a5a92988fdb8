import type { WriteFile } from '../plan/change.ts';
import type { Files } from '../system/system.ts';

/** What we keep of what we made, as JSON in expose/. Undefined where there is none, or none that `isRecord` takes for one. */
export async function readOwnRecord<T>(
  files: Pick<Files, 'read'>,
  path: string,
  isRecord: (value: unknown) => value is T,
): Promise<T | undefined> {
  const bytes = await files.read(path).catch(() => undefined);
  if (bytes === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Keeping it is a change of the plan like every other; `needs`: not done where that action failed. */
export function keepOwnRecord(path: string, record: unknown, needs?: string): WriteFile {
  const bytes = new TextEncoder().encode(`${JSON.stringify(record, null, 2)}\n`);
  const after = needs === undefined ? {} : { needs };
  return { kind: 'write-file', path, bytes, mode: 0o600, secret: false, own: true, ...after };
}
