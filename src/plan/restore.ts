import path from 'node:path';
import { ExposeError } from '../errors.ts';
import { t } from '../messages/index.ts';
import { isLeftover } from '../system/atomic-write.ts';
import type { System } from '../system/system.ts';
import { rollbackOf } from './action.ts';
import { type FileHistory, historiesOf, isOurs } from './file-history.ts';
import type { JournalLocation, RecordedCommand, Run } from './journal.ts';
import { sha256 } from './journal.ts';
import { readState } from './prepare.ts';
import type { FileState } from './prepared-plan.ts';

/** The result of restoring a run, by path as the user gave it. */
export interface Restoration {
  readonly restored: readonly string[];
  /** Removed files, which did not exist before the run. */
  readonly removed: readonly string[];
  /** Files left as they are, because someone else changed them since. */
  readonly kept: readonly string[];
  /** Commands that could not be rolled back: their title and the line that would do it. */
  readonly left: readonly string[];
  readonly failed: readonly { readonly path: string; readonly error: unknown }[];
}

/**
 * Restores the bytes and mode of every file to the state before the run, and removes the files that the run created.
 * Idempotent, so it can be interrupted at any point and repeated. An error with one file does not stop the others,
 * except that nothing is removed: a config that could not be restored may name what would go. `runs`: newest first;
 * several are restored to the state before the oldest.
 */
export async function restoreFiles(
  runs: readonly Run[],
  location: JournalLocation,
  force: boolean,
  every: readonly Run[] = [],
): Promise<Restoration> {
  const { system } = location;
  const outcome = emptyOutcome();
  const failed: { path: string; error: unknown }[] = [];
  await clearLeftovers(runs, system);
  const attempt = async (file: string, work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      failed.push({ path: file, error });
    }
  };
  const removals: FileRestore[] = [];
  for (const [index, history] of historiesOf(runs, every).reverse().entries())
    await attempt(history.path, async () => {
      const file = await prepareRestore(history, system, force ? replacedName(runs, index) : undefined);
      if (file.outcome === 'removed') removals.push(file);
      else await finishRestore(file, outcome);
    });
  const hasFailed = failed.length > 0;
  await runBackwards(runs, location, outcome, hasFailed ? [] : removals, (file) =>
    attempt(file.history.path, () => finishRestore(file, outcome)),
  );
  await removeMadeDirectories(runs, system);
  return { ...outcome, failed };
}

export interface Outcome {
  readonly restored: string[];
  readonly removed: string[];
  readonly kept: string[];
  readonly left: string[];
}

export function emptyOutcome(): Outcome {
  return { restored: [], removed: [], kept: [], left: [] };
}

/** Where a file that `--force` replaces is kept. */
export function replacedName([newest]: readonly Run[], index: number): string {
  return path.join(newest?.directory ?? '', `${index}.replaced`);
}

/** Commits the file and notes it in the outcome. */
export async function finishRestore(file: FileRestore, outcome: Outcome): Promise<void> {
  await file.commit();
  if (file.outcome !== 'already') outcome[file.outcome].push(file.history.path);
}

/**
 * Rolls back the actions, last first, and removes each file when the actions after it are rolled back: a timer is
 * switched off before its unit goes, and the units are read again afterwards.
 */
export async function runBackwards(
  runs: readonly Run[],
  location: JournalLocation,
  outcome: Outcome,
  removals: readonly FileRestore[],
  remove: (file: FileRestore) => Promise<void>,
): Promise<void> {
  const waiting = new Map(removals.map((file) => [file.history.realPath, file]));
  for (const { record } of runs) {
    const commands = [...(record.commands ?? [])];
    for (let position = record.changes.length; position >= 0; position--) {
      while ((commands.at(-1)?.after ?? -1) >= position) {
        const last = commands.pop();
        if (last !== undefined) await rollBackAction(last, location, outcome);
      }
      const change = record.changes[position - 1];
      const file = change && waiting.get(change.realPath);
      if (file === undefined || !isFirstChange(runs, record, position - 1)) continue;
      waiting.delete(file.history.realPath);
      await remove(file);
    }
  }
}

/** Whether no earlier change of these runs concerns the same file. */
function isFirstChange(runs: readonly Run[], record: Run['record'], position: number): boolean {
  const realPath = record.changes[position]?.realPath;
  const oldest = runs.findLast((run) => run.record.changes.some((change) => change.realPath === realPath));
  return (
    oldest?.record === record &&
    record.changes.findIndex((change) => change.realPath === realPath) === position
  );
}

