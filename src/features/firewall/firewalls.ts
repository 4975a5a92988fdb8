import { firewalld } from './adapters/firewalld.ts';
import { iptables, nftables, oracle } from './adapters/kernel-rules.ts';
import { ufw } from './adapters/ufw.ts';
import { container, macos, windows, wslMirrored, wslNat } from './adapters/unverified.ts';
import type { FirewallAdapter, FirewallId } from './types.ts';

/**
 * In order: the first one that reports being in charge is used. The host's firewalls come first. ufw and firewalld come
 * before the kernel's rules, where their rules would be found again. A container may have rules of its own; without
 * any, its host's apply.
 */
export const FIREWALLS: readonly FirewallAdapter[] = [
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

export function firewallAdapter(id: FirewallId): FirewallAdapter | undefined {
  return FIREWALLS.find((adapter) => adapter.id === id);
}
