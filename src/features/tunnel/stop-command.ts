import { changeCommand } from '../../command/change-command.ts';
import { t } from '../../messages/index.ts';
import type { CommandContext } from '../../output/output.ts';
import { Situation } from '../../situation/situation.ts';
import type { TunnelFlags } from './flags.ts';
import { planTunnelStop } from './plan.ts';

/** `tunnel stop`: switches off the tunnel that we switched on. One that runs in a terminal ends with Ctrl-C there. */
export function tunnelStop(context: CommandContext, flags: TunnelFlags): Promise<number> {
  const { system, output } = context;
  const s = t().tunnel;
  return changeCommand(context, flags, {
    command: 'tunnel stop',
    situation: new Situation(context, { readOnly: true }),
    plan: async (exposeDir) => ({
      changes: await planTunnelStop(system, exposeDir),
      whenUnchanged: s.nothingOurs,
      confirm: [s.confirmStop],
      report: ({ findings }) => {
        if (findings.length === 0) output.result(s.stopped);
      },
    }),
  });
}
