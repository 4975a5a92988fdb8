import { glued } from '../../messages/command-line.ts';
import { t } from '../../messages/index.ts';
import type { CommandContext } from '../../output/output.ts';
import { shownCommand } from '../../plan/sudo.ts';
import { Situation } from '../../situation/situation.ts';
import type { TunnelFlags } from './flags.ts';
import { readTunnelRecord } from './plan.ts';
import { tunnelTarget } from './target.ts';
import { type FoundTunnel, findTunnels, type TunnelTarget } from './tunnels.ts';

/** `tunnel status`: the tunnels, the best one first, each with its command. */
export async function tunnelStatus(context: CommandContext, flags: TunnelFlags): Promise<number> {
  const { system, output } = context;
  const s = t().tunnel;
  const situation = new Situation(context, { readOnly: true });
  const { exposeDir } = await situation.get('paths');
  const [target, found, ours] = await Promise.all([
    tunnelTarget(situation, flags),
    findTunnels(system),
    readTunnelRecord(system, exposeDir),
  ]);
  output.print(s.intro);
  if (ours) output.result(s.ours(ours.id, ours.url));
  for (const [at, one] of found.entries()) printTunnels(context, at + 1, one, target);
  output.print(s.unverified);
  output.json({
    schema: 1,
    ours: ours ?? null,
    tunnels: found.map((one) => ({
      id: one.tunnel.id,
      installed: one.program !== undefined,
      name: one.name ?? null,
      opensTo: one.tunnel.opensTo,
      verified: one.tunnel.verified,
      command: lineOf(one, target),
    })),
  });
  return 0;
}

function printTunnels(
  { output }: CommandContext,
  rank: number,
  found: FoundTunnel,
  target: TunnelTarget,
): void {
  const s = t().tunnel;
  const { tunnel, program, name } = found;
  const isTailscale = tunnel.programs.includes('tailscale');
  const state =
    program === undefined
      ? s.notInstalled(tunnel.home)
      : isTailscale && name === undefined
        ? s.notSignedIn
        : s.installed;
  output.result(`${rank}. ${tunnel.id}: ${s.opensTo[tunnel.opensTo]}`);
  for (const text of [s.about[tunnel.id], state]) output.result(text, { first: '   ' });
  output.result(glued(lineOf(found, target)), { first: '   ' });
}

/** The command for the user to type. */
function lineOf({ tunnel, program }: FoundTunnel, target: TunnelTarget): string {
  return shownCommand([program ?? tunnel.programs[0] ?? '', ...tunnel.start(target)]);
}
