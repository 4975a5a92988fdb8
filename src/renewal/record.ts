import { array, type Infer, loose, object, oneOf, optional, string, time } from '../schema.ts';
import { statePaths } from '../state/paths.ts';
import { readRecord, recordBytes } from '../state/record.ts';
import type { Files } from '../system/system.ts';

const RESULT = object({
  /** 'certificate'; later 'port-mapping', 'ddns'. */
  what: string,
  status: oneOf('renewed', 'not-due', 'failed'),
  message: optional(string),
  /** ISO 8601: before this moment nobody is asked again (a rate limit). */
  notBefore: optional(string),
  /** The service that asked to wait: another one need not be waited for. */
  service: optional(string),
});

const RENEWAL_RECORD = object({
  schema: oneOf(1),
  /** ISO 8601, UTC: the last run of the schedule. */
  last: time,
  /** A person may have touched the file: what is no result of ours is passed over. */
  results: array(loose(RESULT)),
});

/** What became of one thing that may have to be renewed. */
export type RenewalResult = Infer<typeof RESULT>;

/** expose/renewal.json: what the schedule did when it ran last. */
export type RenewalRecord = Infer<typeof RENEWAL_RECORD>;

/** Undefined where no schedule has run yet, or the file cannot be read as such. */
export function readRenewalRecord(files: Files, exposeDir: string): Promise<RenewalRecord | undefined> {
  return readRecord(files, statePaths(exposeDir).renewal, RENEWAL_RECORD);
}

/** A report and no setting: it is not journalled, and `undo` leaves it alone. */
export async function writeRenewalRecord(
  files: Files,
  exposeDir: string,
  record: RenewalRecord,
): Promise<void> {
  await files.makeDirectory(exposeDir, 0o700);
  await files.writeAtomic(statePaths(exposeDir).renewal, recordBytes(record), { mode: 0o600 });
}
