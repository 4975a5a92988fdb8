import { t } from '../../messages/index.ts';
import type { CommandContext } from '../../output/context.ts';
import { Situation } from '../../situation/situation.ts';
import { nameOf } from './changes.ts';
import { linesToOpen } from './closed.ts';
import { type FirewallFlags, givenPort } from './flags.ts';
import { readFirewall } from './read.ts';
import type { FirewallFacts } from './types.ts';

/** `firewall status`: which firewall, does it let the port in, and what is ours. Reads only what this person may read. */
export async function firewallStatus(
  { system, talk }: CommandContext,
  _args: string[],
  flags: FirewallFlags,
): Promise<number> {
  const { port, facts, record } = await readFirewall(new Situation(system), givenPort(flags));
  const m = t().firewall.status;
  for (const line of linesOf(facts, port)) talk.result(line);
  talk.result(record === undefined ? m.noneOfOurs : m.ours(record.port, t().firewall.scopes[record.scope]));
  const open = linesToOpen(facts, port, system);
  if (open.length > 0 && facts.letsIn !== 'yes' && facts.letsIn !== 'lan') {
    talk.result(m.toOpen);
    for (const line of open) talk.result(`  ${line}`);
  }
  const { kind, active, letsIn, verified } = facts;
  talk.document({
    schema: 1,
    firewall: kind,
    active,
    port,
    letsIn,
    verified,
    ours: record ?? null,
    open,
  });
  return 0;
}

function linesOf({ kind, active, letsIn }: FirewallFacts, port: number): string[] {
  const m = t().firewall.status;
  if (kind === 'none') return [m.none];
  if (kind === 'unknown') return [m.unknown];
  const name = nameOf({ firewall: kind });
  const who = letsIn === 'unknown' ? m.cannotTell(port) : m[letsIn](port);
  return [active === true ? m.active(name) : m.maybe(name), who];
}
