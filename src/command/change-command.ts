import { EXIT_FINDING_FAILED, ExposeError } from '../errors.ts';
import { commandLine, shellQuoted } from '../messages/command-line.ts';
import { t } from '../messages/index.ts';
import { showFindings } from '../output/findings.ts';
import type { CommandContext } from '../output/output.ts';
import { describeChanges, showPlan } from '../output/plan.ts';
import type { Change } from '../plan/change.ts';
import type { Run, RunBy } from '../plan/journal.ts';
import { preparePlan } from '../plan/prepare.ts';
import type { PreparedPlan } from '../plan/prepared-plan.ts';
import type { Resolver } from '../prompt/resolver.ts';
import type { Finding } from '../situation/finding.ts';
import type { Situation } from '../situation/situation.ts';
import { readLastAnswers } from '../state/last-answers.ts';
import { requireServablePair } from '../state/server-pem.ts';
import { LIKE_A_PROGRAM, requireOwn } from '../system/ownership.ts';
import { applyChanges, recoverFirst } from './apply-changes.ts';
import { type Confirm, requireYes } from './confirm.ts';
import { requireCompiling } from './edited-files.ts';

export interface ChangeFlags {
  readonly yes?: boolean;
  readonly dryRun?: boolean;
}

/** The description of a change that a command passes to changeCommand. */
export interface ChangeWork {
  /** 'firewall open': for the journal. */
  readonly command: string;
  readonly situation: Situation;
  /** Allowed under sudo: the user named the file explicitly, which may belong to root. */
  readonly underSudo?: boolean;
  /** 'schedule': changes that come from external services are not shown, because no one is watching. */
  readonly by?: RunBy;
  /** Plans the changes, after an interrupted run was rolled back. Throws ExposeError if they are not possible. */
  plan(exposeDir: string): Promise<PlannedChange>;
}

export interface PlannedChange {
  readonly changes: readonly Change[];
  /** The sentence when nothing has to change, or a function that prints it and returns further findings. */
  readonly whenUnchanged?: string | (() => Promise<readonly Finding[] | undefined>);
  /** Prints text around the plan; by default the plan is shown alone. `show` prints the plan. */
  readonly present?: (show: () => Promise<void>) => Promise<void>;
  /** Printed after the plan. */
  readonly notes?: readonly string[];
  /** Objections, shown before the confirmation. */
  readonly remarks?: readonly Finding[];
  /** Prints a last message before the confirmation; not called in a dry run. */
  readonly announce?: () => void;
  /** Without it, no confirmation is asked. */
  readonly confirm?: readonly Confirm[];
  /** The resolver of a command that has asked questions; it also asks for the confirmation. */
  readonly resolver?: Resolver;
  /** Called after the confirmation: returns all changes, including those that need external services. */
  readonly complete?: (signal: AbortSignal) => Promise<readonly Change[]>;
  /** Checks whether the changes took effect. A `fail` rolls everything back. */
  readonly verify?: (signal: AbortSignal, applied: PreparedPlan) => Promise<readonly Finding[]>;
  /** No Jupyter reads back what is written, so that a Python checks the syntax before. Default: none is installed. */
  readonly unread?: boolean;
  /** Checks after everything is applied; rolls nothing back. */
  readonly afterwards?: () => Promise<readonly Finding[]>;
  /** Sentences that report success; the findings follow. */
  readonly done?: () => readonly string[];
  /** Prints the last lines, after the findings. */
  readonly report?: (outcome: ChangeOutcome) => void | Promise<void>;
  /** Added to schema, status, changes and findings, or replaces them. */
  readonly document?: object | ((outcome: ChangeOutcome) => object | Promise<object>);
  /** Replaces the exit code derived from the findings. */
  readonly exitCode?: () => number;
  /** Replaces findings, report, document and exit code. */
  readonly finish?: (outcome: ChangeOutcome) => Promise<number>;
}

export interface ChangeOutcome {
  readonly status: 'unchanged' | 'planned' | 'applied';
  readonly prepared: PreparedPlan;
  /** Remarks first. */
  readonly findings: readonly Finding[];
  /** The location of backup and journal, if something was changed. */
  readonly run?: Run;
}

/**
 * The one sequence for every change: refuse sudo, recover, plan, show, dry run, confirm, apply, verify, report.
 * One run in the journal, one JSON document. Returns the exit code.
 */
