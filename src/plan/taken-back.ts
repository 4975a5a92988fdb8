import { ExposeError } from '../errors.ts';
import { t } from '../messages/index.ts';
import type { Restoration } from './restore.ts';
import type { Run } from './run-record.ts';

/** Was anything done that had to be taken back? */
export function isUntouched({ restored, removed, left, failed }: Restoration): boolean {
  return restored.length + removed.length + left.length + failed.length === 0;
}

/** "Restored …", "Nothing was changed", and what was left to somebody else. */
export function tellRestoration(restoration: Restoration): string {
  const { restored, removed, kept, left } = restoration;
  const sentences = [
    ...(restored.length > 0 ? [t().plan.restored(restored.join(', '))] : []),
    ...(removed.length > 0 ? [t().plan.removedAgain(removed.join(', '))] : []),
  ];
  const outcome = sentences.length > 0 ? sentences.join(' ') : t().plan.nothingChanged;
  const remarks = [
    ...(kept.length > 0 ? [t().plan.keptChanged(kept.join(', '))] : []),
    ...(left.length > 0 ? [t().plan.commandLeft(left.join(', '))] : []),
  ];
  return [outcome, ...remarks].join(' ');
}

/** Throws when a file could not be put back; the run stays open in the journal for the next try. */
export function requireRestored(run: Run, { failed }: Restoration, cause?: unknown): void {
  const first = failed[0];
  if (first === undefined) return;
  const reason = cause === undefined ? reasonOf(first.error) : `${reasonOf(cause)} ${reasonOf(first.error)}`;
  throw new ExposeError(
    'apply-failed',
    t().plan.notRestored(reason, failed.map(({ path }) => path).join(', ')),
    t().plan.notRestoredHint(run.directory),
    { cause: cause ?? first.error },
  );
}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
