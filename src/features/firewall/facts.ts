import { ownNetworks } from '../../net/subnets.ts';
import { type AsRoot, asRoot, needsSudo } from '../../plan/sudo.ts';
import type { System } from '../../system/system.ts';
import { FIREWALLS } from './firewalls.ts';
import { NO_RULES } from './row.ts';
import type { FirewallFacts, House } from './types.ts';

export interface FactsOptions {
  /** What listens: macOS lets in programs. */
  readonly program?: string | undefined;
  /** Also what only root may read, where sudo gives it without a word; only where the person wants a rule. */
  readonly sudo?: boolean;
}

/** What can be known of this computer's firewall, without root as far as that goes. Never guesses that there is none. */
export async function firewallFacts(
  system: System,
  port: number,
  { program, sudo = false }: FactsOptions = {},
): Promise<FirewallFacts> {
  const root = await rootForReading(system, sudo);
  const tools = { system, port, house: readHouse(), root, program };
  let isOpen = false;
  for (const row of FIREWALLS) {
    const seen = await row.look(tools);
    if (seen === undefined) continue;
    if (seen === NO_RULES) {
      isOpen = true;
      continue;
    }
    const { active, letsIn, place = {}, unseen = false } = seen;
    return { kind: row.id, active, letsIn, verified: row.verified === 'yes', place, unseen };
  }
  const known = { verified: true, place: {} };
  // Only who has seen all the rules that the kernel has may say so.
  if (!isOpen) return { ...known, kind: 'unknown', active: 'unknown', letsIn: 'unknown', unseen: true };
  return { ...known, kind: 'none', active: false, letsIn: 'yes', unseen: false };
}

/** The networks of the house, as rules speak of them: those with a link-local address as one. */
export function readHouse(): House {
  const networks = ownNetworks();
  const subnets = networks.map(({ subnet }) => (/^fe[89ab]/i.test(subnet) ? 'fe80::/10' : subnet));
  const interfaces = networks.map(({ interfaceName }) => interfaceName);
  return { subnets: [...new Set(subnets)], interfaces: [...new Set(interfaces)] };
}

async function rootForReading(system: System, sudo: boolean): Promise<AsRoot | undefined> {
  if (!needsSudo(true, system)) return asRoot(false, system);
  // Asking sudo in vain is written down in the administrator's log.
  return sudo ? asRoot(true, system, 'quietly') : undefined;
}
