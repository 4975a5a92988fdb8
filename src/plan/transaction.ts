import type { System } from '../system/system.ts';
import { listRuns, type Place, removeBackups, removeRun, writeState } from './journal.ts';
import { type Restoration, restoreFiles } from './restore.ts';
import { isInterrupted, type Run } from './run-record.ts';
import { requireRestored } from './taken-back.ts';

/** How many runs that nobody can undo any more are kept to be looked at. */
const KEPT = 50;
/** Of how many renewals the backups are kept: they hold keys. */
const KEPT_RENEWALS = 10;

/** The caller saw that the changes took effect: from here on only `undo` takes them back. */
export async function finishRun(run: Run, place: Place): Promise<Run> {
  const finished = await writeState(place.system.files, run, 'finished');
  await prune(place).catch(() => undefined); // only tidiness
  return finished;
}

/**
 * The caller saw that the changes did not take effect: everything goes back. A file that somebody else has
 * changed meanwhile is left to them and named in `kept`. Throws 'apply-failed' when a file could not be put back.
 */
export async function rollbackRun(run: Run, { system }: { readonly system: System }): Promise<Restoration> {
  const restoration = await restoreFiles(run, system, false);
  requireRestored(run, restoration);
  await writeState(system.files, run, 'rolled-back');
  return restoration;
}

/**
 * The person's finished runs are never dropped: `undo --all` goes back to before the first of them. Of a renewal the
 * record stays, which tells that what the file holds now is ours.
 */
async function prune(place: Place): Promise<void> {
  const { files } = place.system;
  const runs = (await listRuns(place)).filter((run) => !isInterrupted(run));
  const idle = runs.filter(({ record }) => record.state !== 'finished');
  const renewals = runs.filter(({ record }) => record.state === 'finished' && record.by === 'schedule');
  for (const run of idle.slice(KEPT)) await removeRun(files, run.directory);
  for (const run of renewals.slice(KEPT_RENEWALS)) await removeBackups(files, run.directory);
}
