import { ExposeError } from '../errors.ts';
import { t } from '../messages/index.ts';
import type { CommandContext } from '../output/output.ts';
import { applyPlan } from '../plan/apply.ts';
import type { ActionChange } from '../plan/change.ts';
import type { Run, RunBy } from '../plan/journal.ts';
import type { PreparedPlan } from '../plan/prepared.ts';
import { reasonOf, tellRestoration } from '../plan/restore.ts';
import { finishRun, recoverAtStart, rollbackRun, underLock } from '../plan/transaction.ts';
import type { Finding } from '../situation/finding.ts';
import { readBack } from '../situation/read-back.ts';
import type { Situation } from '../situation/situation.ts';
import { requireServablePair } from '../state/server-pem.ts';
import type { ComposedPlan } from '../wizard/compose.ts';

/** Rolls back an interrupted run before anything is read. */
export async function recoverFirst(
  { system, network, talk }: CommandContext,
  exposeDir: string,
): Promise<void> {
  const recovery = await recoverAtStart({ system, network, exposeDir });
  if (!recovery) return;
  for (const { record } of recovery.runs) talk.warn(t().init.recovered(record.id));
  talk.warn(tellRestoration(recovery));
}

interface ApplyOptions {
  readonly by?: RunBy | undefined;
  /** The run that the plan joins: one `undo` restores both. */
  readonly run?: Run | undefined;
  /** Checks whether the plan took effect. A `fail` rolls everything back. */
  readonly verify?: ((signal: AbortSignal) => Promise<readonly Finding[]>) | undefined;
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
  const place = { system: context.system, network: context.network, exposeDir };
  // Whichever command made the plan, it must not leave server.pem with a key that does not match.
  requireServablePair(
    prepared.changes.map(({ change }) => change),
    exposeDir,
  );
  const troubles: Finding[] = [];
  const onTrouble = (change: ActionChange, error: ExposeError) => troubles.push(troubleOf(change, error));
  return underLock(place, () =>
    context.interruptions.critical(async (signal) => {
      const options = { ...place, signal, by, onTrouble, ...(joined && { run: joined }) };
      const run = await applyPlan(prepared, options);
      const findings = await verify(signal).catch((error: unknown) => rollBack(run, context, error));
      if (signal.aborted) return rollBack(run, context, signal.reason);
      const failure = findings.find(({ status }) => status === 'fail');
      if (failure) return rollBack(run, context, failureOf(failure));
      // The next command would roll back a run that cannot be marked as finished, so do it now and report it.
      const finished = await finishRun(run, place).catch((error: unknown) => rollBack(run, context, error));
      return { findings: [...findings, ...troubles], run: finished };
    }),
  );
}

async function rollBack(run: Run, context: CommandContext, cause: unknown): Promise<never> {
  const restored = tellRestoration(await rollbackRun(run, context));
  const said = cause instanceof ExposeError ? cause : undefined;
  const code = said?.code === 'cancelled' || said?.code === 'terminated' ? said.code : 'apply-failed';
  const message = code === 'apply-failed' ? `${reasonOf(cause)} ${restored}` : t().plan.cancelled(restored);
  throw new ExposeError(code, message, said?.hint, { cause });
}

/** A failed action besides the files: the other changes stay. */
function troubleOf({ id, otherwise }: ActionChange, { message, hint }: ExposeError): Finding {
  const said = [message, otherwise].filter(Boolean).join(' ');
  return { id, status: 'fail', message: said, ...(hint !== undefined && { fix: hint }) };
}

function failureOf({ message, fix }: Finding): ExposeError {
  return new ExposeError('apply-failed', message, fix);
}

/** Asks Jupyter whether the chosen settings are effective. */
export async function askJupyter(
  context: CommandContext,
  situation: Situation,
  { chosen }: Pick<ComposedPlan, 'chosen'>,
  signal: AbortSignal,
): Promise<Finding[]> {
  const program = (await situation.get('target')).installed?.command;
  const now = await situation.afterApply();
  const read = () => readBack(now, chosen, signal);
  return program === undefined ? read() : context.talk.wait(t().init.asking(program), read);
}
