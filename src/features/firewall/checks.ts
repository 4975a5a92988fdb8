import { t } from '../../messages/index.ts';
import { typedLine } from '../../plan/sudo.ts';
import {
  type CheckContext,
  type CheckFindings,
  type CheckGroup,
  NOTHING_TO_CHECK,
} from '../../situation/check.ts';
import { effectiveSetting } from '../../situation/effective-setting.ts';
import type { Finding } from '../../situation/finding.ts';
import { listensHereOnly } from '../../situation/listen-reach.ts';
import type { System } from '../../system/system.ts';
import { linesByHand, nameOf, plainLines, wantedRule } from './changes.ts';
import { type ReadFirewall, readFirewall } from './facts.ts';
import { firewallAdapter } from './firewalls.ts';

/** Whether this computer's firewall admits the clients that the listen address allows. */
export const firewallChecks: CheckGroup = {
  layer: 'listening',
  checks: [
    { id: 'firewall', needs: ['config-loads'], fine: () => t().firewall.checks.fine, run: checkFirewall },
  ],
};

async function checkFirewall({ situation, system }: CheckContext): Promise<CheckFindings> {
  const { value: ip } = await effectiveSetting(situation, 'ip');
  if (await listensHereOnly(situation, ip)) return NOTHING_TO_CHECK;
  const read = await readFirewall(situation, undefined);
  const { facts, record, port } = read;
  const m = t().firewall.checks;
  const findings: Finding[] = [];
  const isGone = record?.port === port && facts.reachableFrom === 'no';
  if (isGone)
    findings.push({ id: 'firewall-rule-gone', status: 'warn', message: m.gone(port), fix: m.goneFix });
  if (facts.kind === 'oracle' && facts.reachableFrom !== 'yes' && facts.reachableFrom !== 'lan')
    findings.push({ id: 'firewall-oracle', status: 'warn', message: m.oracle(port), fix: m.oracleFix });
  if (facts.kind === 'container') findings.push({ id: 'firewall', status: 'ok', message: m.docker(port) });
  const closed = isGone ? undefined : closedFinding(read, system);
  if (closed) findings.push(closed);
  if (findings.length > 0) return findings;
  // No sign of a firewall: nothing to report.
  if (facts.kind === 'unknown') return NOTHING_TO_CHECK;
  return facts.kind === 'none' ? [{ id: 'firewall', status: 'ok', message: m.none }] : [];
}

/**
 * An active firewall for a port that others should reach: `warn` if it blocks them, `unknown` if only root can tell;
 * undefined if nothing indicates a problem.
 */
export function closedFinding(read: ReadFirewall, system: System): Finding | undefined {
  const { facts, port, record } = read;
  const m = t().firewall.checks;
  const { kind, active, reachableFrom } = facts;
  if (kind === 'none' || kind === 'unknown' || active !== true) return undefined;
  if (reachableFrom === 'yes' || reachableFrom === 'lan') return undefined;
  // We added a rule for this port; without root nobody can tell whether it still exists.
  if (reachableFrom === 'unknown' && record?.port === port) return undefined;
  const lines = linesToOpen(read, system);
  const fix = lines.length === 0 ? {} : { fix: m.closedFix(lines.join(' && ')) };
  const name = nameOf({ firewall: kind });
  return reachableFrom === 'no'
    ? { id: 'firewall-closed', status: 'warn', message: m.closed(name, port), ...fix }
    : { id: 'firewall', status: 'unknown', message: m.unseen(name, port), ...fix };
}

/** The commands that open the port to the LAN (to everyone if there is no LAN); empty if unknown. */
export function linesToOpen(
  { facts, lan: { subnets }, port }: Pick<ReadFirewall, 'facts' | 'lan' | 'port'>,
  system: System,
): string[] {
  const rule = wantedRule(facts, port, subnets.length === 0 ? 'everywhere' : 'lan', subnets);
  if (rule === undefined) return [];
  const adapter = firewallAdapter(rule.firewall);
  if (adapter?.byHand) return linesByHand(rule);
  return plainLines(rule).open.map((line) => typedLine(line, adapter?.needsRoot ?? true, system));
}
