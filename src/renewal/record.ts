import { join } from 'node:path';
import { unglued } from '../messages/command-line.ts';
import type { Files } from '../system/system.ts';

/** What became of one thing that may have to be renewed. */
export interface RenewalResult {
  /** 'certificate'; later 'port-mapping', 'ddns'. */
  readonly what: string;
  readonly status: 'renewed' | 'not-due' | 'failed';
  readonly message?: string;
  /** ISO 8601: before this moment nobody is asked again (a rate limit). */
  readonly notBefore?: string;
  /** The service that asked to wait: another one need not be waited for. */
  readonly service?: string;
}

/** expose/renewal.json: what the schedule did when it ran last. */
export interface RenewalRecord {
  readonly schema: 1;
  /** ISO 8601, UTC: the last run of the schedule. */
  readonly last: string;
  readonly results: readonly RenewalResult[];
}

export function renewalRecordPath(exposeDir: string): string {
  return join(exposeDir, 'renewal.json');
}

/** Undefined where no schedule has run yet, or the file cannot be read as such. */
export async function readRenewalRecord(files: Files, exposeDir: string): Promise<RenewalRecord | undefined> {
  const bytes = await files.read(renewalRecordPath(exposeDir)).catch(() => undefined);
  if (bytes === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return isRecord(value) ? { ...value, results: value.results.filter(isResult) } : undefined;
  } catch {
    return undefined;
  }
}

/** A report and no setting: it is not journalled, and `undo` leaves it alone. */
export async function writeRenewalRecord(
  files: Files,
  exposeDir: string,
  record: RenewalRecord,
): Promise<void> {
  const bytes = new TextEncoder().encode(`${unglued(JSON.stringify(record, null, 2))}\n`);
  await files.makeDirectory(exposeDir, 0o700);
  await files.writeAtomic(renewalRecordPath(exposeDir), bytes, { mode: 0o600 });
}

function isRecord(value: unknown): value is RenewalRecord {
  if (typeof value !== 'object' || value === null) return false;
  const { schema, last, results } = value as Partial<RenewalRecord>;
  return (
    schema === 1 && typeof last === 'string' && !Number.isNaN(Date.parse(last)) && Array.isArray(results)
  );
}

/** A person may have touched the file: what is no result of ours is passed over. */
function isResult(value: unknown): value is RenewalResult {
  if (typeof value !== 'object' || value === null) return false;
  const { what, status, message, notBefore, service } = value as Partial<Record<string, unknown>>;
  return (
    typeof what === 'string' &&
    (status === 'renewed' || status === 'not-due' || status === 'failed') &&
    [message, notBefore, service].every((text) => text === undefined || typeof text === 'string')
  );
}
