import { t } from '../messages/index.ts';
import { showFindings } from '../output/findings.ts';
import type { CommandContext, CommonFlags } from '../output/output.ts';
import { wrappedTalk } from '../output/output.ts';
import { describeChanges, showPlan } from '../output/plan.ts';
import { preparePlan } from '../plan/prepare.ts';
import type { PreparedPlan } from '../plan/prepared.ts';
import { readRenewalRecord } from '../renewal/record.ts';
import {
  failedRenewal,
  fetchRenewal,
  lookAtRenewals,
  type Renewal,
  type Renewer,
} from '../renewal/renewer.ts';
import { keepReport, resultOf } from '../renewal/report.ts';
import type { Finding } from '../situation/finding.ts';
import { Situation } from '../situation/situation.ts';
import { requireServablePair } from '../state/server-pem.ts';
import { applyVerified, confirmChange, recoverFirst, refuseSudo } from './change-command.ts';
import { lookAtServed } from './served-certificate.ts';

export interface RenewFlags extends CommonFlags {
  readonly all?: boolean;
  readonly yes?: boolean;
  readonly dryRun?: boolean;
  readonly scheduled?: boolean;
}

interface RenewRun {
  /** For the journal. */
  readonly command: string;
  readonly renewers: readonly Renewer[];
}

/** Something that is due and could not be renewed. */
const EXIT_FAILED = 1;

/** Looks at everything, renews what is due, and says what became of each. */
export async function runRenewal(
  context: CommandContext,
  flags: RenewFlags,
  { command, renewers }: RenewRun,
): Promise<number> {
  const { system, talk } = context;
  const { dryRun = false, scheduled = false, all = false } = flags;
  const situation = new Situation(system, { lookOnly: true });
  await refuseSudo(situation);
  const { exposeDir } = await situation.get('places');
  if (!dryRun) await recoverFirst(context, exposeDir);
  const earlier = await readRenewalRecord(system.files, exposeDir);
  const looked = await lookAtRenewals(renewers, { system, situation, exposeDir, all, earlier });
  if (looked.length === 0) talk.say(t().certCommand.renewing.nothing);
  await tell(context, looked);
  const due = looked.filter(({ status }) => status === 'due');
  const planned = await prepare(context, command, exposeDir, looked);
  if (dryRun || due.length === 0) {
    if (dryRun && planned.changes.length > 0) await showPlan(context, planned, 'result');
    if (dryRun) talk.say(t().certCommand.dryRun);
    else await keepReport(context, exposeDir, looked, { scheduled, earlier });
    const status = due.length > 0 ? 'planned' : 'unchanged';
    const changes = await describeChanges(planned);
    const results = looked.map((one) => ({ ...resultOf(one), status: one.status, message: one.message }));
    talk.document({ schema: 1, status, results, changes, findings: [] });
    return exitCodeOf(looked);
  }
  if (!scheduled) {
    if (planned.changes.length > 0) await showPlan(context, planned);
    const { confirmLabel: label, declined, renewing } = t().certCommand;
    await confirmChange(context, flags.yes ?? false, { label, message: renewing.confirm, declined });
  }
  const fetched = await fetchAll(context, looked);
  await tell(
    context,
    fetched.filter((one, at) => one.status !== looked[at]?.status),
  );
  const prepared = await prepare(context, command, exposeDir, fetched);
  const report = (renewals: readonly Renewal[]) =>
    keepReport(context, exposeDir, renewals, { scheduled, earlier });
  const findings =
    prepared.changes.length === 0
      ? []
      : await apply(context, situation, prepared, exposeDir, scheduled).catch(async (error: unknown) => {
          const failed = fetched.map((one) => (one.status === 'due' ? failedRenewal(one.what, error) : one));
          await report(failed).catch(() => undefined); // the trouble itself says more
          throw error;
        });
  const renewed = fetched.filter(({ status }) => status === 'due');
  for (const { done, changes = [] } of renewed) if (done) talk.say(done(changes));
  await showFindings(context, findings);
  await report(fetched);
  const status = prepared.changes.length > 0 ? 'applied' : 'unchanged';
  const changes = await describeChanges(prepared);
  talk.document({ schema: 1, status, results: fetched.map(resultOf), changes, findings });
  return exitCodeOf(fetched);
}

function exitCodeOf(renewals: readonly Renewal[]): number {
  return renewals.some(({ status }) => status === 'failed') ? EXIT_FAILED : 0;
}

async function prepare(
  { system }: CommandContext,
  command: string,
  exposeDir: string,
  renewals: readonly Renewal[],
): Promise<PreparedPlan> {
  const changes = renewals.flatMap((one) => (one.status === 'due' ? (one.changes ?? []) : []));
  requireServablePair(changes, exposeDir);
  return preparePlan({ command, changes }, system);
}

/** The outside services are asked before the lock is taken: an answer can take minutes. */
function fetchAll(context: CommandContext, renewals: readonly Renewal[]): Promise<Renewal[]> {
  return context.interruptions.critical(async (signal) => {
    const fetched: Renewal[] = [];
    for (const one of renewals) fetched.push(await fetchRenewal(one, signal, context.talk.say));
    return fetched;
  });
}

async function apply(
  context: CommandContext,
  situation: Situation,
  prepared: PreparedPlan,
  exposeDir: string,
  scheduled: boolean,
): Promise<readonly Finding[]> {
  const verify = async (signal: AbortSignal) => lookAtServed(await situation.afterApply(), exposeDir, signal);
  const by = scheduled ? 'schedule' : 'person';
  return (await applyVerified(context, prepared, exposeDir, verify, { by })).findings;
}

async function tell(context: CommandContext, renewals: readonly Renewal[]): Promise<void> {
  const wrapped = await wrappedTalk(context);
  for (const { status, message, hint } of renewals) {
    (status === 'failed' ? wrapped.warn : wrapped.say)(message);
    if (hint !== undefined) wrapped.say(hint);
  }
}
