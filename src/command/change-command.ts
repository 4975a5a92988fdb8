import { EXIT_FINDING_FAILED, ExposeError } from '../errors.ts';
import { commandLine, shellQuoted } from '../messages/command-line.ts';
import { t } from '../messages/index.ts';
import { showFindings } from '../output/findings.ts';
import type { CommandContext } from '../output/output.ts';
import { describeChanges, showPlan } from '../output/plan.ts';
import type { Change } from '../plan/change.ts';
import type { Run, RunBy } from '../plan/journal.ts';
import { preparePlan } from '../plan/prepare.ts';
import type { PreparedPlan } from '../plan/prepared.ts';
import type { Resolver } from '../prompt/resolve.ts';
import type { Finding } from '../situation/finding.ts';
import type { Situation } from '../situation/situation.ts';
import { requireServablePair } from '../state/server-pem.ts';
import { applyChanges, recoverFirst } from './apply-changes.ts';
import { type Confirm, requireYes } from './confirm.ts';

export interface ChangeFlags {
  readonly yes?: boolean;
  readonly dryRun?: boolean;
}

/** What a command hands over that changes something. */
export interface ChangeWork {
  /** 'firewall open': for the journal. */
  readonly command: string;
  readonly situation: Situation;
  /** The person has named the very file, which root may have as well. */
  readonly underSudo?: boolean;
  /** By the schedule: nobody is there to be shown what comes from outside. */
  readonly by?: RunBy;
  /** What is to be done, once the rest of a run that was cut off is taken back. Throws ExposeError where it cannot be. */
  plan(exposeDir: string): Promise<PlannedChange>;
}

export interface PlannedChange {
  readonly changes: readonly Change[];
  /** The sentence where nothing is to be changed; or a function that says it and finds what else there is to say. */
  readonly alreadySo?: string | (() => Promise<readonly Finding[]>);
  /** Around the plan on the screen; without it the plan stands alone. `show` shows it. */
  readonly present?: (show: () => Promise<void>) => Promise<void>;
  /** Said beside the plan. */
  readonly notes?: readonly string[];
  /** What speaks against it, before the yes. */
  readonly remarks?: readonly Finding[];
  /** The sentence that ends a dry run, in other words than usual. */
  readonly dryRun?: string;
  /** Last words before the yes; in a dry run there are none. */
  readonly announce?: () => void;
  /** Without one the command itself is the yes. */
  readonly confirm?: readonly Confirm[];
  /** Of a command that has asked questions: what asks for the yes as well. */
  readonly resolver?: Resolver;
  /** After the yes: all changes, with those that only somebody outside can give. */
  readonly complete?: (signal: AbortSignal) => Promise<readonly Change[]>;
  /** Did it take effect? A `fail` puts everything back. */
  readonly verify?: (signal: AbortSignal) => Promise<readonly Finding[]>;
  /** What is looked at when all of it was done; takes nothing back. */
  readonly afterwards?: () => Promise<readonly Finding[]>;
  /** Sentences that it is done; the findings come after them. */
  readonly done?: () => readonly string[];
  /** The last words, after the findings. */
  readonly report?: (outcome: ChangeOutcome) => void | Promise<void>;
  /** Beside schema, status, changes and findings, or instead of them. */
  readonly document?: object | ((outcome: ChangeOutcome) => object | Promise<object>);
  /** Instead of what the findings come to. */
  readonly exitCode?: () => number;
  /** Instead of findings, last words, document and exit code. */
  readonly finish?: (outcome: ChangeOutcome) => Promise<number>;
}

export interface ChangeOutcome {
  readonly status: 'unchanged' | 'planned' | 'applied';
  readonly prepared: PreparedPlan;
  /** Remarks first. */
  readonly findings: readonly Finding[];
  /** Where backup and journal lie, when something was changed. */
  readonly run?: Run;
}

/**
 * The one sequence of whatever changes something: refuse sudo, recover, plan, show, dry run, confirm, apply, verify, report.
 * One run in the journal, one JSON document. Returns the exit code.
 */
export async function changeCommand(
  context: CommandContext,
  { dryRun = false, yes = false }: ChangeFlags,
  work: ChangeWork,
): Promise<number> {
  const { talk, interruptions } = context;
  const { situation, by } = work;
  if (!work.underSudo) await refuseSudo(situation);
  const { exposeDir } = await situation.get('places');
  if (!dryRun) await recoverFirst(context, exposeDir);
  const planned = await work.plan(exposeDir);
  const { remarks = [], resolver, complete } = planned;
  const prepare = (changes: readonly Change[]) => {
    requireServablePair(changes, exposeDir);
    return preparePlan({ command: work.command, changes }, context.system);
  };
  let prepared = await prepare(planned.changes);
  if (prepared.changes.length === 0 && complete === undefined) {
    await resolver?.finish();
    const findings = await tellAlreadySo(context, planned);
    return end(context, planned, { status: 'unchanged', prepared, findings });
  }
  await present(context, planned, prepared, dryRun);
  if (dryRun) {
    await resolver?.finish();
    talk.say(planned.dryRun ?? t().init.dryRun);
    return end(context, planned, { status: 'planned', prepared, findings: remarks });
  }
  planned.announce?.();
  await requireYes(context, yes, planned.confirm ?? [], resolver);
  if (complete !== undefined) {
    const shown = prepared.changes;
    prepared = await prepare(await interruptions.critical(complete));
    const changes = prepared.changes.filter((one) => !shown.some((other) => isSamePlace(one, other)));
    if (changes.length > 0 && by !== 'schedule') await showPlan(context, { ...prepared, changes });
  }
  const isNothing = prepared.changes.length === 0;
  const applied = isNothing
    ? { findings: [] }
    : await applyChanges(context, prepared, exposeDir, { by, verify: planned.verify });
  const later = hasFailed(applied.findings) ? [] : ((await planned.afterwards?.()) ?? []);
  const found = [...applied.findings, ...later];
  if (planned.finish === undefined) {
    planned.done?.().forEach((line) => {
      talk.say(line);
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

type Prepared = PreparedPlan['changes'][number];

/** The same file, or the same action. */
function isSamePlace(a: Prepared, b: Prepared): boolean {
  return placeOf(a) === placeOf(b);
}

function placeOf(one: Prepared): string {
  return one.path === undefined ? one.change.id : one.path;
}

async function tellAlreadySo(
  context: CommandContext,
  { alreadySo }: PlannedChange,
): Promise<readonly Finding[]> {
  if (typeof alreadySo === 'string') context.talk.say(alreadySo);
  const findings = typeof alreadySo === 'function' ? await alreadySo() : [];
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
    if (prepared.changes.length > 0) await showPlan(context, prepared, dryRun ? 'result' : 'talk');
  };
  if (around) return around(show);
  await show();
  notes.forEach(context.talk.warn);
  showFindings(context, remarks);
}

async function end(context: CommandContext, planned: PlannedChange, outcome: ChangeOutcome): Promise<number> {
  if (planned.finish) return planned.finish(outcome);
  const { status, prepared, findings } = outcome;
  const { document = {}, exitCode } = planned;
  const changes = await describeChanges(prepared);
  const more = typeof document === 'function' ? await document(outcome) : document;
  context.talk.document({ schema: 1, status, changes, findings, ...more });
  return exitCode?.() ?? (hasFailed(findings) ? EXIT_FINDING_FAILED : 0);
}

function hasFailed(findings: readonly Finding[]): boolean {
  return findings.some(({ status }) => status === 'fail');
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
