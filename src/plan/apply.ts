import path from 'node:path';
import { ExposeError, NotBegunError } from '../errors.ts';
import { t } from '../messages/index.ts';
import type { System } from '../system/system.ts';
import { doAction } from './action.ts';
import type { ActionChange } from './change.ts';
import type { RecordedCommand, Run } from './journal.ts';
import {
  journalDirectory,
  listRunIds,
  makeJournal,
  makeRunId,
  type Place,
  type RecordedChange,
  type RunBy,
  type RunRecord,
  removeRun,
  sha256,
  writeRecord,
  writeState,
} from './journal.ts';
import { readState, sameBytes, sameState } from './prepare.ts';
import type { FileState, PreparedCommand, PreparedFile, PreparedPlan } from './prepared.ts';
import { isUntouched, reasonOf, requireRestored, restoreFiles, tellRestoration } from './restore.ts';

interface ApplyOptions extends RunOptions {
  /** Aborted: takes back what was done. Its reason, if it is an ExposeError, gives the exit code. */
  readonly signal?: AbortSignal;
  /** After each change that was made. */
  readonly onChange?: (change: PreparedFile | PreparedCommand) => void;
  /** What may fail did, and the rest goes on. */
  readonly onTrouble?: (change: ActionChange, error: ExposeError) => void;
}

/**
 * Makes the changes, each written to the journal first. The caller holds the lock of `lockDirectory` from here
 * until finishRun or rollbackRun. Throws ExposeError: 'changed-since' when a file is no longer as it was
 * prepared; 'environment' when the first write was refused and nothing was changed; 'apply-failed', or 'cancelled',
 * after everything was taken back, with a sentence that says so.
 */
export async function applyPlan(prepared: PreparedPlan, options: ApplyOptions): Promise<Run> {
  const { system } = options;
  if (prepared.changes.length === 0) throw new ExposeError('internal', 'A plan without changes was applied.');
  let run = options.run;
  try {
    options.signal?.throwIfAborted();
    await checkUnchanged(prepared.changes, system);
    run = await beginRun(prepared, options);
    const failed = new Set<string>();
    let position = (run.record.commands?.length ?? 0) - actionsIn(prepared);
    for (const change of prepared.changes) {
      options.signal?.throwIfAborted();
      const { needs } = change.change;
      const isLost = needs !== undefined && failed.has(needs);
      if (change.path === undefined) {
        const at = position++;
        if (isLost) {
          failed.add(change.change.id);
          continue;
        }
        run = await recordAction(run, at, 'begun', system);
        const trouble = await tryAction(change.change, system);
        run = await recordAction(run, at, resultOf(trouble), system);
        if (trouble && !change.change.mayFail) throw trouble;
        if (trouble) {
          failed.add(change.change.id);
          options.onTrouble?.(change.change, trouble);
          continue;
        }
      } else {
        if (isLost) continue;
        await checkUnchanged([change], system);
        await makeChange(change, system);
        run = await recordDone(run, change, system);
      }
      options.onChange?.(change);
    }
    options.signal?.throwIfAborted();
    return await writeState(system.files, run, 'applied');
  } catch (error) {
    throw await takeBack(run, error, options);
  }
}

async function makeChange({ change, realPath, before, after }: PreparedFile, system: System): Promise<void> {
  if (after === undefined) {
    await system.files.remove(realPath);
    if (change.kind === 'remove-file' && change.withDirectory)
      await system.files.removeEmptyDirectory(path.dirname(realPath));
    return;
  }
  if (before !== undefined && sameBytes(before.bytes, after.bytes)) {
    await system.files.changeMode(realPath, after.mode); // the bytes stay, and with them the time of change
    return;
  }
  await system.files.makeDirectory(path.dirname(realPath));
  await system.files.writeAtomic(realPath, after.bytes, { mode: after.mode });
}

