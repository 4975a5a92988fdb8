import path from 'node:path';
import { journalDirectory, listRunIds, listRuns, type Place, removeRun, writeState } from './journal.ts';
import { type Restoration, renewalsAfter, restoreFiles } from './restore.ts';
import { isInterrupted, type Run } from './run-record.ts';
import { requireRestored } from './taken-back.ts';

export interface Recovery extends Restoration {
  /** The runs that were cut off, newest first. */
  readonly runs: readonly Run[];
}

/** Was a run cut off, or is one at work right now? Only reads, so that it can be asked without the lock. */
export async function hasInterrupted(place: Place): Promise<boolean> {
  return (await listRuns(place)).some(isInterrupted);
}

/**
 * Takes back what runs that were cut off (kill -9, power) had begun, and ends an undoing that was. Called at the
 * start of the next command that changes something, with the lock held. undefined: there was nothing.
 * Throws ExposeError('apply-failed') when a file could not be put back; the next command tries again.
 */
export async function recoverInterrupted(place: Place): Promise<Recovery | undefined> {
  const { files } = place.system;
  await clearUnbegun(place);
  const every = await listRuns(place);
  const runs = every.filter(isInterrupted);
  const done: Restoration[] = [];
  for (const run of runs) {
    const restoration = await restoreFiles(run, place.system, run.record.force, renewalsAfter(run, every));
    requireRestored(run, restoration);
    await writeState(files, run, run.record.state === 'undoing' ? 'undone' : 'rolled-back', run.record.force);
    done.push(restoration);
  }
  if (runs.length === 0) return undefined;
  const all = (name: 'restored' | 'removed' | 'kept' | 'left') => [
    ...new Set(done.flatMap((one) => one[name])),
  ];
  return {
    runs,
    restored: all('restored'),
    removed: all('removed'),
    kept: all('kept'),
    left: all('left'),
    failed: [],
  };
}

/** Runs that were cut off before their record was written: they had changed nothing. */
async function clearUnbegun(place: Place): Promise<void> {
  const { files } = place.system;
  for (const id of await listRunIds(place)) {
    const directory = path.join(journalDirectory(place.exposeDir), id);
    if ((await files.list(directory)).includes('run.json')) continue;
    await removeRun(files, directory);
  }
}
