import { firewalld } from './kinds/firewalld.ts';
import { iptables, nftables, oracle } from './kinds/kernel.ts';
import { ufw } from './kinds/ufw.ts';
import { container, macos, windows, wslMirrored, wslNat } from './kinds/untested.ts';
import type { FirewallId, FirewallRow } from './types.ts';

/**
 * In order: the first one that reports being in charge is used. The host's firewalls come first. ufw and firewalld come
 * before the kernel's rules, where their rules would be found again. A container may have rules of its own; without
 * any, its host's apply.
 */
export const FIREWALLS: readonly FirewallRow[] = [
  windows,
  macos,
  wslNat,
  wslMirrored,
  oracle,
  ufw,
  firewalld,
  iptables,
  nftables,
  container,
];

export function firewallRow(id: FirewallId): FirewallRow | undefined {
  return FIREWALLS.find((row) => row.id === id);
}
