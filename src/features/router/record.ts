import type { PortMapping } from '../../net/port-mapping.ts';
import type { WriteFile } from '../../plan/change.ts';
import { type Infer, nullable, number, object, oneOf, optional, port, string, time } from '../../schema.ts';
import { statePaths } from '../../state/paths.ts';
import { keepRecord, readRecord } from '../../state/record.ts';
import type { Files } from '../../system/system.ts';

const MAPPING_RECORD = object({
  schema: oneOf(1),
  /** null: none any more. */
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
  /** ISO 8601, UTC: when it was asked for last; the lease counts from there. */
  at: time,
  /** What the router said of its outer address then. */
  outside: optional(string),
});

/** The port that the router passes on for us: expose/mapping.json. */
export type MappingRecord = Infer<typeof MAPPING_RECORD>;

/** Undefined where there is none, or none that can be read as such: what a hand has written is not believed. */
export function readMappingRecord(files: Files, exposeDir: string): Promise<MappingRecord | undefined> {
  return readRecord(files, statePaths(exposeDir).mapping, MAPPING_RECORD);
}

/** Our mapping, where there is one. */
export async function ownMapping(files: Files, exposeDir: string): Promise<PortMapping | undefined> {
  return (await readMappingRecord(files, exposeDir))?.mapping ?? undefined;
}

/** Keeping it is a change of the plan like every other; not done where the router refused (`needs`). */
export function keepMappingRecord(exposeDir: string, record: MappingRecord, needs: string): WriteFile {
  return keepRecord(statePaths(exposeDir).mapping, record, needs);
}
