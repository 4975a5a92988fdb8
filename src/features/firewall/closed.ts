import { t } from '../../messages/index.ts';
import { typedLine } from '../../plan/sudo.ts';
import type { Finding } from '../../situation/finding.ts';
import type { System } from '../../system/system.ts';
import { linesByHand, nameOf, plainLines, wantedRule } from './changes.ts';
import { readHouse } from './facts.ts';
import { firewallRow } from './firewalls.ts';
import type { ReadFirewall } from './read.ts';

/**
 * An active firewall and a port that others shall reach: `warn` where it surely keeps them out, `unknown` where only
 * root could tell; undefined where nothing speaks against it.
 */
export function closedFinding({ facts, port, record }: ReadFirewall, system: System): Finding | undefined {
  const m = t().firewall.checks;
  const { kind, active, letsIn } = facts;
  if (kind === 'none' || kind === 'unknown' || active !== true) return undefined;
  if (letsIn === 'yes' || letsIn === 'lan') return undefined;
  // Ours was made with root's eyes open; whether it still stands is another question.
  if (letsIn === 'unknown' && record?.port === port) return undefined;
  const lines = linesToOpen(facts, port, system);
  const fix = lines.length === 0 ? {} : { fix: m.closedFix(lines.join(' && ')) };
  const name = nameOf({ firewall: kind });
  return letsIn === 'no'
    ? { id: 'firewall-closed', status: 'warn', message: m.closed(name, port), ...fix }
    : { id: 'firewall', status: 'unknown', message: m.unseen(name, port), ...fix };
}

/** What a person would type to let the house in (everybody, where there is no house); empty where nobody can tell. */
export function linesToOpen(facts: ReadFirewall['facts'], port: number, system: System): string[] {
  const { subnets } = readHouse();
  const rule = wantedRule(facts, port, subnets.length === 0 ? 'everywhere' : 'lan', subnets);
  if (rule === undefined) return [];
  const row = firewallRow(rule.firewall);
  if (row?.byHand) return linesByHand(rule);
  return plainLines(rule).open.map((line) => typedLine(line, row?.needsRoot ?? true, system));
}
