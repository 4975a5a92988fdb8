import { ExposeError } from '../errors.ts';
import { t } from '../messages/index.ts';
import type { CommandContext } from '../output/output.ts';
import { applyPlan } from '../plan/apply.ts';
import type { ActionChange } from '../plan/change.ts';
import type { JournalLocation, Run, RunBy } from '../plan/journal.ts';
import type { PreparedPlan } from '../plan/prepared-plan.ts';
import { describeRestoration, reasonOf } from '../plan/restore.ts';
import { finishRun, recoverAtStart, rollbackRun, withLock } from '../plan/transaction.ts';
import type { Finding } from '../situation/finding.ts';
import type { Situation } from '../situation/situation.ts';
import { readBack } from '../situation/verify-settings.ts';
import { requireServablePair } from '../state/server-pem.ts';
import type { ComposedPlan } from '../wizard/compose-plan.ts';
import { editedFiles } from './edited-files.ts';

/** Rolls back an interrupted run before anything is read. */
export async function recoverFirst(context: CommandContext, exposeDir: string): Promise<void> {
  const { output } = context;
  const recovery = await recoverAtStart(journalOf(context, exposeDir));
  if (!recovery) return;
  for (const { record } of recovery.runs) output.warn(t().init.recovered(record.id));
  output.warn(describeRestoration(recovery));
}

/** The journal of this context, with what rolls back its actions. */
export function journalOf(
  { system, network, buildUndo }: CommandContext,
  exposeDir: string,
): JournalLocation {
  return { system, network, buildUndo, exposeDir };
}

interface ApplyOptions {
  readonly by?: RunBy | undefined;
  /** The run that the plan joins: one `undo` restores both. */
  readonly run?: Run | undefined;
  /** Checks whether the plan took effect. A `fail` rolls everything back. */
  readonly verify?: ((signal: AbortSignal, applied: PreparedPlan) => Promise<readonly Finding[]>) | undefined;
}

export interface AppliedRun {
  /** The findings of `verify`, and the failures of changes that are allowed to fail. */
  readonly findings: readonly Finding[];
  /** Its directory in the journal contains the backups. */
  readonly run: Run;
}

/**
 * Applies a plan and calls `verify` to check that it took effect; if not, everything is rolled back and
 * ExposeError('apply-failed') gives the reason. Ctrl-C aborts the check and rolls everything back as well.
 */
export function applyChanges(
  context: CommandContext,
  prepared: PreparedPlan,
  exposeDir: string,
  { by = 'person', run: joined, verify = async () => [] }: ApplyOptions = {},
): Promise<AppliedRun> {
  const location = journalOf(context, exposeDir);
  // Whichever command made the plan, it must not leave server.pem with a key that does not match.
  requireServablePair(
    prepared.changes.map(({ change }) => change),
    exposeDir,
  );
  const problems: Finding[] = [];
  const onError = (change: ActionChange, error: ExposeError) => problems.push(findingOf(change, error));
  return withLock(location, () =>
    context.interruptions.critical(async (signal) => {
      const options = { ...location, signal, by, onError, ...(joined && { run: joined }) };
      const run = await applyPlan(prepared, options);
      const findings = await verify(signal, prepared).catch((error: unknown) =>
        rollBack(run, location, error),
      );
      if (signal.aborted) return rollBack(run, location, signal.reason);
      const failure = findings.find(({ status }) => status === 'fail');
      if (failure) return rollBack(run, location, failureOf(failure));
      // The next command would roll back a run that cannot be marked as finished, so do it now and report it.
      const finished = await finishRun(run, location).catch((error: unknown) =>
        rollBack(run, location, error),
      );
      return { findings: [...findings, ...problems], run: finished };
    }),
  );
}

async function rollBack(run: Run, location: JournalLocation, cause: unknown): Promise<never> {
  const restored = describeRestoration(await rollbackRun(run, location));
  const known = cause instanceof ExposeError ? cause : undefined;
  const code = known?.code === 'cancelled' || known?.code === 'terminated' ? known.code : 'apply-failed';
  const message = code === 'apply-failed' ? `${reasonOf(cause)} ${restored}` : t().plan.cancelled(restored);
  throw new ExposeError(code, message, known?.hint, { cause });
}

/** A failed action besides the files: the other changes stay. */
function findingOf({ id, otherwise }: ActionChange, { message, hint }: ExposeError): Finding {
  const text = [message, otherwise].filter(Boolean).join(' ');
  return { id, status: 'fail', message: text, ...(hint !== undefined && { fix: hint }) };
}

function failureOf({ message, fix }: Finding): ExposeError {
  return new ExposeError('apply-failed', message, fix);
}

/** Asks Jupyter whether the chosen settings are effective, and whether all others are what they were. */
export async function askJupyter(
  context: CommandContext,
  situation: Situation,
  { chosen }: Pick<ComposedPlan, 'chosen'>,
  signal: AbortSignal,
  applied: PreparedPlan,
): Promise<Finding[]> {
  const program = (await situation.get('target')).installed?.command;
  const now = await situation.afterApply();
  const read = () => readBack(now, chosen, { edited: editedFiles(applied), signal });
  return program === undefined ? read() : context.output.wait(t().init.asking(program), read);
}
