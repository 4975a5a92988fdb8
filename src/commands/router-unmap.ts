import { EXIT_FINDING_FAILED } from '../errors.ts';
import { planUnmapping } from '../mappings/plan-mapping.ts';
import { ownMapping } from '../mappings/record.ts';
import { t } from '../messages/index.ts';
import { preparePlan } from '../plan/prepare.ts';
import { Situation } from '../situation.ts';
import { applyPrepared, recoverFirst } from './apply-plan.ts';
import { confirmChange } from './confirm-change.ts';
import type { CommandContext } from './context.ts';
import { refuseSudo } from './refuse-sudo.ts';
import type { RouterMapFlags } from './router-flags.ts';
import { wrappedTalk } from './say-wrapped.ts';
import { showFindings } from './show-findings.ts';
import { describeChanges, showPlan } from './show-plan.ts';

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
