import path from 'node:path';
import { ExposeError } from '../errors.ts';
import { t } from '../messages/index.ts';
import type { StagedWrite, System } from '../system/system.ts';
import { type FileHistory, historiesOf, isOurs } from './file-history.ts';
import {
  isUndoable,
  type JournalLocation,
  listRuns,
  type Run,
  removeBackups,
  sha256,
  stageState,
  type UnreadableRun,
  writeState,
} from './journal.ts';
import { readState } from './prepare.ts';
import {
  clearLeftovers,
  DamagedBackupError,
  emptyOutcome,
  type FileRestore,
  finishRestore,
  type Outcome,
  prepareRestore,
  type Restoration,
  reasonOf,
  removeMadeDirectories,
  replacedName,
  runBackwards,
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
 * Throws ExposeError('environment') if a run that cannot be read may come before the chosen ones: passing it over could
 * undo the wrong run, or claim that everything is undone.
 */
export function assertReadable(unreadable: readonly UnreadableRun[], last: Run | undefined): void {
  const [newest] = unreadable;
  if (newest === undefined || (last !== undefined && newest.id < last.record.id)) return;
  const { message } = newest.error;
  const m = t().plan;
  throw new ExposeError('environment', m.undoNotBegun(message), m.undoUnreadableHint(newest.directory), {
    cause: newest.error,
  });
}

/**
 * Undoes one run: restores bytes and mode of every file, and removes what the run created. The caller holds the lock.
 * Throws, before anything is touched, ExposeError('changed-since') with the file's name if someone else has changed it
 * since, and 'environment' if it cannot be written; 'apply-failed' if a later step failed and everything was put back.
 */
export function undoRun(run: Run, options: UndoOptions): Promise<Restoration> {
  return undoRuns([run], options);
}

/** Undoes all of the user's runs, or none if one of them may not be undone. */
export async function undoAll(options: UndoOptions): Promise<Restoration> {
  const restoration = await undoRuns((await listRuns(options)).filter(isUndoable), options);
  // The schedule's runs and those that were taken back hold keys and hashes that nobody needs any more.
  for (const { directory } of await listRuns(options)) await removeBackups(options.system.files, directory);
  return restoration;
}

async function undoRuns(chosen: readonly Run[], options: UndoOptions): Promise<Restoration> {
  const { system, force = false } = options;
  await assertUndoable(chosen, options);
  const every = await listRuns(options);
  // The recovery of an interrupted run may have changed its record since it was chosen.
  const runs = chosen.map((run) => every.find(({ directory }) => directory === run.directory) ?? run);
  await clearLeftovers(runs, system);
  const begun = await beginUndo(runs, force, system).catch((error: unknown) => {
    throw notBegun(error);
  });
  const files: FileRestore[] = [];
  const outcome = emptyOutcome();
  const committed: FileRestore[] = [];
  try {
    for (const [index, history] of historiesOf(runs, every).reverse().entries())
      files.push(await prepareRestore(history, system, force ? replacedName(runs, index) : undefined));
  } catch (error) {
    for (const file of files) await file.discard();
    await begun.cancel();
    throw notBegun(error);
  }
  const commit = async (file: FileRestore) => {
    committed.push(file); // first: a failure may also come after the rename
    await finishRestore(file, outcome);
  };
  try {
    const removals = files.filter((file) => file.outcome === 'removed');
    for (const file of files) if (!removals.includes(file)) await commit(file);
    await runBackwards(runs, options, outcome, removals, commit);
  } catch (error) {
    for (const file of files) if (!committed.includes(file)) await file.discard();
    const { failed, thrown } = await putBack(runs, committed, outcome, error, system);
    if (!failed) await begun.cancel();
    throw thrown;
  }
  await removeMadeDirectories(runs, system);
  await begun.keep();
  // On a full disk the journal cannot be written. The next command finds every file restored and closes the run.
  for (const run of runs)
    await writeState(system.files, run, 'undone', force)
      .then(() => removeBackups(system.files, run.directory))
      .catch(() => undefined);
  return { ...outcome, failed: [] };
}

/**
 * Records, for all runs or none, that they are being undone: a crash from here on is completed by the next command. The
 * records of now are written beside, so that `cancel` needs no room on the disk. Neither it nor `keep` fails.
 */
async function beginUndo(runs: readonly Run[], force: boolean, { files }: System) {
  const earlier: StagedWrite[] = [];
  const undoing: StagedWrite[] = [];
  const discard = async (staged: readonly StagedWrite[]) => {
    for (const one of staged) await one.discard();
  };
  const cancel = async () => {
    for (const one of earlier) await one.commit().catch(() => undefined);
  };
  try {
    for (const run of runs) {
      earlier.push(await stageState(files, run, run.record.state, run.record.force));
      undoing.push(await stageState(files, run, 'undoing', force));
    }
  } catch (error) {
    await discard([...earlier, ...undoing]);
    throw error;
  }
  try {
    for (const one of undoing) await one.commit();
  } catch (error) {
    await discard(undoing);
    await cancel();
    throw error;
  }
  return { cancel, keep: () => discard(earlier) };
}

/** The error of an undo that touched nothing. A damaged backup fails now and later; anything else can be mended. */
function notBegun(error: unknown): unknown {
  if (!(error instanceof ExposeError)) return error;
  const code = error instanceof DamagedBackupError ? 'apply-failed' : error.code;
  return new ExposeError(code, t().plan.undoNotBegun(error.message), error.hint, { cause: error });
}

/** Puts every file back as it was before the undo, and makes the error that says how things stand. */
async function putBack(
  runs: readonly Run[],
  committed: readonly FileRestore[],
  { restored, left }: Outcome,
  cause: unknown,
  system: System,
): Promise<{ failed: boolean; thrown: ExposeError }> {
  const failed: string[] = [];
  for (const file of committed.toReversed())
    await putBackFile(file, system).catch(() => failed.push(file.history.path));
  const m = t().plan;
  const actions = runs.flatMap(({ record }) => record.commands ?? []).map(({ title }) => title);
  const undone = actions.filter((title) => restored.includes(title));
  const message = [
    reasonOf(cause),
    failed.length > 0 ? m.undoHalf(failed.join(', ')) : m.undoPutBack,
    ...(undone.length > 0 ? [m.undoPutBackExcept(undone.join(', '))] : []),
    ...(left.length > 0 ? [m.commandLeft(left.join(', '))] : []),
  ].join(' ');
  const later = m.notRestoredHint(runs[0]?.directory ?? '');
  const hint = failed.length > 0 ? later : cause instanceof ExposeError ? cause.hint : undefined;
  return { failed: failed.length > 0, thrown: new ExposeError('apply-failed', message, hint, { cause }) };
}

async function putBackFile({ history: { realPath }, now }: FileRestore, system: System): Promise<void> {
  const { files } = system;
  if (now === undefined) return files.remove(realPath);
  const { bytes, mode, owner } = now;
  const there = await readState(system, realPath);
  if (there !== undefined && sha256(there.bytes) === sha256(bytes)) {
    if (there.mode !== mode) await files.changeMode(realPath, mode);
    return;
  }
  await files.makeDirectory(path.dirname(realPath));
  await files.writeAtomic(realPath, bytes, { mode, owner });
}

/**
 * Simulates undoing the runs without touching anything. Throws ExposeError: 'changed-since' for a file that someone
 * else has changed, 'environment' for one that cannot be written.
 */
export async function assertUndoable(runs: readonly Run[], options: UndoOptions): Promise<void> {
  if (!options.force) await assertNoForeignChanges(runs, options);
  const { system } = options;
  for (const { path: shown, realPath, goal } of historiesOf(runs)) {
    const now = await readState(system, realPath);
    if ((now === undefined ? null : sha256(now.bytes)) === (goal?.sha256 ?? null) && now?.mode === goal?.mode)
      continue;
    const isForeign = system.uid !== undefined && now?.owner !== undefined && now.owner.uid !== system.uid;
    if (isForeign && goal !== null && system.uid !== 0) {
      const m = t().system;
      throw new ExposeError('environment', t().plan.undoNotBegun(m.ownerNotKept(shown)), m.ownerNotKeptHint);
    }
    // Both a safe write and a removal need the directory only: a new name in it stands for them.
    if (await system.files.isWritable(path.join(path.dirname(realPath), '.jupyter-expose'))) continue;
    const directory = path.dirname(realPath);
    throw new ExposeError(
      'environment',
      t().plan.undoNotWritable(shown, directory),
      t().system.directoryNotWritableHint(directory),
    );
  }
}

async function assertNoForeignChanges(runs: readonly Run[], location: JournalLocation): Promise<void> {
  const { system } = location;
  const every = await listRuns(location);
  const passed = new Map<string, string | null>();
  for (const run of runs) {
    for (const history of historiesOf([run], every)) {
      const { path, realPath, goal, known } = history;
      const fine = passed.has(realPath)
        ? known.has(passed.get(realPath) ?? null)
        : await isFine(history, system);
      if (!fine) throw new ExposeError('changed-since', t().plan.undoChanged(path), t().plan.undoChangedHint);
      passed.set(realPath, goal?.sha256 ?? null);
    }
  }
}

async function isFine(history: FileHistory, system: System): Promise<boolean> {
  const now = await readState(system, history.realPath);
  const already = (now === undefined ? null : sha256(now.bytes)) === (history.goal?.sha256 ?? null);
  return already || isOurs(history, now, system);
}
