import { requireNobodyElse } from '../../command/accept-openings.ts';
import { changeCommand } from '../../command/change-command.ts';
import { ExposeError } from '../../errors.ts';
import { t } from '../../messages/index.ts';
import type { CommandContext } from '../../output/output.ts';
import { shownCommand } from '../../plan/sudo.ts';
import { effectiveSetting, isSet } from '../../situation/effective-setting.ts';
import { Situation } from '../../situation/situation.ts';
import type { TunnelFlags } from './flags.ts';
import { planSwitchOn, type RunningTunnel, runTunnel } from './run-command.ts';
import { tunnelTarget } from './target.ts';
import { findTunnels, requireReady, tunnelById } from './tunnels.ts';

/** `tunnel start`: access through an external server, for computers to which no port can be forwarded. */
export async function tunnelStart(
  context: CommandContext,
  flags: TunnelFlags,
  [id = '']: string[],
): Promise<number> {
  const { system, output } = context;
  const s = t().tunnel;
  const tunnel = tunnelById(id);
  if (tunnel === undefined) throw new ExposeError('answer', s.noSuch(id), s.noSuchHint);
  if (tunnel.id === 'ssh' && flags.remote === undefined)
    throw new ExposeError('answer', s.noRemote, s.noRemoteHint);
  const situation = new Situation(context);
  let running: RunningTunnel | undefined;
  try {
    const code = await changeCommand(context, flags, {
      command: 'tunnel start',
      situation,
      async plan(exposeDir) {
        const target = await tunnelTarget(situation, flags);
        await requireLogin(situation);
        await requireNobodyElse(context, situation, flags);
        const ready = requireReady((await findTunnels(system)).find((one) => one.tunnel === tunnel));
        const command = shownCommand([ready.program, ...tunnel.start(target)]);
        output.print(s.willStart(command));
        (tunnel.opensTo === 'internet' ? output.warn : output.print)(s.means[tunnel.opensTo]);
        if (!tunnel.verified) output.print(s.unverified);
        const tools = { context, situation, ready, target, command };
        if (tunnel.life === 'background') return planSwitchOn(tools, exposeDir);
        running = runTunnel(tools);
        return running.planned;
      },
    });
    await running?.untilStopped();
    return code;
  } finally {
    await running?.stop();
  }
}

/** Throws ExposeError('environment') for a Jupyter without password or token: anyone on the internet could run code. */
async function requireLogin(situation: Situation): Promise<void> {
  const [password, token] = await Promise.all([
    effectiveSetting(situation, 'password'),
    effectiveSetting(situation, 'token'),
  ]);
  // An empty token disables authentication; null means a random one at every start.
  const hasToken = token.value === null || isSet(token.value);
  if (!isSet(password.value) && !hasToken)
    throw new ExposeError('environment', t().tunnel.openDoor, t().tunnel.openDoorHint);
}
