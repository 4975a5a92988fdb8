import type { CommandContext } from '../output/output.ts';
import { type RenewalRecord, type RenewalResult, writeRenewalRecord } from './record.ts';
import type { Renewal } from './renewer.ts';

interface Occasion {
  readonly scheduled: boolean;
  readonly earlier: RenewalRecord | undefined;
}

/** What became of it: what was due has been renewed by now. */
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
 * expose/renewal.json: when the schedule ran last, and what it came to, for `doctor` and `schedule status`. A run by hand
 * does not count as one of the schedule, but what it settled is settled.
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