function recordDone(run: Run, change: PreparedFile, system: System): Promise<Run> {
  const next = run.record.changes.findIndex(
    ({ realPath, result }) => realPath === change.realPath && result === 'pending',
  );
  const changes = run.record.changes.map((one, at) =>
    at === next ? { ...one, result: 'done' as const } : one,
  );
  return writeRecord(system.files, run.directory, { ...run.record, changes });
}

/** What went wrong with an action that may fail, or was not begun; anything else that goes wrong is thrown. */
async function tryAction(change: ActionChange, system: System): Promise<ExposeError | undefined> {
  try {
    await doAction(change, system);
    return undefined;
  } catch (error) {
    const isKnown = error instanceof ExposeError && error.code === 'environment';
    if (isKnown && (change.mayFail || error instanceof NotBegunError)) return error;
    throw error;
  }
}

/** What never began needs no taking back. */
function resultOf(trouble: ExposeError | undefined): RecordedCommand['result'] {
  if (trouble === undefined) return 'done';
  return trouble instanceof NotBegunError ? 'pending' : 'failed';
}

function actionsIn({ changes }: PreparedPlan): number {
  return changes.filter(({ path: file }) => file === undefined).length;
}

function recordAction(
  run: Run,
  position: number,
  result: RecordedCommand['result'],
  system: System,
): Promise<Run> {
  const commands = (run.record.commands ?? []).map((one, at) => (at === position ? { ...one, result } : one));
  return writeRecord(system.files, run.directory, { ...run.record, commands });
}

/** Is every file still as it was when the changes were prepared, and shown? */
async function checkUnchanged(changes: PreparedPlan['changes'], system: System): Promise<void> {
  const seen = new Set<string>();
  for (const change of changes) {
    if (change.path === undefined) continue;
    const { path: shown, realPath, before } = change;
    if (seen.has(realPath)) continue; // a second change of one file starts from the first
    seen.add(realPath);
    const now = await readState(system, shown);
    const same = isSame(before, now, system) && (await system.files.realPath(shown)) === realPath;
    if (!same)
      throw new ExposeError('changed-since', t().plan.changedSince(shown), t().plan.changedSinceHint);
  }
}

function isSame(a: FileState | undefined, b: FileState | undefined, system: System): boolean {
  return a === undefined || b === undefined ? a === b : sameState(a, b, system.platform);
}

/** Undoes what was done so far and returns the error that says what went wrong and how things are now. */
async function takeBack(
  run: Run | undefined,
  error: unknown,
  { system, signal }: ApplyOptions,
): Promise<unknown> {
  const cancelled = signal?.aborted === true;
  const stopped = signal?.reason instanceof ExposeError ? signal.reason.code : 'cancelled';
  const said = error instanceof ExposeError ? error : undefined;
  let outcome = t().plan.nothingChanged;
  let untouched = true;
  if (run !== undefined) {
    const restoration = await restoreFiles(run, system, false);
    requireRestored(run, restoration, error);
    // On a full disk the journal cannot be written; the next command finds everything in place and closes it.
    await writeState(system.files, run, 'rolled-back').catch(() => undefined);
    untouched = isUntouched(restoration);
    outcome = tellRestoration(restoration);
  }
  if (cancelled) return new ExposeError(stopped, t().plan.cancelled(outcome), undefined, { cause: error });
  const code = untouched && said !== undefined ? said.code : 'apply-failed';
  return new ExposeError(code, t().plan.failed(reasonOf(error), outcome), said?.hint, { cause: error });
}

/** Whose run it is, and where it is written down. */
interface RunOptions extends Place {
  readonly by?: RunBy;
  /** A second plan under the same run: one `undo` takes back both, and so does a failure. */
  readonly run?: Run;
}

/**
 * Writes down what is about to be done: first the backups, then in one instant the record that counts on them.
 * Until that instant there is no run, and nothing of it to take back. With `run` the changes are added to that run.
 */
