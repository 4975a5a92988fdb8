import { t } from '../messages/index.ts';
import { typedLine } from '../plan/as-root.ts';
import { Situation } from '../situation.ts';
import { nameOf, plainLines, wantedRule } from '../steps/firewall/changes.ts';
import { readHouse } from '../steps/firewall/facts.ts';
import { firewallRow } from '../steps/firewall/firewalls.ts';
import type { FirewallFacts, FirewallRule } from '../steps/firewall/kinds.ts';
import { readFirewall } from '../steps/firewall/read.ts';
import type { System } from '../system/system.ts';
import type { CommandContext } from './context.ts';
import { type FirewallFlags, givenPort } from './firewall-flags.ts';

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
  const rule = wantedRule(facts, port, 'lan', readHouse().subnets);
  const open = rule === undefined || rule.sources.length === 0 ? undefined : openLines(rule, system);
  if (open !== undefined && facts.letsIn !== 'yes' && facts.letsIn !== 'lan')
    talk.result(m.toOpen(open.join('; ')));
  const { kind, active, letsIn, verified } = facts;
  const commands = open === undefined ? {} : { open };
  talk.document({
    schema: 1,
    firewall: kind,
    active,
    port,
    letsIn,
    verified,
    ours: record ?? null,
    ...commands,
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

function openLines(rule: FirewallRule, system: System): string[] {
  const needsRoot = firewallRow(rule.firewall)?.needsRoot ?? true;
  return plainLines(rule).open.map((line) => typedLine(line, needsRoot, system));
}
