import { ExposeError } from '../errors.ts';
import { commandLine } from '../messages/command-line.ts';
import { t } from '../messages/index.ts';
import type { CommandContext, Talk } from '../output/output.ts';
import { describeChanges, showPlan } from '../output/plan.ts';
import { applyPlan } from '../plan/apply.ts';
import type { ActionChange, Change } from '../plan/change.ts';
import type { Run, RunBy } from '../plan/journal.ts';
import { preparePlan } from '../plan/prepare.ts';
import type { PreparedPlan } from '../plan/prepared.ts';
import { tellRestoration } from '../plan/restore.ts';
import type { Recovery } from '../plan/transaction.ts';
import { finishRun, recoverAtStart, rollbackRun, underLock } from '../plan/transaction.ts';
import { openAsker } from '../prompt/open.ts';
import type { Confirmation } from '../prompt/prompter.ts';
import { createResolver } from '../prompt/resolve.ts';
import type { Finding } from '../situation/finding.ts';
import type { Situation } from '../situation/situation.ts';
import { requireServablePair } from '../state/server-pem.ts';
import { readTerminal } from '../system/terminal.ts';
import { shellQuoted } from './program-name.ts';

/** What a run that was cut off had begun is taken back before anything is read. */
export async function recoverFirst({ system, talk }: CommandContext, exposeDir: string): Promise<void> {
  tellRecovery(talk, await recoverAtStart({ system, exposeDir }));
}

/** Says what an earlier run had left half done. */
function tellRecovery(talk: Talk, recovery: Recovery | undefined): void {
  if (!recovery) return;
  for (const { record } of recovery.runs) talk.warn(t().init.recovered(record.id));
  talk.warn(tellRestoration(recovery));
}

interface VerifiedRun {
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

type Words = Pick<Confirmation, 'label' | 'message'> & { readonly fallback?: boolean };

/** The one yes before something is changed; --yes gives it. Throws ExposeError('cancelled') with `declined` for a no. */
export async function confirmChange(
  context: CommandContext,
  yes: boolean,
  words: Words & { readonly declined: string },
): Promise<void> {
  const [agreed = false] = await confirmEach(context, yes, [words]);
  if (!agreed) throw new ExposeError('cancelled', words.declined);
}

/** A yes or a no to each of these; --yes gives every yes. */
export async function confirmEach(
  { system, talk }: CommandContext,
  yes: boolean,
  questions: readonly Words[],
): Promise<boolean[]> {
  if (yes) return questions.map(() => true);
  const say = (line: string) => talk.say(line);
  const terminal = readTerminal(system.env);
  const asker = await openAsker({ terminal, env: system.env, noInput: false, stdinTaken: false, yes, say });
  const resolver = createResolver({ flags: new Map(), env: {}, asker, yes, noInput: false, say });
  const answers: boolean[] = [];
  try {
    for (const { label, message, fallback = true } of questions)
      answers.push(await resolver.confirm({ label, message, fallback, flag: '--yes' }));
    await resolver.finish();
    return answers;
  } finally {
    resolver.close();
  }
}

interface FirewallWork {
  /** For the journal. */
  readonly command: string;
  readonly changes: readonly Change[];
  readonly exposeDir: string;
  /** Said beside the plan. */
  readonly notes: readonly string[];
  readonly confirm: { readonly label: string; readonly message: string; readonly declined: string };
  /** The sentence at the end. */
  readonly done: string;
  readonly document: Readonly<Record<string, unknown>>;
}

/** Show, confirm, apply, tell. */
export async function carryOutFirewall(
  context: CommandContext,
  flags: { readonly dryRun?: boolean; readonly yes?: boolean },
  work: FirewallWork,
): Promise<number> {
  const { talk, system } = context;
  if (!flags.dryRun) await recoverFirst(context, work.exposeDir);
  const prepared = await preparePlan({ command: work.command, changes: work.changes }, system);
  const document = { schema: 1, ...work.document, changes: await describeChanges(prepared) };
  await showPlan(context, prepared, flags.dryRun ? 'result' : 'talk');
  work.notes.forEach(talk.warn);
  if (flags.dryRun) {
    talk.say(t().init.dryRun);
    talk.document({ ...document, status: 'planned' });
    return 0;
  }
  await confirmChange(context, flags.yes ?? false, work.confirm);
  await applyPrepared(context, prepared, work.exposeDir);
  talk.say(work.done);
  talk.document({ ...document, status: 'applied' });
  return 0;
}

/** Under sudo the wizard would change root's Jupyter, which nobody means. Throws ExposeError('environment'). */
export async function refuseSudo(
  situation: Situation,
  argv: readonly string[] = process.argv.slice(2),
): Promise<void> {
  const { sudoUser } = await situation.get('person');
  if (sudoUser === undefined) return;
  const { path } = await situation.get('configFile');
  const command = commandLine(argv.map(shellQuoted));
  throw new ExposeError('environment', t().init.sudo(sudoUser, path), t().init.sudoHint(command));
}
