import { t } from '../messages/index.ts';
import type { CommandContext, CommonFlags } from '../output/output.ts';
import type { Change } from '../plan/change.ts';
import { findRenewalRecord } from '../renewal/record.ts';
import {
  checkRenewals,
  failedRenewal,
  fetchRenewal,
  type Renewal,
  type Renewer,
} from '../renewal/renewer.ts';
import { keepReport, resultOf } from '../renewal/report.ts';
import { Situation } from '../situation/situation.ts';
import { type ChangeFlags, type ChangeWork, changeCommand } from './change-command.ts';
import { checkServed } from './served-certificate.ts';

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
  const { system, output } = context;
  const { dryRun = false, scheduled = false, all = false } = flags;
  const situation = new Situation(context, { readOnly: true });
  /** Reports what could not be applied. */
  let onFailure = async (_error: unknown): Promise<void> => undefined;
  const work: ChangeWork = {
    command,
    situation,
    by: scheduled ? 'schedule' : 'person',
    async plan(exposeDir) {
      const earlier = await findRenewalRecord(system.files, exposeDir);
      const found = await checkRenewals(renewers, { system, situation, exposeDir, all, scheduled, earlier });
      if (found.length === 0) output.print(t().cert.renewing.nothing);
      await printRenewals(context, found);
      let now: readonly Renewal[] = found;
      const report = (renewals: readonly Renewal[]) =>
        keepReport(context, exposeDir, renewals, { scheduled, earlier });
      const isDue = found.some(({ status }) => status === 'due');
      const { confirmLabel: label, declined, renewing } = t().cert;
      return {
        changes: changesOf(found),
        async whenUnchanged() {
          if (dryRun) output.print(t().init.dryRun);
          else await report(found);
        },
        // A scheduled run has no one watching.
        ...(scheduled && !dryRun && { present: async () => undefined }),
        confirm: scheduled ? [] : [{ label, message: renewing.confirm, declined }],
        ...(isDue && {
          async complete(signal: AbortSignal) {
            const fetched: Renewal[] = [];
            // External services are queried before the lock is taken: an answer can take minutes.
            for (const one of found) fetched.push(await fetchRenewal(one, signal, output.print));
            now = fetched;
            onFailure = (error) =>
              report(fetched.map((one) => (one.status === 'due' ? failedRenewal(one.what, error) : one)));
            await printRenewals(
              context,
              fetched.filter((one, at) => one.status !== found[at]?.status),
            );
            return changesOf(fetched);
          },
        }),
        verify: async (signal) => checkServed(await situation.afterApply(), exposeDir, signal),
        done: () =>
          now.flatMap(({ status, done, changes = [] }) => (status === 'due' && done ? [done(changes)] : [])),
        report: () => report(now),
        document: () => ({
          results:
            now === found
              ? found.map((one) => ({ ...resultOf(one), status: one.status, message: one.message }))
              : now.map(resultOf),
        }),
        exitCode: () =>
          Math.max(
            0,
            ...now.map(({ status, exitCode = EXIT_FAILED }) => (status === 'failed' ? exitCode : 0)),
          ),
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

async function printRenewals(context: CommandContext, renewals: readonly Renewal[]): Promise<void> {
  const { output } = context;
  for (const { status, message, hint } of renewals) {
    (status === 'failed' ? output.warn : output.print)(message);
    if (hint !== undefined) output.print(hint);
  }
}
