import type { CommandContext } from '../output/output.ts';
import { type RenewalRecord, type RenewalResult, writeRenewalRecord } from './record.ts';
import type { Renewal } from './renewer.ts';

interface Occasion {
  readonly scheduled: boolean;
  readonly earlier: RenewalRecord | undefined;
}

/** The result of a renewal: by now, what was due has been renewed. */
export function resultOf({
  what,
  status,
  message,
  notBefore,
  service,
  done,
  changes,
}: Renewal): RenewalResult {
  const isDone = status === 'due';
  return {
    what,
    status: isDone ? 'renewed' : status,
    message: isDone && done ? done(changes ?? []) : message,
    ...(notBefore !== undefined && { notBefore, ...(service !== undefined && { service }) }),
  };
}

/**
 * Writes expose/renewal.json for `doctor` and `schedule status`: the time of the schedule's last run, and the results.
 * A manual run does not change the time but updates the results.
 */
export async function keepReport(
  { system }: CommandContext,
  exposeDir: string,
  renewals: readonly Renewal[],
  { scheduled, earlier }: Occasion,
): Promise<void> {
  const last = scheduled ? system.now().toISOString() : earlier?.last;
  if (last === undefined) return;
  const now = renewals.map(resultOf);
  const before = (earlier?.results ?? []).filter(({ what }) => !now.some((one) => one.what === what));
  await writeRenewalRecord(system.files, exposeDir, { schema: 1, last, results: [...before, ...now] });
}
