import { confirmChange, recoverFirst, refuseSudo } from '../../command/change-command.ts';
import { ExposeError } from '../../errors.ts';
import { t } from '../../messages/index.ts';
import type { CommandContext } from '../../output/output.ts';
import { wrappedTalk } from '../../output/output.ts';
import { shownCommand } from '../../plan/sudo.ts';
import { inForce } from '../../situation/setting.ts';
import { Situation } from '../../situation/situation.ts';
import type { TunnelFlags } from './flags.ts';
import { switchOn, whileItRuns } from './run-command.ts';
import { tunnelTarget } from './target.ts';
import { findTunnels, requireReady, tunnelById } from './tunnels.ts';

/** `tunnel start`: a way out through somebody else's server, since no port can be forwarded. */
export async function tunnelStart(
  context: CommandContext,
  [id = '']: string[],
  flags: TunnelFlags,
): Promise<number> {
  const { system, talk } = context;
  const s = t().tunnel;
  const tunnel = tunnelById(id);
  if (tunnel === undefined) throw new ExposeError('answer', s.noSuch(id), s.noSuchHint);
  if (tunnel.id === 'ssh' && flags.remote === undefined)
    throw new ExposeError('answer', s.noRemote, s.noRemoteHint);
  const situation = new Situation(system);
  await refuseSudo(situation);
  const { exposeDir } = await situation.get('places');
  const target = await tunnelTarget(situation, flags);
  await refuseOpenDoor(situation);
  const found = (await findTunnels(system)).find((one) => one.tunnel === tunnel);
  const ready = requireReady(found);
  const line = shownCommand([ready.program, ...tunnel.start(target)]);
  const { say, warn } = await wrappedTalk(context);
  say(s.willStart(line));
  (tunnel.opensTo === 'internet' ? warn : say)(s.means[tunnel.opensTo]);
  if (!tunnel.verified) say(s.unverified);
  if (flags.dryRun) {
    talk.say(t().init.dryRun);
    talk.document({ schema: 1, status: 'planned', tunnel: tunnel.id, command: line });
    return 0;
  }
  await recoverFirst(context, exposeDir);
  await confirmChange(context, flags.yes ?? false, s.confirm);
  return tunnel.life === 'background'
    ? switchOn(context, situation, ready, target)
    : whileItRuns(context, situation, ready, target);
}

/** Whoever opens a Jupyter without a password to the internet gives the computer away. */
async function refuseOpenDoor(situation: Situation): Promise<void> {
  const [password, token] = await Promise.all([inForce(situation, 'password'), inForce(situation, 'token')]);
  const isLocked = typeof password.value === 'string' && password.value !== '';
  // An empty token is an open door; one that is made up at each start is none.
  const hasToken = token.value === null || (typeof token.value === 'string' && token.value !== '');
  if (!isLocked && !hasToken)
    throw new ExposeError('environment', t().tunnel.openDoor, t().tunnel.openDoorHint);
}
