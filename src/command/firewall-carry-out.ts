import { t } from '../messages/index.ts';
import type { CommandContext } from '../output/context.ts';
import { describeChanges, showPlan } from '../output/plan.ts';
import type { Change } from '../plan/change.ts';
import { preparePlan } from '../plan/prepare.ts';
import { applyPrepared, recoverFirst } from './change-command.ts';
import { confirmChange } from './confirm-change.ts';

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
