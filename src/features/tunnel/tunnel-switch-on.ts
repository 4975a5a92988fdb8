import { applyPrepared } from '../../command/change-command.ts';
import { EXIT_FINDING_FAILED } from '../../errors.ts';
import { t } from '../../messages/index.ts';
import type { CommandContext } from '../../output/context.ts';
import { showFindings } from '../../output/findings.ts';
import { describeChanges, showPlan } from '../../output/plan.ts';
import { showCode } from '../../output/qr-code.ts';
import { wrappedTalk } from '../../output/say-wrapped.ts';
import { preparePlan } from '../../plan/prepare.ts';
import type { Situation } from '../../situation/situation.ts';
import type { ReadyTunnel } from './find-tunnels.ts';
import { planTunnelStart } from './plan.ts';
import { hostSettings } from './tunnel-host.ts';
import { tryTunnel } from './tunnel-try.ts';
import type { TunnelTarget } from './tunnels.ts';

/** A tunnel that its own program keeps on: one plan with what Jupyter has to know of it. `tunnel stop`, `close` and `undo` end it. */
export async function switchOn(
  context: CommandContext,
  situation: Situation,
  { tunnel, program, name = '' }: ReadyTunnel,
  target: TunnelTarget,
): Promise<number> {
  const { system, talk } = context;
  const s = t().tunnel;
  const { exposeDir } = await situation.get('places');
  const url = `https://${name}/`;
  const settings = await hostSettings(situation, name);
  const started = planTunnelStart(exposeDir, tunnel, program, target, url);
  const prepared = await preparePlan({ command: 'tunnel start', changes: [...settings, ...started] }, system);
  await showPlan(context, prepared);
  const findings = await applyPrepared(context, prepared, exposeDir);
  await showFindings(context, findings);
  const changes = await describeChanges(prepared);
  if (findings.length > 0) {
    talk.document({ schema: 1, status: 'applied', tunnel: tunnel.id, url: null, changes, findings });
    return EXIT_FINDING_FAILED;
  }
  const tried = await tryTunnel(context, url);
  await showFindings(context, [tried]);
  talk.result(url);
  await showCode(context, url);
  const { say } = await wrappedTalk(context);
  if (settings.length > 0) say(s.restart);
  say(s.goesOn);
  talk.document({ schema: 1, status: 'applied', tunnel: tunnel.id, url, changes, findings: [tried] });
  return 0;
}
