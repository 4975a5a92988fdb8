import { applyPrepared, recoverFirst } from '../../command/change-command.ts';
import { confirmChange } from '../../command/confirm-change.ts';
import { refuseSudo } from '../../command/refuse-sudo.ts';
import { EXIT_FINDING_FAILED } from '../../errors.ts';
import { t } from '../../messages/index.ts';
import type { CommandContext } from '../../output/context.ts';
import { showFindings } from '../../output/findings.ts';
import { describeChanges, showPlan } from '../../output/plan.ts';
import { wrappedTalk } from '../../output/say-wrapped.ts';
import { preparePlan } from '../../plan/prepare.ts';
import { Situation } from '../../situation/situation.ts';
import type { RouterMapFlags } from './flags.ts';
import { planUnmapping } from './mapping.ts';
import { ownMapping } from './record.ts';

/** `router unmap`: takes our own mapping away, and nobody else's. */
export async function routerUnmap(
  context: CommandContext,
  _args: string[],
  flags: RouterMapFlags,
): Promise<number> {
  const { system, talk } = context;
  const s = t().routerStep;
  const situation = new Situation(system, { lookOnly: true });
  await refuseSudo(situation);
  const { exposeDir } = await situation.get('places');
  if (!flags.dryRun) await recoverFirst(context, exposeDir);
  const mapping = await ownMapping(system.files, exposeDir);
  if (mapping === undefined) {
    talk.say(s.nothingOurs);
    talk.document({ schema: 1, status: 'unchanged', changes: [] });
    return 0;
  }
  const changes = planUnmapping(exposeDir, mapping, system.now());
  const prepared = await preparePlan({ command: 'router unmap', changes }, system);
  await showPlan(context, prepared, flags.dryRun ? 'result' : 'talk');
  if (flags.dryRun) {
    talk.say(t().init.dryRun);
    talk.document({ schema: 1, status: 'planned', changes: await describeChanges(prepared) });
    return 0;
  }
  const { say } = await wrappedTalk(context);
  say(s.asks(mapping.gateway));
  await confirmChange(context, flags.yes ?? false, s.confirm);
  const findings = await applyPrepared(context, prepared, exposeDir);
  await showFindings(context, findings);
  if (findings.length === 0) talk.result(s.unmapped(mapping.externalPort));
  talk.document({ schema: 1, status: 'applied', changes: await describeChanges(prepared), findings });
  return findings.length === 0 ? 0 : EXIT_FINDING_FAILED;
}
