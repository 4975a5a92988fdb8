import { applyPrepared, confirmChange, recoverFirst, refuseSudo } from '../../command/change-command.ts';
import { EXIT_FINDING_FAILED } from '../../errors.ts';
import { t } from '../../messages/index.ts';
import { showFindings } from '../../output/findings.ts';
import type { CommandContext } from '../../output/output.ts';
import { describeChanges, showPlan } from '../../output/plan.ts';
import { preparePlan } from '../../plan/prepare.ts';
import { Situation } from '../../situation/situation.ts';
import type { TunnelFlags } from './flags.ts';
import { planTunnelStop } from './plan.ts';

/** `tunnel stop`: switches off what we switched on. One in a terminal ends with Ctrl-C there. */
export async function tunnelStop(
  context: CommandContext,
  _args: string[],
  flags: TunnelFlags,
): Promise<number> {
  const { system, talk } = context;
  const s = t().tunnel;
  const situation = new Situation(system, { lookOnly: true });
  await refuseSudo(situation);
  const { exposeDir } = await situation.get('places');
  if (!flags.dryRun) await recoverFirst(context, exposeDir);
  const changes = await planTunnelStop(system, exposeDir);
  if (changes.length === 0) {
    talk.say(s.nothingOurs);
    talk.document({ schema: 1, status: 'unchanged', changes: [] });
    return 0;
  }
  const prepared = await preparePlan({ command: 'tunnel stop', changes }, system);
  await showPlan(context, prepared, flags.dryRun ? 'result' : 'talk');
  if (flags.dryRun) {
    talk.say(t().init.dryRun);
    talk.document({ schema: 1, status: 'planned', changes: await describeChanges(prepared) });
    return 0;
  }
  await confirmChange(context, flags.yes ?? false, s.confirmStop);
  const findings = await applyPrepared(context, prepared, exposeDir);
  await showFindings(context, findings);
  if (findings.length === 0) talk.result(s.stopped);
  talk.document({ schema: 1, status: 'applied', changes: await describeChanges(prepared), findings });
  return findings.length === 0 ? 0 : EXIT_FINDING_FAILED;
}
