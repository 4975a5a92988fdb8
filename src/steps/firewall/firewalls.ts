import type { FirewallId } from './kinds.ts';
import type { FirewallRow } from './row.ts';
import { ufw } from './ufw.ts';

/** In this order: the first that says it decides here is the one. */
export const FIREWALLS: readonly FirewallRow[] = [ufw];

export function firewallRow(id: FirewallId): FirewallRow | undefined {
  return FIREWALLS.find((row) => row.id === id);
}
