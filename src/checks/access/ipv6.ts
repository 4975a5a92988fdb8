import { t } from '../../messages/index.ts';
import { addressKind } from '../../net/ip.ts';
import {
  type Check,
  type CheckContext,
  type CheckFindings,
  NOTHING_TO_CHECK,
} from '../../situation/check.ts';
import { effectiveSetting } from '../../situation/effective-setting.ts';
import { type Finding, finding } from '../../situation/finding.ts';
import type { Situation } from '../../situation/situation.ts';

/** Values of `ip` that include IPv6. */
const ON_IPV6: readonly string[] = ['', '*', '::'];

/** On IPv6, no router hides this computer: its address is public. */
export const ipv6Checks: readonly Check[] = [
  { id: 'ipv6', needs: ['config-loads'], fine: () => t().outside.ipv6.fine, run: checkIpv6 },
];

async function checkIpv6({ situation }: CheckContext): Promise<CheckFindings> {
  const { value } = await effectiveSetting(situation, 'ip');
  const found = await ipv6Exposed(situation, String(value ?? 'localhost'));
  return found === undefined ? NOTHING_TO_CHECK : [found];
}

/** Undefined if Jupyter does not listen on IPv6, or this computer has no permanent public IPv6 address. */
export async function ipv6Exposed(situation: Situation, ip: string): Promise<Finding | undefined> {
  if (!ON_IPV6.includes(ip) && addressKind(ip) !== 'public') return undefined;
  const own = await situation.get('addresses');
  const global = own.filter(
    ({ address, family, temporary }) => family === 6 && !temporary && addressKind(address) === 'public',
  );
  if (global.length === 0) return undefined;
  const s = t().outside.ipv6;
  const message = s.exposed(global.map(({ address }) => address).join(', '));
  return finding('warn', 'ipv6-exposed', { message, fix: s.exposedFix });
}
