import { join } from 'node:path';
import type { MappingProtocol, PortMapping } from '../../net/port-mapping/mapping.ts';
import type { WriteFile } from '../../plan/change.ts';
import { keepOwnRecord, readOwnRecord } from '../../state/record.ts';
import type { Files } from '../../system/system.ts';

/** The port that the router passes on for us: expose/mapping.json. */
export interface MappingRecord {
  readonly schema: 1;
  /** null: none any more. */
  readonly mapping: PortMapping | null;
  /** ISO 8601, UTC: when it was asked for last; the lease counts from there. */
  readonly at: string;
  /** What the router said of its outer address then. */
  readonly outside?: string;
}

const PROTOCOLS: readonly MappingProtocol[] = ['upnp', 'nat-pmp', 'pcp'];

/** The file. */
function mappingRecordPath(exposeDir: string): string {
  return join(exposeDir, 'mapping.json');
}

/** Undefined where there is none, or none that can be read as such: what a hand has written is not believed. */
export function readMappingRecord(files: Files, exposeDir: string): Promise<MappingRecord | undefined> {
  return readOwnRecord(files, mappingRecordPath(exposeDir), isRecord);
}

/** Our mapping, where there is one. */
export async function ownMapping(files: Files, exposeDir: string): Promise<PortMapping | undefined> {
  return (await readMappingRecord(files, exposeDir))?.mapping ?? undefined;
}

/** Keeping it is a change of the plan like every other; not done where the router refused (`needs`). */
export function keepMappingRecord(exposeDir: string, record: MappingRecord, needs: string): WriteFile {
  return keepOwnRecord(mappingRecordPath(exposeDir), record, needs);
}

function isRecord(value: unknown): value is MappingRecord {
  if (typeof value !== 'object' || value === null) return false;
  const { schema, mapping, at } = value as Partial<MappingRecord>;
  const isTime = typeof at === 'string' && !Number.isNaN(Date.parse(at));
  return schema === 1 && isTime && (mapping === null || isMapping(mapping));
}

function isMapping(value: unknown): value is PortMapping {
  if (typeof value !== 'object' || value === null) return false;
  const one = value as Partial<PortMapping>;
  const isPort = (port: unknown) => Number.isInteger(port) && Number(port) > 0 && Number(port) < 65536;
  const texts = [one.gateway, one.internalAddress, one.description];
  return (
    PROTOCOLS.some((protocol) => protocol === one.protocol) &&
    texts.every((text) => typeof text === 'string') &&
    isPort(one.internalPort) &&
    isPort(one.externalPort) &&
    typeof one.lease === 'number'
  );
}
