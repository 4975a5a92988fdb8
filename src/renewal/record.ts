import { array, type Infer, loose, object, oneOf, optional, string, time } from '../schema.ts';
import { statePaths } from '../state/paths.ts';
import { recordBytes, stateRecord } from '../state/record.ts';
import type { Files } from '../system/system.ts';

const RESULT = object({
  /** 'certificate'; later 'port-mapping', 'ddns'. */
  what: string,
  status: oneOf('renewed', 'not-due', 'failed'),
  message: optional(string),
  /** ISO 8601: no request is made before this time (a rate limit). */
  notBefore: optional(string),
  /** The service that set `notBefore`; other services are not affected. */
  service: optional(string),
});

const RENEWAL_RECORD = object({
  schema: oneOf(1),
  /** ISO 8601, UTC: the last run of the schedule. */
  last: time,
  /** A user may have edited the file, so entries that are not our results are ignored. */
  results: array(loose(RESULT)),
});

/** The result for one renewable thing. */
export type RenewalResult = Infer<typeof RESULT>;

/** expose/renewal.json: the results of the schedule's last run. */
export type RenewalRecord = Infer<typeof RENEWAL_RECORD>;

const renewalRecord = stateRecord('renewal', RENEWAL_RECORD);

/** Undefined if no schedule has run yet. Throws ExposeError('environment') if that cannot be known. */
export const readRenewalRecord = renewalRecord.read;

/** For a renewal: a report that cannot be read must not stop it, and is written anew. */
export const findRenewalRecord = renewalRecord.find;

/** The result of the last run for one thing. */
export async function lastResult(
  files: Files,
  exposeDir: string,
  what: string,
): Promise<RenewalResult | undefined> {
  const record = await readRenewalRecord(files, exposeDir);
  return record?.results.find((one) => one.what === what);
}

/** A report, not a setting: it is not in the journal, and `undo` leaves it alone. */
export async function writeRenewalRecord(
  files: Files,
  exposeDir: string,
  record: RenewalRecord,
): Promise<void> {
  await files.makeDirectory(exposeDir, 0o700);
  await files.writeAtomic(statePaths(exposeDir).renewal, recordBytes(record), { mode: 0o600 });
}
