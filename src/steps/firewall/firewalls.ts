import { container, macos, windows, wslMirrored, wslNat } from './elsewhere.ts';
import { firewalld } from './firewalld.ts';
import { iptables, nftables, oracle } from './kernel.ts';
import type { FirewallId } from './kinds.ts';
import type { FirewallRow } from './row.ts';
import { ufw } from './ufw.ts';

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
