import { isSubnet } from '../../net/ip.ts';
import type { WriteFile } from '../../plan/change.ts';
import {
  array,
  boolean,
  nullable,
  object,
  oneOf,
  optional,
  port,
  type Schema,
  string,
  where,
} from '../../schema.ts';
import { statePaths } from '../../state/paths.ts';
import { keepRecord } from '../../state/record.ts';
import { requireRecord } from '../../system/read-record.ts';
import type { Files } from '../../system/system.ts';
import { FIREWALLS } from './firewalls.ts';
import type { FirewallRule } from './types.ts';

/** Values of the record become part of commands run as root, so none may become an option or another word. */
export const FIREWALL_RULE: Schema<FirewallRule> = object({
  firewall: oneOf(...FIREWALLS.map(({ id }) => id)),
  port,
  scope: oneOf('lan', 'everywhere'),
  sources: array(where(string, 'a subnet', isSubnet)),
  place: object({
    ipv4Only: optional(boolean),
    zone: optional(matching(/^\w[\w-]*$/, 'a zone')),
    chains: optional(array(matching(/^(?:inet|ip|ip6) \w[\w.-]* \w[\w.-]*$/, 'a chain'))),
    program: optional(matching(/^\/\P{Cc}+$/u, 'an absolute path')),
  }),
  unseen: optional(boolean),
});

const FIREWALL_RECORD = object({ rule: nullable(FIREWALL_RULE) });

/** Undefined if we added no rule or removed it again. Throws ExposeError('environment') if that cannot be known. */
export async function readFirewallRecord(files: Files, exposeDir: string): Promise<FirewallRule | undefined> {
  return (await requireRecord(files, statePaths(exposeDir).firewall, FIREWALL_RECORD))?.rule ?? undefined;
}

/** The change that writes the record; null: no rule any more. */
export function keepFirewallRecord(exposeDir: string, rule: FirewallRule | null, needs: string): WriteFile {
  return keepRecord(statePaths(exposeDir).firewall, { schema: 1, rule }, needs);
}

function matching(pattern: RegExp, expected: string): Schema<string> {
  return where(string, expected, (one) => pattern.test(one));
}
