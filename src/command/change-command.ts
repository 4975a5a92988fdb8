import { ExposeError } from '../errors.ts';
import { requireServablePair } from '../features/tls/server-pem.ts';
import { t } from '../messages/index.ts';
import type { CommandContext } from '../output/context.ts';
import type { Talk } from '../output/output.ts';
import { applyPlan } from '../plan/apply.ts';
import type { ActionChange } from '../plan/change.ts';
import type { PreparedPlan } from '../plan/prepared.ts';
import type { Recovery } from '../plan/recover.ts';
import type { Run, RunBy } from '../plan/run-record.ts';
import { tellRestoration } from '../plan/taken-back.ts';
import { finishRun, rollbackRun } from '../plan/transaction.ts';
import { recoverAtStart, underLock } from '../plan/under-lock.ts';
import type { Finding } from '../situation/finding.ts';

/** What a run that was cut off had begun is taken back before anything is read. */
export async function recoverFirst({ system, talk }: CommandContext, exposeDir: string): Promise<void> {
  tellRecovery(talk, await recoverAtStart({ system, exposeDir }));
}

/** Says what an earlier run had left half done. */
export function tellRecovery(talk: Talk, recovery: Recovery | undefined): void {
  if (!recovery) return;
  for (const { record } of recovery.runs) talk.warn(t().init.recovered(record.id));
  talk.warn(tellRestoration(recovery));
}

export interface VerifiedRun {
  readonly findings: readonly Finding[];
  /** Its directory in the journal has the backups. */
  readonly run: Run;
}

/**
 * Applies a plan and asks `verify` whether it took effect; when it did not, everything is put back and
 * ExposeError('apply-failed') says why. Ctrl-C in the middle ends the asking and puts everything back as well.
 */
export function applyVerified(
  context: CommandContext,
  prepared: PreparedPlan,
  exposeDir: string,
  verify: (signal: AbortSignal) => Promise<readonly Finding[]>,
  { by = 'person', run: joined }: { readonly by?: RunBy; readonly run?: Run | undefined } = {},
): Promise<VerifiedRun> {
  const place = { system: context.system, exposeDir };
  guard(prepared, exposeDir);
  const troubles: Finding[] = [];
  const onTrouble = (change: ActionChange, error: ExposeError) => troubles.push(troubleOf(change, error));
  return underLock(place, () =>
    context.interruptions.critical(async (signal) => {
      const run = await applyPlan(prepared, {
        ...place,
        signal,
        by,
        onTrouble,
        ...(joined && { run: joined }),
      });
      const findings = await verify(signal).catch((error: unknown) => rollBack(run, context, error));
      if (signal.aborted) return rollBack(run, context, signal.reason);
      const failure = findings.find(({ status }) => status === 'fail');
      if (failure) return rollBack(run, context, failureOf(failure));
      // A run that cannot be marked as finished would be taken back by the next command: better now, and said.
      const finished = await finishRun(run, place).catch((error: unknown) => rollBack(run, context, error));
      return { findings: [...findings, ...troubles], run: finished };
    }),
  );
}

/**
 * Applies a plan that nothing needs to verify. Returns what of it failed that may fail. With `run` it joins that one, which
 * `undo` then takes back as a whole.
 */
export async function applyPrepared(
  context: CommandContext,
  prepared: PreparedPlan,
  exposeDir: string,
  run?: Run,
): Promise<readonly Finding[]> {
  return (await applyVerified(context, prepared, exposeDir, async () => [], { run })).findings;
}

/** Whichever command made the plan: the served file never becomes a pair that does not fit. */
function guard({ changes }: PreparedPlan, exposeDir: string): void {
  requireServablePair(
    changes.map(({ change }) => change),
    exposeDir,
  );
}

async function rollBack(run: Run, { system }: CommandContext, cause: unknown): Promise<never> {
  const restored = tellRestoration(await rollbackRun(run, { system }));
  const said = cause instanceof ExposeError ? cause : undefined;
  const code = said?.code === 'cancelled' || said?.code === 'terminated' ? said.code : 'apply-failed';
  const message = code === 'apply-failed' ? `${reasonOf(cause)} ${restored}` : t().plan.cancelled(restored);
  throw new ExposeError(code, message, said?.hint, { cause });
}

/** What was to be done beside the files and could not be: the rest stands. */
function troubleOf({ id, otherwise }: ActionChange, { message, hint }: ExposeError): Finding {
  const said = [message, otherwise].filter(Boolean).join(' ');
  return { id, status: 'fail', message: said, ...(hint !== undefined && { fix: hint }) };
}

function failureOf({ message, fix }: Finding): ExposeError {
  return new ExposeError('apply-failed', message, fix);
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
