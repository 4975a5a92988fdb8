import { array, type Infer, object, oneOf, optional, string } from '../../schema.ts';
import type { Situation } from '../../situation/situation.ts';
import { stateRecord } from '../../state/record.ts';
import type { OutsideName } from '../../wizard/init-run.ts';

const DDNS_RECORD = object({
  schema: oneOf(1),
  name: string,
  service: string,
  /** Replaces the service's own URL. */
  server: optional(string),
  user: optional(string),
  /** The source of the address: the router, services on the internet, or the user, once. */
  addressFrom: oneOf('router', 'outside', 'given'),
  /** For 'outside': the services to ask. */
  echo: optional(array(string)),
  /** The last update sent to the service. */
  last: optional(object({ ipv4: string, ipv6: optional(string), at: string })),
});

/** How a name is kept up to date: expose/ddns.json. Its secret is in tokens.json. */
export type DdnsRecord = Infer<typeof DDNS_RECORD>;
export type AddressFrom = DdnsRecord['addressFrom'];

export const { read: readDdnsRecord, keep: keepDdnsRecord } = stateRecord('ddns', DDNS_RECORD);

/** The name that is kept up to date, if any. */
export async function keptName(situation: Situation): Promise<OutsideName> {
  const { exposeDir } = await situation.get('paths');
  const record = await readDdnsRecord(situation.system.files, exposeDir);
  return record === undefined ? {} : { name: record.name };
}
