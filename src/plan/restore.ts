import path from 'node:path';
import { ExposeError } from '../errors.ts';
import { groupBy } from '../group-by.ts';
import { t } from '../messages/index.ts';
import type { World } from '../net/network.ts';
import { isLeftover } from '../system/atomic-write.ts';
import type { System } from '../system/system.ts';
import { undoAction } from './action.ts';
import type { RecordedChange, Run } from './journal.ts';
import { sha256 } from './journal.ts';
import { readState } from './prepare.ts';
import type { FileState } from './prepared-plan.ts';
import { typedLine } from './sudo.ts';

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

/** All changes of a run to one file, which is restored to the state before the first. */
interface FileHistory {
  readonly path: string;
  readonly realPath: string;
  readonly goal: RecordedChange['before'];
  /** The mode of the directory, if the run removed it with the file. */
  readonly directoryMode: number | undefined;
  /** Hashes of every state in which this run left the file; null if the file did not exist. */
  readonly known: ReadonlySet<string | null>;
}

/** `later`: the schedule's runs after this one. The states that they made from this run's states count as ours. */
export function historiesOf({ record }: Run, later: readonly Run[] = []): FileHistory[] {
  return [...groupBy(record.changes, ({ realPath }) => realPath)].map(([realPath, changes]) => ({
    path: changes[0].path,
    realPath,
    goal: changes[0].before,
    directoryMode: changes.find(({ directoryMode }) => directoryMode !== undefined)?.directoryMode,
    known: knownStates(
      changes,
      later.flatMap((run) => run.record.changes.filter((change) => change.realPath === realPath)),
    ),
  }));
}

/** A renewal that started from a foreign state does not make that state ours. */
function knownStates(
  own: readonly RecordedChange[],
  renewals: readonly RecordedChange[],
): ReadonlySet<string | null> {
  const known = new Set(own.flatMap(({ before, after }) => [before?.sha256 ?? null, after?.sha256 ?? null]));
  for (const { before, after } of renewals)
    if (known.has(before?.sha256 ?? null)) known.add(after?.sha256 ?? null);
  return known;
}

/** The schedule's finished runs after this one, oldest first. `runs` in the order of listRuns. */
export function renewalsAfter(run: Run, runs: readonly Run[]): Run[] {
  return runs
    .filter(
      ({ record: { by, state, id } }) => by === 'schedule' && state === 'finished' && id > run.record.id,
    )
    .toReversed();
}

/** Whether the file is as this run left it: neither modified nor replaced by another file. */
export async function isOurs(
  history: FileHistory,
  now: FileState | undefined,
  system: System,
): Promise<boolean> {
  if (!history.known.has(now === undefined ? null : sha256(now.bytes))) return false;
  return (await system.files.realPath(history.path)) === history.realPath;
}

/**
 * Restores the bytes and mode of every file to the state before the run, and removes the files that the run created.
 * Idempotent, so it can be interrupted at any point and repeated. An error with one file does not stop the others.
 */
export async function restoreFiles(
  run: Run,
  world: World,
  force: boolean,
  later: readonly Run[] = [],
): Promise<Restoration> {
  const { system } = world;
  const outcome = { restored: [] as string[], removed: [] as string[], kept: [] as string[] };
  const left: string[] = [];
  const failed: { path: string; error: unknown }[] = [];
  await clearLeftovers(run, system);
  const commands = [...(run.record.commands ?? [])];
  const restoreDownTo = async (position: number) => {
    for (let last = commands.at(-1); last !== undefined && last.after > position; last = commands.at(-1)) {
      commands.pop();
      const done = await undoAction(last, world);
      if (done === 'restored') outcome.restored.push(last.title);
      if (done === 'left')
        left.push(
          last.undo ? `${last.title} (${typedLine(last.undo, last.needsRoot ?? false, system)})` : last.title,
        );
    }
  };
  for (const [index, history] of historiesOf(run, later).reverse().entries()) {
    await restoreDownTo(run.record.changes.findIndex(({ realPath }) => realPath === history.realPath));
    try {
      const done = await restoreFile(run, history, system, force ? `${index}.replaced` : undefined);
      if (done !== 'already') outcome[done].push(history.path);
    } catch (error) {
      failed.push({ path: history.path, error });
    }
  }
  await restoreDownTo(-1);
  const directories = run.record.changes.flatMap((change) => change.directories);
  for (const directory of [...new Set(directories)].reverse()) {
    await system.files.removeEmptyDirectory(directory).catch(() => undefined); // best effort
  }
  return { ...outcome, left, failed };
}

/**
 * Removes temporary files that were never renamed into place: they may contain a hash, and they keep directories from
 * being empty.
 */
async function clearLeftovers(run: Run, { files }: System): Promise<void> {
  const directories = run.record.changes.map(({ realPath }) => path.dirname(realPath));
  for (const directory of new Set([run.directory, ...directories])) {
    const names = await files.list(directory).catch(() => []);
    for (const name of names.filter((one) => isLeftover(directory, one)))
      await files.remove(path.join(directory, name)).catch(() => undefined);
  }
}

async function restoreFile(
  run: Run,
  history: FileHistory,
  system: System,
  keepAs: string | undefined,
): Promise<'restored' | 'removed' | 'kept' | 'already'> {
  const { files } = system;
  const { goal, realPath } = history;
  const now = await readState(system, realPath);
  const nowHash = now === undefined ? null : sha256(now.bytes);
  const modeDiffers = goal !== null && now?.mode !== goal.mode && system.platform !== 'win32';
  if (nowHash === (goal?.sha256 ?? null) && !modeDiffers) return 'already';
  if (!(await isOurs(history, now, system))) {
    if (keepAs === undefined) return 'kept';
    if (now !== undefined)
      await files.writeAtomic(path.join(run.directory, keepAs), now.bytes, { mode: 0o600 });
  }
  if (goal === null) {
    await files.remove(realPath);
    return 'removed';
  }
  if (nowHash === goal.sha256) {
    await files.changeMode(realPath, goal.mode);
    return 'restored';
  }
  const bytes = await readBackup(run, history, goal, system);
  await files.makeDirectory(path.dirname(realPath), history.directoryMode);
  await files.writeAtomic(realPath, bytes, { mode: goal.mode, owner: goal.owner });
  return 'restored';
}

async function readBackup(
  run: Run,
  history: FileHistory,
  goal: { readonly backup: string; readonly sha256: string },
  system: System,
): Promise<Uint8Array> {
  const file = path.join(run.directory, goal.backup);
  const bytes = await system.files.read(file);
  if (bytes !== undefined && sha256(bytes) === goal.sha256) return bytes;
  throw new ExposeError(
    'environment',
    t().plan.backupDamaged(history.path, file),
    t().plan.backupDamagedHint,
  );
}

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
