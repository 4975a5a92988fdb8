import type { WriteFile } from '../../plan/change.ts';
import { array, type Infer, object, oneOf, optional, string } from '../../schema.ts';
import type { Situation } from '../../situation/situation.ts';
import { statePaths } from '../../state/paths.ts';
import { keepRecord, readRecord } from '../../state/record.ts';
import type { Files } from '../../system/system.ts';
import type { OutsideName } from '../../wizard/init-run.ts';

const DDNS_RECORD = object({
  schema: oneOf(1),
  name: string,
  service: string,
  /** Instead of the service's own address. */
  server: optional(string),
  user: optional(string),
  /** Where the address comes from that the service is told: the router, services on the internet, or the person once. */
  addressFrom: oneOf('router', 'outside', 'given'),
  /** Of 'outside': who is asked. */
  echo: optional(array(string)),
  /** What the service was told last. */
  last: optional(object({ ipv4: string, ipv6: optional(string), at: string })),
});

/** How a name is kept up to date: expose/ddns.json. Its secret lies in tokens.json. */
export type DdnsRecord = Infer<typeof DDNS_RECORD>;
export type AddressFrom = DdnsRecord['addressFrom'];

/** Undefined where there is none, or none that can be read as such. */
export function readDdnsRecord(files: Files, exposeDir: string): Promise<DdnsRecord | undefined> {
  return readRecord(files, statePaths(exposeDir).ddns, DDNS_RECORD);
}

/** Keeping it is a change of the plan like every other. */
export function keepDdnsRecord(exposeDir: string, record: DdnsRecord): WriteFile {
  return keepRecord(statePaths(exposeDir).ddns, record);
}

/** The name that is kept up to date. */
export async function keptName(situation: Situation): Promise<OutsideName> {
  const { exposeDir } = await situation.get('places');
  const record = await readDdnsRecord(situation.system.files, exposeDir);
  return record === undefined ? {} : { name: record.name };
}
