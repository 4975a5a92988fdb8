import { ExposeError } from '../errors.ts';
import { t } from '../messages/index.ts';
import type { System } from '../system/system.ts';
import { isUndoable, type JournalLocation, listRuns, type Run, sha256, writeState } from './journal.ts';
import { readState } from './prepare.ts';
import {
  historiesOf,
  isOurs,
  type Restoration,
  renewalsAfter,
  requireRestored,
  restoreFiles,
} from './restore.ts';

export interface UndoOptions extends JournalLocation {
  /** Also undo a file that someone else has changed since; its current content is saved in the run's directory. */
  readonly force?: boolean;
}

/** The run that `undo` reverts: the user's newest run that is not undone yet. `runs` in the order of listRuns. */
export function runToUndo(runs: readonly Run[]): Run | undefined {
  return runs.find(isUndoable);
}

/**
 * Undoes one run: restores bytes and mode of every file, and removes what the run created. The caller holds the lock.
 * Throws ExposeError('changed-since') with the file's name, before anything is touched, if someone else has changed it
 * since; 'apply-failed' if a file could not be restored (a second `undo` continues).
 */
export function undoRun(run: Run, options: UndoOptions): Promise<Restoration> {
  return undoRuns([run], options);
}

/** Undoes all of the user's runs, newest first, or none if one of them may not be undone. */
export async function undoAll(options: UndoOptions): Promise<Restoration> {
  return undoRuns((await listRuns(options)).filter(isUndoable), options);
}

async function undoRuns(runs: readonly Run[], options: UndoOptions): Promise<Restoration> {
  const { system, force = false } = options;
  if (!force) await assertNoForeignChanges(runs, options);
  const every = await listRuns(options);
  const done: Restoration[] = [];
  for (const run of runs) {
    const undoing = await writeState(system.files, run, 'undoing', force);
    const restoration = await restoreFiles(undoing, options, force, renewalsAfter(run, every));
    requireRestored(undoing, restoration);
    await writeState(system.files, undoing, 'undone', force);
    done.push(restoration);
  }
  const all = (name: 'restored' | 'removed' | 'kept' | 'left') => [
    ...new Set(done.flatMap((one) => one[name])),
  ];
  const removed = all('removed');
  const restored = all('restored').filter((path) => !removed.includes(path));
  return { restored, removed, kept: all('kept'), left: all('left'), failed: [] };
}

/** Simulates undoing the runs without touching anything. Throws ExposeError('changed-since'). */
export async function assertNoForeignChanges(runs: readonly Run[], location: JournalLocation): Promise<void> {
  const { system } = location;
  const every = await listRuns(location);
  const passed = new Map<string, string | null>();
  for (const run of runs) {
    for (const history of historiesOf(run, renewalsAfter(run, every))) {
      const { path, realPath, goal, known } = history;
      const fine = passed.has(realPath)
        ? known.has(passed.get(realPath) ?? null)
        : await isFine(history, system);
      if (!fine) throw new ExposeError('changed-since', t().plan.undoChanged(path), t().plan.undoChangedHint);
      passed.set(realPath, goal?.sha256 ?? null);
    }
  }
}

async function isFine(history: ReturnType<typeof historiesOf>[number], system: System): Promise<boolean> {
  const now = await readState(system, history.realPath);
  const already = (now === undefined ? null : sha256(now.bytes)) === (history.goal?.sha256 ?? null);
  return already || isOurs(history, now, system);
}
