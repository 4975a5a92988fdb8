import path from 'node:path';
import { ExposeError } from '../errors.ts';
import { groupBy } from '../group-by.ts';
import { t } from '../messages/index.ts';
import type { World } from '../net/network.ts';
import { isLeftover } from '../system/atomic-write.ts';
import type { System } from '../system/system.ts';
import { takeBackAction } from './action.ts';
import type { RecordedChange, Run } from './journal.ts';
import { sha256 } from './journal.ts';
import { readState } from './prepare.ts';
import type { FileState } from './prepared.ts';
import { typedLine } from './sudo.ts';

/** What taking a run back did, by path as the person knows it. */
export interface Restoration {
  readonly restored: readonly string[];
  /** Did not exist before the run. */
  readonly removed: readonly string[];
  /** Left as it is, because somebody else changed it since. */
  readonly kept: readonly string[];
  /** Commands that could not be taken back: what they do, and the line that would. */
  readonly left: readonly string[];
  readonly failed: readonly { readonly path: string; readonly error: unknown }[];
}

/** All changes that a run made to one file: it goes back to before the first. */
interface FileHistory {
  readonly path: string;
  readonly realPath: string;
  readonly goal: RecordedChange['before'];
  /** Of the directory, where the run took that away with the file. */
  readonly directoryMode: number | undefined;
  /** Hashes of every state that this run left the file in; null: no such file. */
  readonly known: ReadonlySet<string | null>;
}

/** `later`: runs of the schedule after this one. What they made of a file that this run left is as good as its own. */
export function historiesOf({ record }: Run, later: readonly Run[] = []): FileHistory[] {
  return [...groupBy(record.changes, ({ realPath }) => realPath)].map(([realPath, changes]) => ({
    path: changes[0]?.path ?? realPath,
    realPath,
    goal: changes[0]?.before ?? null,
    directoryMode: changes.find(({ directoryMode }) => directoryMode !== undefined)?.directoryMode,
    known: knownStates(
      changes,
      later.flatMap((run) => run.record.changes.filter((change) => change.realPath === realPath)),
    ),
  }));
}

/** A renewal that began from a state of somebody else's does not make that state ours. */
function knownStates(
  own: readonly RecordedChange[],
  renewals: readonly RecordedChange[],
): ReadonlySet<string | null> {
  const known = new Set(own.flatMap(({ before, after }) => [before?.sha256 ?? null, after?.sha256 ?? null]));
  for (const { before, after } of renewals)
    if (known.has(before?.sha256 ?? null)) known.add(after?.sha256 ?? null);
  return known;
}

/** The finished runs of the schedule after this one, oldest first. `runs` as listRuns gives them. */
export function renewalsAfter(run: Run, runs: readonly Run[]): Run[] {
  return runs
    .filter(
      ({ record: { by, state, id } }) => by === 'schedule' && state === 'finished' && id > run.record.id,
    )
    .toReversed();
}

/** Is the file as this run left it? Not so when somebody else wrote to it, or put another file in its place. */
export async function isOurs(
  history: FileHistory,
  now: FileState | undefined,
  system: System,
): Promise<boolean> {
  if (!history.known.has(now === undefined ? null : sha256(now.bytes))) return false;
  return (await system.files.realPath(history.path)) === history.realPath;
}

/**
 * Puts every file back as it was before the run, bytes and mode, and removes what the run made. Doing it twice
 * does nothing more, so it can be cut off anywhere and begun again. One file's trouble does not stop the others.
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
  const takeBackDownTo = async (position: number) => {
    for (let last = commands.at(-1); last !== undefined && last.after > position; last = commands.at(-1)) {
      commands.pop();
      const done = await takeBackAction(last, world);
      if (done === 'restored') outcome.restored.push(last.title);
      if (done === 'left')
        left.push(
          last.undo ? `${last.title} (${typedLine(last.undo, last.needsRoot ?? false, system)})` : last.title,
        );
    }
  };
  for (const [index, history] of historiesOf(run, later).reverse().entries()) {
    await takeBackDownTo(run.record.changes.findIndex(({ realPath }) => realPath === history.realPath));
    try {
      const done = await restoreFile(run, history, system, force ? `${index}.replaced` : undefined);
      if (done !== 'already') outcome[done].push(history.path);
    } catch (error) {
      failed.push({ path: history.path, error });
    }
  }
  await takeBackDownTo(-1);
  const directories = run.record.changes.flatMap((change) => change.directories);
  for (const directory of [...new Set(directories)].reverse()) {
    await system.files.removeEmptyDirectory(directory).catch(() => undefined); // only tidiness
  }
  return { ...outcome, left, failed };
}

/** Temporary files that were never renamed into place: they may hold a hash, and keep directories from being empty. */
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