export async function changeCommand(
  context: CommandContext,
  { dryRun = false, yes = false }: ChangeFlags,
  work: ChangeWork,
): Promise<number> {
  const { output, interruptions } = context;
  const { situation, by } = work;
  if (!work.underSudo) await assertNotSudo(situation);
  const { configDir, exposeDir } = await situation.get('paths');
  await requireOwn(configDir, context.system, LIKE_A_PROGRAM);
  await requireOwn(exposeDir, context.system);
  if (!dryRun) await recoverFirst(context, exposeDir);
  if (by !== 'schedule') await readLastAnswers(context.system.files, exposeDir);
  const planned = await work.plan(exposeDir);
  const { remarks = [], resolver, complete } = planned;
  const prepare = (changes: readonly Change[]) => {
    requireServablePair(changes, exposeDir);
    return preparePlan({ command: work.command, changes }, context.system);
  };
  let prepared = await prepare(planned.changes);
  if (prepared.changes.length === 0 && complete === undefined) {
    await resolver?.finish();
    const findings = await reportUnchanged(context, planned);
    return end(context, planned, { status: 'unchanged', prepared, findings });
  }
  await present(context, planned, prepared, dryRun);
  if (dryRun) {
    await resolver?.finish();
    output.print(t().init.dryRun);
    return end(context, planned, { status: 'planned', prepared, findings: remarks });
  }
  planned.announce?.();
  await requireYes(context, yes, planned.confirm ?? [], resolver);
  if (complete !== undefined) {
    const shown = new Set(prepared.changes.map(targetOf));
    prepared = await prepare(await interruptions.abortable(complete));
    const changes = prepared.changes.filter((one) => !shown.has(targetOf(one)));
    if (changes.length > 0 && by !== 'schedule') await showPlan(context, { ...prepared, changes });
  }
  const isNothing = prepared.changes.length === 0;
  await requireCompiling(context.system, situation, prepared, planned.unread);
  const applied = isNothing
    ? { findings: [] }
    : await applyChanges(context, prepared, exposeDir, { by, verify: planned.verify });
  const later = hasFailed(applied.findings) ? [] : ((await planned.afterwards?.()) ?? []);
  const found = [...applied.findings, ...later];
  if (planned.finish === undefined) {
    planned.done?.().forEach((line) => {
      output.print(line);
    });
    showFindings(context, found);
  }
  const outcome: ChangeOutcome = {
    ...applied,
    status: isNothing ? 'unchanged' : 'applied',
    prepared,
    findings: [...remarks, ...found],
  };
  if (planned.finish === undefined) await planned.report?.(outcome);
  return end(context, planned, outcome);
}

/** The file, or the action. */
function targetOf(one: PreparedPlan['changes'][number]): string {
  return one.path === undefined ? one.change.id : one.path;
}

async function reportUnchanged(
  context: CommandContext,
  { whenUnchanged }: PlannedChange,
): Promise<readonly Finding[]> {
  if (typeof whenUnchanged === 'string') context.output.print(whenUnchanged);
  const findings = typeof whenUnchanged === 'function' ? ((await whenUnchanged()) ?? []) : [];
  showFindings(context, findings);
  return findings;
}

async function present(
  context: CommandContext,
  { present: around, notes = [], remarks = [] }: PlannedChange,
  prepared: PreparedPlan,
  dryRun: boolean,
): Promise<void> {
  const show = async () => {
    if (prepared.changes.length > 0) await showPlan(context, prepared, dryRun ? 'result' : 'output');
  };
  if (around) return around(show);
  await show();
  notes.forEach(context.output.warn);
  showFindings(context, remarks);
}

async function end(context: CommandContext, planned: PlannedChange, outcome: ChangeOutcome): Promise<number> {
  if (planned.finish) return planned.finish(outcome);
  const { status, prepared, findings } = outcome;
  const { document = {}, exitCode } = planned;
  const changes = await describeChanges(prepared);
  const more = typeof document === 'function' ? await document(outcome) : document;
  context.output.json({ schema: 1, status, changes, findings, ...more });
  return exitCode?.() ?? (hasFailed(findings) ? EXIT_FINDING_FAILED : 0);
}

/** Whether any of the findings is a `fail`. */
export function hasFailed(findings: readonly Finding[]): boolean {
  return findings.some(({ status }) => status === 'fail');
}

/** Under sudo the wizard would change root's Jupyter, which is never intended. Throws ExposeError('environment'). */
export async function assertNotSudo(
  situation: Situation,
  argv: readonly string[] = process.argv.slice(2),
): Promise<void> {
  const { sudoUser } = await situation.get('user');
  if (sudoUser === undefined) return;
  const { path } = await situation.get('configFile');
  const command = commandLine(argv.map(shellQuoted));
  throw new ExposeError('environment', t().init.sudo(sudoUser, path), t().init.sudoHint(command));
}
