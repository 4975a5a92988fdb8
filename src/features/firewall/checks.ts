import { t } from '../../messages/index.ts';
import { isLoopback } from '../../net/listen-address.ts';
import { type Check, type CheckContext, NOTHING_TO_CHECK } from '../../situation/check.ts';
import type { Finding } from '../../situation/finding.ts';
import { inForce } from '../../situation/setting.ts';
import { closedFinding } from './closed.ts';
import { readFirewall } from './read.ts';

type Looked = readonly Finding[] | typeof NOTHING_TO_CHECK;

/** Does the firewall of this computer let in whom the address invites? */
export const firewallChecks: readonly Check[] = [
  { id: 'firewall', needs: ['config-loads'], fine: () => t().firewall.checks.fine, look },
];

async function look({ situation, system }: CheckContext): Promise<Looked> {
  const { value: ip } = await inForce(situation, 'ip');
  if (isLoopback(String(ip))) return NOTHING_TO_CHECK;
  const read = await readFirewall(situation, undefined);
  const { facts, record, port } = read;
  const m = t().firewall.checks;
  const findings: Finding[] = [];
  const isGone = record?.port === port && facts.letsIn === 'no';
  if (isGone)
    findings.push({ id: 'firewall-rule-gone', status: 'warn', message: m.gone(port), fix: m.goneFix });
  if (facts.kind === 'oracle' && facts.letsIn !== 'yes' && facts.letsIn !== 'lan')
    findings.push({ id: 'firewall-oracle', status: 'warn', message: m.oracle(port), fix: m.oracleFix });
  if (facts.kind === 'container') findings.push({ id: 'firewall', status: 'ok', message: m.docker(port) });
  const closed = isGone ? undefined : closedFinding(read, system);
  if (closed) findings.push(closed);
  if (findings.length > 0) return findings;
  // Nobody says that there is one: no reason to alarm anybody.
  if (facts.kind === 'unknown') return NOTHING_TO_CHECK;
  return facts.kind === 'none' ? [{ id: 'firewall', status: 'ok', message: m.none }] : [];
}
