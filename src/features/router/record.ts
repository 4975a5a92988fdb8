import type { PortMapping } from '../../net/port-mapping.ts';
import type { WriteFile } from '../../plan/change.ts';
import { type Infer, nullable, number, object, oneOf, optional, port, string, time } from '../../schema.ts';
import { statePaths } from '../../state/paths.ts';
import { keepRecord, readRecord } from '../../state/record.ts';
import type { Files } from '../../system/system.ts';

const MAPPING_RECORD = object({
  schema: oneOf(1),
  /** null: no mapping any more. */
  mapping: nullable(
    object({
      protocol: oneOf('upnp', 'nat-pmp', 'pcp'),
      gateway: string,
      control: optional(object({ url: string, service: string })),
      internalAddress: string,
      internalPort: port,
      externalPort: port,
      description: string,
      lease: number,
      nonce: optional(string),
    }),
  ),
  /** ISO 8601, UTC: the time of the last request, when the lease starts. */
  at: time,
  /** The external address that the router reported then. */
  outside: optional(string),
});

/** The port that the router forwards for us: expose/mapping.json. */
export type MappingRecord = Infer<typeof MAPPING_RECORD>;

/** Undefined if the record is missing or invalid, for example after a manual edit. */
export function readMappingRecord(files: Files, exposeDir: string): Promise<MappingRecord | undefined> {
  return readRecord(files, statePaths(exposeDir).mapping, MAPPING_RECORD);
}

/** Our mapping, if any. */
export async function ownMapping(files: Files, exposeDir: string): Promise<PortMapping | undefined> {
  return (await readMappingRecord(files, exposeDir))?.mapping ?? undefined;
}

/** The change that writes the record; skipped if the router refused (`needs`). */
export function keepMappingRecord(exposeDir: string, record: MappingRecord, needs: string): WriteFile {
  return keepRecord(statePaths(exposeDir).mapping, record, needs);
}