async function beginRun(prepared: PreparedPlan, options: RunOptions): Promise<Run> {
  const { system } = options;
  if (options.run !== undefined) {
    const { directory, record } = options.run;
    const first = record.changes.length;
    const added = await backUp(filesOf(prepared), directory, first, system);
    return writeRecord(system.files, directory, {
      ...record,
      state: 'applying',
      changes: [...record.changes, ...added],
      ...commandsOf(prepared, first, record.commands),
    });
  }
  await makeJournal(options);
  const now = system.now();
  const id = makeRunId(now, system.randomBytes(3), (await listRunIds(options)).at(-1));
  const directory = path.join(journalDirectory(options.exposeDir), id);
  try {
    await system.files.makeDirectory(directory);
    const changes = await backUp(filesOf(prepared), directory, 0, system);
    const record: RunRecord = {
      schema: 1,
      id,
      command: prepared.command,
      by: options.by ?? 'person',
      started: now.toISOString(),
      state: 'applying',
      force: false,
      changes,
      ...commandsOf(prepared, 0),
    };
    return await writeRecord(system.files, directory, record);
  } catch (error) {
    await removeRun(system.files, directory).catch(() => undefined); // the next recovery clears it away
    throw error;
  }
}

function filesOf({ changes }: PreparedPlan): PreparedFile[] {
  return changes.filter((change): change is PreparedFile => change.path !== undefined);
}

/** The programs, each with its place among the files; nothing where there are none. */
function commandsOf(
  { changes }: PreparedPlan,
  first: number,
  earlier: readonly RecordedCommand[] = [],
): Pick<RunRecord, 'commands'> {
  let after = first;
  const commands = [...earlier];
  for (const one of changes) {
    if (one.path !== undefined) after++;
    else commands.push(recordOf(one, after));
  }
  return commands.length === 0 ? {} : { commands };
}

function recordOf({ change }: PreparedCommand, after: number): RecordedCommand {
  const { id, title } = change;
  const base = { id, title, after, result: 'pending' as const };
  if (change.kind === 'map-port') {
    const { want, mapping, replaces } = change;
    return { ...base, router: { want, mapping, ...(replaces && { replaces }) } };
  }
  const { undo, undoInput, needsRoot } = change;
  return {
    ...base,
    ...(undo !== undefined && { undo }),
    ...(undoInput !== undefined && { undoInput }),
    ...(needsRoot && { needsRoot }),
  };
}

async function backUp(
  changes: readonly PreparedFile[],
  directory: string,
  firstNumber: number,
  system: System,
): Promise<RecordedChange[]> {
  const recorded: RecordedChange[] = [];
  for (const [index, prepared] of changes.entries()) {
    const { change, path: shown, realPath, before, after } = prepared;
    const backup = `${firstNumber + index}.before`;
    if (before !== undefined)
      await system.files.writeAtomic(path.join(directory, backup), before.bytes, { mode: 0o600 });
    recorded.push({
      kind: change.kind,
      path: shown,
      realPath,
      before: before === undefined ? null : { ...recordedState(before), backup, ...ownerOf(before) },
      after: after === undefined ? null : recordedState(after),
      ...('directoryMode' in prepared && { directoryMode: prepared.directoryMode }),
      directories: await missingDirectories(realPath, system),
      result: 'pending',
    });
  }
  return recorded;
}

function recordedState({ bytes, mode }: FileState) {
  return { sha256: sha256(bytes), mode };
}

/** Of what is only changed the file itself keeps the owner. */
function ownerOf({ owner }: FileState) {
  return owner === undefined ? {} : { owner };
}

/** The directories that have to be made for this file, outermost first. */
async function missingDirectories(realPath: string, system: System): Promise<string[]> {
  const missing: string[] = [];
  let directory = path.dirname(realPath);
  while ((await system.files.facts(directory)) === undefined && directory !== path.dirname(directory)) {
    missing.unshift(directory);
    directory = path.dirname(directory);
  }
  return missing;
}
