import path from 'node:path';
import { acquireLock } from '../system/lock.ts';
import {
  isInterrupted,
  type JournalLocation,
  journalDirectory,
  listRunIds,
  listRuns,
  lockDirectory,
  makeJournal,
  type Run,
  removeBackups,
  removeRun,
  writeState,
} from './journal.ts';
import { type Restoration, requireRestored, restoreFiles } from './restore.ts';

/** The number of runs that can no longer be undone but are kept for inspection. */
const KEPT = 50;

/** The number of renewals whose backups are kept. The backups contain keys. */
const KEPT_RENEWALS = 10;

/** Marks the run as successful: from here on only `undo` reverts it. */
export async function finishRun(run: Run, location: JournalLocation): Promise<Run> {
  const finished = await writeState(location.system.files, run, 'finished');
  await prune(location).catch(() => undefined); // best effort
  return finished;
}

/**
 * Rolls back a run whose changes did not take effect. A file that someone else has changed meanwhile is left alone and
 * listed in `kept`. Throws 'apply-failed' if a file could not be restored.
 */
export async function rollbackRun(run: Run, location: JournalLocation): Promise<Restoration> {
  const restoration = await restoreFiles([run], location, false);
  requireRestored(run, restoration);
  await writeState(location.system.files, run, 'rolled-back');
  return restoration;
}

/**
 * Never deletes the user's finished runs: `undo --all` goes back to before the first of them. A renewal keeps its
 * record, which shows that the file's current content is ours.
 */
async function prune(location: JournalLocation): Promise<void> {
  const { files } = location.system;
  const runs = (await listRuns(location)).filter((run) => !isInterrupted(run));
  const idle = runs.filter(({ record }) => record.state !== 'finished');
  const renewals = runs.filter(({ record }) => record.state === 'finished' && record.by === 'schedule');
  for (const run of idle.slice(KEPT)) await removeRun(files, run.directory);
  for (const run of renewals.slice(KEPT_RENEWALS)) await removeBackups(files, run.directory);
}

export interface Recovery extends Restoration {
  /** The interrupted runs, newest first. */
  readonly runs: readonly Run[];
}

/** Whether a run was interrupted or is active right now. Only reads, so it needs no lock. */
async function hasInterrupted(location: JournalLocation): Promise<boolean> {
  return (await listRuns(location)).some(isInterrupted);
}

/**
 * Rolls back runs that were interrupted (kill -9, power failure), and completes an interrupted undo. Called at the
 * start of the next command that changes something, with the lock held. Returns undefined if there was nothing to do.
 * Throws ExposeError('apply-failed') if a file could not be restored; the next command tries again.
 */
export async function recoverInterrupted(location: JournalLocation): Promise<Recovery | undefined> {
  const { files } = location.system;
  await clearUnbegun(location);
  const every = await listRuns(location);
  const runs = every.filter(isInterrupted);
  const done: Restoration[] = [];
  // An undo of several runs is one restoration, because it goes straight to the state before the oldest.
  const undoing = runs.filter(({ record }) => record.state === 'undoing');
  const others = runs.filter((run) => !undoing.includes(run)).map((run) => [run]);
  for (const together of [...others, undoing]) {
    const [first] = together;
    if (first === undefined) continue;
    const force = together.some(({ record }) => record.force);
    const restoration = await restoreFiles(together, location, force, every);
    requireRestored(first, restoration);
    for (const run of together)
      await writeState(
        files,
        run,
        run.record.state === 'undoing' ? 'undone' : 'rolled-back',
        run.record.force,
      );
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

/** Removes runs that were interrupted before their record was written: they had changed nothing. */
async function clearUnbegun(location: JournalLocation): Promise<void> {
  const { files } = location.system;
  for (const id of await listRunIds(location)) {
    const directory = path.join(journalDirectory(location.exposeDir), id);
    if ((await files.list(directory)).includes('run.json')) continue;
    await removeRun(files, directory);
  }
}

/**
 * Runs work that changes something, with the lock held (ExposeError('locked') if another run holds it) and after
 * recovering interrupted runs. When applying a plan, everything until finishRun or rollbackRun belongs inside.
 */
export async function withLock<T>(
  location: JournalLocation,
  work: (recovered: Recovery | undefined) => Promise<T>,
): Promise<T> {
  await makeJournal(location);
  const lock = await acquireLock(lockDirectory(location.exposeDir), location.system);
  try {
    return await work(await recoverInterrupted(location));
  } finally {
    await lock.release();
  }
}

/**
 * Recovers interrupted runs at the start of a command, before anything is read that they may have left half done.
 * Writes nothing if there is nothing to recover. Throws ExposeError('locked') while another run is active.
 */
export async function recoverAtStart(location: JournalLocation): Promise<Recovery | undefined> {
  if (!(await hasInterrupted(location))) return undefined;
  return withLock(location, async (recovered) => recovered);
}
