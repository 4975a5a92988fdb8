import { ExposeError } from '../errors.ts';
import { t } from '../messages/index.ts';
import type { System } from '../system/system.ts';
import { isUndoable, listRuns, type Place, type Run, sha256, writeState } from './journal.ts';
import { readState } from './prepare.ts';
import {
  historiesOf,
  isOurs,
  type Restoration,
  renewalsAfter,
  requireRestored,
  restoreFiles,
} from './restore.ts';

export interface UndoOptions extends Place {
  /** Also where somebody else changed a file since; what it holds now is kept in the run's directory. */
  readonly force?: boolean;
}

/** The run that `undo` takes back: the person's newest that still stands. `runs` as listRuns gives them. */
export function runToUndo(runs: readonly Run[]): Run | undefined {
  return runs.find(isUndoable);
}

/**
 * Takes one run back: bytes and mode of every file, and what the run made is removed. The caller holds the lock.
 * Throws ExposeError('changed-since') naming the file, before anything is touched, when somebody else changed
 * one since; 'apply-failed' when a file could not be put back (again `undo` then goes on).
 */
export function undoRun(run: Run, options: UndoOptions): Promise<Restoration> {
  return undoRuns([run], options);
}

/** Takes back all of the person's runs, newest first; all or, where one may not be, none. */
export async function undoAll(options: UndoOptions): Promise<Restoration> {
  return undoRuns((await listRuns(options)).filter(isUndoable), options);
}

async function undoRuns(runs: readonly Run[], options: UndoOptions): Promise<Restoration> {
  const { system, force = false } = options;
  if (!force) await refuseForeignChanges(runs, options);
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

/**
 * Goes through the runs as undoing them would, without touching anything. Throws ExposeError('changed-since').
 */
export async function refuseForeignChanges(runs: readonly Run[], place: Place): Promise<void> {
  const { system } = place;
  const every = await listRuns(place);
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
