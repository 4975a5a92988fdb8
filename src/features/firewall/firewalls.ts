import { firewalld } from './kinds/firewalld.ts';
import { iptables, nftables, oracle } from './kinds/kernel.ts';
import { ufw } from './kinds/ufw.ts';
import { container, macos, windows, wslMirrored, wslNat } from './kinds/untested.ts';
import type { FirewallId, FirewallRow } from './types.ts';

/**
 * In this order: the first that says it decides here is the one. What lies around this system comes first; ufw and
 * firewalld write their rules into the kernel, where they would be found a second time. A container
 * may have rules of its own; where it has none, those of its host count.
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
