import path from 'node:path';
import type { World } from '../net/network.ts';
import { acquireLock } from '../system/lock.ts';
import {
  isInterrupted,
  journalDirectory,
  listRunIds,
  listRuns,
  lockDirectory,
  makeJournal,
  type Place,
  type Run,
  removeBackups,
  removeRun,
  writeState,
} from './journal.ts';
import { type Restoration, renewalsAfter, requireRestored, restoreFiles } from './restore.ts';

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
export async function rollbackRun(run: Run, world: World): Promise<Restoration> {
  const restoration = await restoreFiles(run, world, false);
  requireRestored(run, restoration);
  await writeState(world.system.files, run, 'rolled-back');
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

export interface Recovery extends Restoration {
  /** The runs that were cut off, newest first. */
  readonly runs: readonly Run[];
}

/** Was a run cut off, or is one at work right now? Only reads, so that it can be asked without the lock. */
async function hasInterrupted(place: Place): Promise<boolean> {
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
    const restoration = await restoreFiles(run, place, run.record.force, renewalsAfter(run, every));
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

/**
 * Runs work that changes something: no second run beside it (ExposeError('locked')), and what an earlier one left
 * half done is taken back first. For apply, everything until finishRun or rollbackRun belongs inside.
 */
export async function underLock<T>(
  place: Place,
  work: (recovered: Recovery | undefined) => Promise<T>,
): Promise<T> {
  await makeJournal(place);
  const lock = await acquireLock(lockDirectory(place.exposeDir), place.system);
  try {
    return await work(await recoverInterrupted(place));
  } finally {
    await lock.release();
  }
}

/**
 * For the start of a command, before anything is read that a cut-off run may have left half done. Writes nothing
 * where there is nothing to take back. Throws ExposeError('locked') while another run is at work.
 */
export async function recoverAtStart(place: Place): Promise<Recovery | undefined> {
  if (!(await hasInterrupted(place))) return undefined;
  return underLock(place, async (recovered) => recovered);
}