/**
 * Rolls back an action that was begun. One that cannot be rolled back is no error, because a program that no longer
 * exists must not block every later command: the user is told, with the line that would do it.
 */
async function rollBackAction(
  action: RecordedCommand,
  location: JournalLocation,
  { restored, left }: Outcome,
): Promise<void> {
  const { title, result } = action;
  if (result === 'pending') return;
  const rollback = await rollbackOf(action, location);
  if (await rollback?.run()) restored.push(title);
  else left.push(rollback?.line === undefined ? title : `${title} (${rollback.line})`);
}

/** Removes the directories that the runs made, if they are empty. Best effort. */
export async function removeMadeDirectories(runs: readonly Run[], { files }: System): Promise<void> {
  const directories = runs.flatMap(({ record }) => record.changes.flatMap((change) => change.directories));
  for (const directory of [...new Set(directories)].sort().reverse())
    await files.removeEmptyDirectory(directory).catch(() => undefined);
}

/**
 * Removes temporary files that were never renamed into place: they may contain a hash, and they keep directories from
 * being empty.
 */
export async function clearLeftovers(runs: readonly Run[], { files }: System): Promise<void> {
  const directories = runs.flatMap(({ directory, record }) => [
    directory,
    ...record.changes.map(({ realPath }) => path.dirname(realPath)),
  ]);
  for (const directory of new Set(directories)) {
    const names = await files.list(directory).catch(() => []);
    for (const name of names.filter((one) => isLeftover(directory, one)))
      await files.remove(path.join(directory, name)).catch(() => undefined);
  }
}

/** What restores one file. Whatever needs room on the disk is done; the file itself is untouched until `commit`. */
export interface FileRestore {
  readonly history: FileHistory;
  readonly outcome: 'restored' | 'removed' | 'kept' | 'already';
  readonly now: FileState | undefined;
  commit(): Promise<void>;
  discard(): Promise<void>;
}

const nothing = async () => undefined;

/** `keepAs`: the path that keeps a file changed by someone else; without it that file is left alone. */
export async function prepareRestore(
  history: FileHistory,
  system: System,
  keepAs: string | undefined,
): Promise<FileRestore> {
  const { files } = system;
  const { goal, realPath } = history;
  const isElsewhere = (await files.realPath(history.path)) !== realPath;
  const now = await readState(system, realPath);
  const as = (
    outcome: FileRestore['outcome'],
    commit = nothing as () => Promise<void>,
    discard = nothing,
  ) => ({
    history,
    outcome,
    now,
    commit,
    discard,
  });
  // A link that leads elsewhere by now must not decide what is written.
  if (isElsewhere) return as('kept');
  const nowHash = now === undefined ? null : sha256(now.bytes);
  const modeDiffers = goal !== null && now?.mode !== goal.mode && system.platform !== 'win32';
  if (nowHash === (goal?.sha256 ?? null) && !modeDiffers) return as('already');
  if (!(await isOurs(history, now, system))) {
    if (keepAs === undefined) return as('kept');
    if (now !== undefined) await files.writeAtomic(keepAs, now.bytes, { mode: 0o600 });
  }
  if (goal === null) return as('removed', () => files.remove(realPath));
  if (nowHash === goal.sha256) return as('restored', () => files.changeMode(realPath, goal.mode));
  const bytes = await readBackup(history, goal.sha256, system);
  const made = await files.makeDirectory(path.dirname(realPath), history.directoryMode);
  const staged = await files.stage(realPath, bytes, { mode: goal.mode, owner: goal.owner });
  return as('restored', staged.commit, async () => {
    await staged.discard();
    for (const directory of made.toReversed())
      await files.removeEmptyDirectory(directory).catch(() => undefined);
  });
}

async function readBackup({ path: shown, backup }: FileHistory, hash: string, system: System) {
  const bytes = await system.files.read(backup);
  if (bytes !== undefined && sha256(bytes) === hash) return bytes;
  throw new DamagedBackupError(
    'environment',
    t().plan.backupDamaged(shown, backup),
    t().plan.backupDamagedHint,
  );
}

/** The file cannot be restored from the journal, now or later. */
export class DamagedBackupError extends ExposeError {}

/** Whether nothing had to be restored. */
export function isUntouched({ restored, removed, left, failed }: Restoration): boolean {
  return restored.length + removed.length + left.length + failed.length === 0;
}

/** "Restored …" or "Nothing was changed", followed by what was left alone. */
export function describeRestoration(restoration: Restoration): string {
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

/** Throws if a file could not be restored. The run stays open in the journal for the next attempt. */
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
