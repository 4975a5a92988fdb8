import { PORT_MAPPING, type PortMapping } from '../../net/port-mapping.ts';
import { nullable, object, oneOf, optional, string, time } from '../../schema.ts';
import { stateRecord } from '../../state/record.ts';
import type { Files } from '../../system/system.ts';

/** The port that the router forwards for us: expose/mapping.json. */
const MAPPING_RECORD = object({
  schema: oneOf(1),
  /** null: no mapping any more. */
  mapping: nullable(PORT_MAPPING),
  /** ISO 8601, UTC: the time of the last request, when the lease starts. */
  at: time,
  /** The external address that the router reported then. */
  outside: optional(string),
});

/** The record is kept with the action that it `needs`: not if the router refused. */
export const { read: readMappingRecord, keep: keepMappingRecord } = stateRecord('mapping', MAPPING_RECORD);

/** Our mapping, if any. */
export async function ownMapping(files: Files, exposeDir: string): Promise<PortMapping | undefined> {
  return (await readMappingRecord(files, exposeDir))?.mapping ?? undefined;
}
