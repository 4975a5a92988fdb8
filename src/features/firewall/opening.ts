import { t } from '../../messages/index.ts';
import { needsSudo } from '../../plan/sudo.ts';
import type { System } from '../../system/system.ts';
import { isSameRule, linesByHand, wantedRule } from './changes.ts';
import type { ReadFirewall } from './facts.ts';
import { firewallAdapter } from './firewalls.ts';
import type { FirewallFacts, FirewallRule, Scope } from './types.ts';

/** How a port can be opened. */
export type Opening =
  /** There is no firewall. */
  | { readonly kind: 'none' }
  /** Already admitted by our rule or another. `old`: our rule for another port, which is no longer needed. */
  | { readonly kind: 'already'; readonly old: FirewallRule | undefined }
  | {
      readonly kind: 'rule';
      readonly rule: FirewallRule;
      /** Our rule that it replaces. */
      readonly old: FirewallRule | undefined;
      readonly notes: readonly string[];
    }
  /** We cannot run the commands: the user types them elsewhere. */
  | { readonly kind: 'by-hand'; readonly lines: readonly string[]; readonly notes: readonly string[] }
  | { readonly kind: 'impossible'; readonly message: string; readonly hint: string };

interface OpeningWish extends Omit<ReadFirewall, 'exposeDir'> {
  readonly scope: Scope;
  readonly system: System;
}

export function planOpening({ port, scope, facts, lan, record, system }: OpeningWish): Opening {
  const m = t().firewall;
  if (facts.kind === 'none') return { kind: 'none' };
  const rule = wantedRule(facts, port, scope, lan.subnets);
  if (rule === undefined)
    return { kind: 'impossible', message: m.unknownToOpen, hint: m.unknownToOpenHint(DETECTING) };
  const isNarrowed = record?.port === port && record.scope === 'everywhere' && scope === 'lan';
  const isLetIn = facts.reachableFrom === 'yes' || (facts.reachableFrom === 'lan' && scope === 'lan');
  if (isLetIn && !isNarrowed) return { kind: 'already', old: record?.port === port ? undefined : record };
  if (record !== undefined && facts.reachableFrom === 'unknown' && isSameRule(record, rule))
    return { kind: 'already', old: undefined };
  if (rule.scope === 'lan' && rule.sources.length === 0)
    return { kind: 'impossible', message: m.noSubnet, hint: m.noSubnetHint };
  if (firewallAdapter(rule.firewall)?.byHand) {
    const lines = linesByHand(rule);
    return lines.length === 0
      ? { kind: 'impossible', message: m.container, hint: m.checks.docker(port) }
      : { kind: 'by-hand', lines, notes: notesOf(rule, facts, system) };
  }
  const old = record !== undefined && !isSameRule(record, rule) ? record : undefined;
  return { kind: 'rule', rule, old, notes: notesOf(rule, facts, system) };
}

/** How root can list the rules. */
const DETECTING = 'sudo nft list ruleset; sudo iptables -S';

function notesOf({ firewall }: FirewallRule, { verified }: FirewallFacts, system: System): string[] {
  const m = t().firewall;
  const adapter = firewallAdapter(firewall);
  return [
    ...(needsSudo(adapter?.needsRoot ?? true, system) ? [m.whyRoot] : []),
    ...(verified ? [] : [m.notVerified]),
    ...(adapter?.forgets === undefined ? [] : [m.forgets(adapter.forgets.keep)]),
    ...(adapter?.perProgram ? [m.perProgram] : []),
  ];
}
