import { t } from '../messages/index.ts';
import type { CommandContext, CommonFlags } from '../output/output.ts';
import type { Change } from '../plan/change.ts';
import { readRenewalRecord } from '../renewal/record.ts';
import {
  failedRenewal,
  fetchRenewal,
  lookAtRenewals,
  type Renewal,
  type Renewer,
} from '../renewal/renewer.ts';
import { keepReport, resultOf } from '../renewal/report.ts';
import { Situation } from '../situation/situation.ts';
import { type ChangeFlags, type ChangeWork, changeCommand } from './change-command.ts';
import { lookAtServed } from './served-certificate.ts';

export interface RenewFlags extends CommonFlags, ChangeFlags {
  readonly all?: boolean;
  readonly scheduled?: boolean;
}

interface RenewRun {
  /** For the journal. */
  readonly command: string;
  readonly renewers: readonly Renewer[];
}

/** The exit code when something due could not be renewed. */
const EXIT_FAILED = 1;

/** Checks everything, renews what is due, and reports each result. */
export async function runRenewal(
  context: CommandContext,
  flags: RenewFlags,
  { command, renewers }: RenewRun,
): Promise<number> {
  const { system, talk } = context;
  const { dryRun = false, scheduled = false, all = false } = flags;
  const situation = new Situation(context, { lookOnly: true });
  /** Reports what could not be applied. */
  let onFailure = async (_error: unknown): Promise<void> => undefined;
  const work: ChangeWork = {
    command,
    situation,
    by: scheduled ? 'schedule' : 'person',
    async plan(exposeDir) {
      const earlier = await readRenewalRecord(system.files, exposeDir);
      const looked = await lookAtRenewals(renewers, { system, situation, exposeDir, all, earlier });
      if (looked.length === 0) talk.say(t().certCommand.renewing.nothing);
      await tell(context, looked);
      let now: readonly Renewal[] = looked;
      const report = (renewals: readonly Renewal[]) =>
        keepReport(context, exposeDir, renewals, { scheduled, earlier });
      const isDue = looked.some(({ status }) => status === 'due');
      const { confirmLabel: label, declined, renewing } = t().certCommand;
      return {
        changes: changesOf(looked),
        async alreadySo() {
          if (dryRun) talk.say(t().certCommand.dryRun);
          else await report(looked);
        },
        dryRun: t().certCommand.dryRun,
        // A scheduled run has no one watching.
        ...(scheduled && !dryRun && { present: async () => undefined }),
        confirm: scheduled ? [] : [{ label, message: renewing.confirm, declined }],
        ...(isDue && {
          async complete(signal: AbortSignal) {
            const fetched: Renewal[] = [];
            // External services are queried before the lock is taken: an answer can take minutes.
            for (const one of looked) fetched.push(await fetchRenewal(one, signal, talk.say));
            now = fetched;
            onFailure = (error) =>
              report(fetched.map((one) => (one.status === 'due' ? failedRenewal(one.what, error) : one)));
            await tell(
              context,
              fetched.filter((one, at) => one.status !== looked[at]?.status),
            );
            return changesOf(fetched);
          },
        }),
        verify: async (signal) => lookAtServed(await situation.afterApply(), exposeDir, signal),
        done: () =>
          now.flatMap(({ status, done, changes = [] }) => (status === 'due' && done ? [done(changes)] : [])),
        report: () => report(now),
        document: () => ({
          results:
            now === looked
              ? looked.map((one) => ({ ...resultOf(one), status: one.status, message: one.message }))
              : now.map(resultOf),
        }),
        exitCode: () => (now.some(({ status }) => status === 'failed') ? EXIT_FAILED : 0),
      };
    },
  };
  return changeCommand(context, flags, work).catch(async (error: unknown) => {
    await onFailure(error).catch(() => undefined); // the original error matters more
    throw error;
  });
}

function changesOf(renewals: readonly Renewal[]): Change[] {
  return renewals.flatMap((one) => (one.status === 'due' ? (one.changes ?? []) : []));
}

async function tell(context: CommandContext, renewals: readonly Renewal[]): Promise<void> {
  const { talk } = context;
  for (const { status, message, hint } of renewals) {
    (status === 'failed' ? talk.warn : talk.say)(message);
    if (hint !== undefined) talk.say(hint);
  }
}
