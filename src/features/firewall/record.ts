import { join } from 'node:path';
import type { WriteFile } from '../../plan/change.ts';
import { keepOwnRecord, readOwnRecord } from '../../state/record.ts';
import type { Files } from '../../system/system.ts';
import { firewallRow } from './firewalls.ts';
import type { FirewallRule } from './types.ts';

/** The rule that we made: expose/firewall.json. */
export function firewallRecordPath(exposeDir: string): string {
  return join(exposeDir, 'firewall.json');
}

/** Undefined where we made none, took it away again, or the file cannot be read as such. */
export function readFirewallRecord(files: Files, exposeDir: string): Promise<FirewallRule | undefined> {
  return readOwnRecord(files, firewallRecordPath(exposeDir), isRecord).then((record) => record?.rule);
}

/** Keeping it is a change of the plan like every other; null: there is none any more. */
export function keepFirewallRecord(exposeDir: string, rule: FirewallRule | null, needs: string): WriteFile {
  return keepOwnRecord(firewallRecordPath(exposeDir), { schema: 1, rule }, needs);
}

function isRecord(value: unknown): value is { readonly rule: FirewallRule } {
  return typeof value === 'object' && value !== null && 'rule' in value && isRule(value.rule);
}

/** Its words are run as root: nothing gets there that is not what it says it is. */
function isRule(value: unknown): value is FirewallRule {
  if (typeof value !== 'object' || value === null) return false;
  const { firewall, port, scope, sources, place } = value as Partial<FirewallRule>;
  const isPort = Number.isInteger(port) && Number(port) >= 1 && Number(port) <= 65_535;
  if (firewall === undefined || firewallRow(firewall) === undefined || !isPort) return false;
  if (scope !== 'everywhere' && scope !== 'lan') return false;
  if (!Array.isArray(sources) || !sources.every((one) => /^[\da-f.:]+\/\d{1,3}$/i.test(String(one))))
    return false;
  if (typeof place !== 'object' || place === null) return false;
  const { zone = 'public', chains = [], program = '/' } = place;
  return (
    /^[\w-]+$/.test(zone) &&
    Array.isArray(chains) &&
    chains.every((chain) => /^(?:inet|ip|ip6) [\w.-]+ [\w.-]+$/.test(String(chain))) &&
    typeof program === 'string' &&
    program.startsWith('/')
  );
}
