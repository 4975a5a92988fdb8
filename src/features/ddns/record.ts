import { join } from 'node:path';
import type { WriteFile } from '../../plan/change.ts';
import type { Situation } from '../../situation/situation.ts';
import { keepOwnRecord, readOwnRecord } from '../../state/record.ts';
import type { Files } from '../../system/system.ts';
import type { OutsideName } from '../../wizard/init-run.ts';

/** Where the address comes from that is told to the service: the router, services on the internet, or the person once. */
export type AddressFrom = 'router' | 'outside' | 'given';

/** How a name is kept up to date: expose/ddns.json. Its secret lies in tokens.json. */
export interface DdnsRecord {
  readonly schema: 1;
  readonly name: string;
  readonly service: string;
  /** Instead of the service's own address. */
  readonly server?: string;
  readonly user?: string;
  readonly addressFrom: AddressFrom;
  /** Of 'outside': who is asked. */
  readonly echo?: readonly string[];
  /** What the service was told last. */
  readonly last?: { readonly ipv4: string; readonly ipv6?: string; readonly at: string };
}

/** The file. */
function ddnsRecordPath(exposeDir: string): string {
  return join(exposeDir, 'ddns.json');
}

/** Undefined where there is none, or none that can be read as such. */
export function readDdnsRecord(files: Files, exposeDir: string): Promise<DdnsRecord | undefined> {
  return readOwnRecord(files, ddnsRecordPath(exposeDir), isRecord);
}

/** Keeping it is a change of the plan like every other. */
export function keepDdnsRecord(exposeDir: string, record: DdnsRecord): WriteFile {
  return keepOwnRecord(ddnsRecordPath(exposeDir), record);
}

function isRecord(value: unknown): value is DdnsRecord {
  if (typeof value !== 'object' || value === null) return false;
  const { schema, name, service, addressFrom, server, user, echo, last } = value as Partial<DdnsRecord>;
  const isText = (one: unknown) => one === undefined || typeof one === 'string';
  const isFrom = addressFrom === 'router' || addressFrom === 'outside' || addressFrom === 'given';
  const isEcho = echo === undefined || (Array.isArray(echo) && echo.every((one) => typeof one === 'string'));
  const isLast = last === undefined || (typeof last === 'object' && typeof last?.ipv4 === 'string');
  const named = typeof name === 'string' && typeof service === 'string';
  return schema === 1 && named && isFrom && isText(server) && isText(user) && isEcho && isLast;
}

/** The name that is kept up to date. */
export async function keptName(situation: Situation): Promise<OutsideName> {
  const { exposeDir } = await situation.get('places');
  const record = await readDdnsRecord(situation.system.files, exposeDir);
  return record === undefined ? {} : { name: record.name };
}
