import path from 'node:path';
import { ExposeError, NotBegunError } from '../errors.ts';
import { t } from '../messages/index.ts';
import type { World } from '../net/network.ts';
import type { System } from '../system/system.ts';
import { doAction } from './action.ts';
import { beginRun, type RunOptions } from './begin-run.ts';
import type { ActionChange } from './change.ts';
import type { RecordedCommand, Run } from './journal.ts';
import { writeRecord, writeState } from './journal.ts';
import { readState, sameBytes, sameState } from './prepare.ts';
import type { FileState, PreparedCommand, PreparedFile, PreparedPlan } from './prepared-plan.ts';
import { describeRestoration, isUntouched, reasonOf, requireRestored, restoreFiles } from './restore.ts';

interface ApplyOptions extends RunOptions {
  /** On abort, everything done so far is rolled back. The reason, if it is an ExposeError, determines the exit code. */
  readonly signal?: AbortSignal;
  /** Called after each change. */
  readonly onChange?: (change: PreparedFile | PreparedCommand) => void;
  /** Called when a change with `mayFail` fails; the rest continues. */
  readonly onError?: (change: ActionChange, error: ExposeError) => void;
}

/**
 * Applies the changes, recording each in the journal first. The caller holds the lock of `lockDirectory` until
 * finishRun or rollbackRun. Throws ExposeError: 'changed-since' if a file differs from its prepared state;
 * 'environment' if the first write failed and nothing changed; 'apply-failed' or 'cancelled', after a rollback, with a
 * message that says so.
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
        const failure = await tryAction(change.change, options);
        run = await recordAction(run, at, resultOf(failure), system);
        if (failure && !change.change.mayFail) throw failure;
        if (failure) {
          failed.add(change.change.id);
          options.onError?.(change.change, failure);
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
    throw await rollBack(run, error, options);
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
    await system.files.changeMode(realPath, after.mode); // keeps the bytes and so the modification time
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

/** The error of an action that may fail or did not begin. Any other error is thrown. */
async function tryAction(change: ActionChange, world: World): Promise<ExposeError | undefined> {
  try {
    await doAction(change, world);
    return undefined;
  } catch (error) {
    const isKnown = error instanceof ExposeError && error.code === 'environment';
    if (isKnown && (change.mayFail || error instanceof NotBegunError)) return error;
    throw error;
  }
}

/** An action that never began needs no rollback. */
function resultOf(error: ExposeError | undefined): RecordedCommand['result'] {
  if (error === undefined) return 'done';
  return error instanceof NotBegunError ? 'pending' : 'failed';
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

/** Throws ExposeError('changed-since') if a file differs from the state that was prepared and shown. */
async function checkUnchanged(changes: PreparedPlan['changes'], system: System): Promise<void> {
  const seen = new Set<string>();
  for (const change of changes) {
    if (change.path === undefined) continue;
    const { path: shown, realPath, before } = change;
    if (seen.has(realPath)) continue; // a second change of one file starts from the first one's result
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

/** Rolls back the run and returns the error that says what failed and what the state is now. */
async function rollBack(run: Run | undefined, error: unknown, options: ApplyOptions): Promise<unknown> {
  const { system, signal } = options;
  const cancelled = signal?.aborted === true;
  const stopped = signal?.reason instanceof ExposeError ? signal.reason.code : 'cancelled';
  const said = error instanceof ExposeError ? error : undefined;
  let outcome = t().plan.nothingChanged;
  let untouched = true;
  if (run !== undefined) {
    const restoration = await restoreFiles([run], options, false);
    requireRestored(run, restoration, error);
    // On a full disk the journal cannot be written. The next command finds every file restored and closes the run.
    await writeState(system.files, run, 'rolled-back').catch(() => undefined);
    untouched = isUntouched(restoration);
    outcome = describeRestoration(restoration);
  }
  if (cancelled) return new ExposeError(stopped, t().plan.cancelled(outcome), undefined, { cause: error });
  const code = untouched && said !== undefined ? said.code : 'apply-failed';
  return new ExposeError(code, t().plan.failed(reasonOf(error), outcome), said?.hint, { cause: error });
}
