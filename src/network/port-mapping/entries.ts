import { isIP } from 'node:net';
import { ExposeError } from '../../errors.ts';
import { t } from '../../messages/index.ts';
import type { Service } from './description.ts';
import type { FoundRouter, MappingEntry, PortMapping } from './mapping.ts';
import { callService, type SoapReply } from './soap.ts';

/** A list that never ends is cut off here. */
const MOST_ENTRIES = 200;
const LIST_MS = 10_000;
/** SpecifiedArrayIndexInvalid, and NoSuchEntryInArray: the end of the list, no such entry. */
const END = 713;
export const NO_ENTRY = 714;

/** Everything that the router passes on, as far as UPnP tells; empty where it has no UPnP. */
export async function listMappings({ upnp }: FoundRouter): Promise<MappingEntry[]> {
  if (upnp === undefined) return [];
  const found: MappingEntry[] = [];
  const until = AbortSignal.timeout(LIST_MS);
  for (let index = 0; index < MOST_ENTRIES; index++) {
    const values = { NewPortMappingIndex: index };
    const reply = await callService(upnp.control, 'GetGenericPortMappingEntry', values, { signal: until });
    if (!('values' in reply)) break;
    const entry = entryOf(reply.values, Number(reply.values.NewExternalPort));
    if (entry !== undefined) found.push(entry);
  }
  return found;
}

/** What the router's list holds for the outer port; NAT-PMP and PCP have no question for that. Throws where it is silent. */
export async function readMapping(mapping: PortMapping): Promise<MappingEntry | 'unreadable' | undefined> {
  const { protocol, control, externalPort, gateway } = mapping;
  if (protocol !== 'upnp' || control === undefined) return 'unreadable';
  const reply = await askEntry(control, externalPort);
  if ('values' in reply) return entryOf(reply.values, externalPort);
  if ('fault' in reply && (reply.fault === NO_ENTRY || reply.fault === END)) return undefined;
  // Some have no such question at all.
  if ('fault' in reply) return 'unreadable';
  throw new ExposeError('environment', t().mapping.silent(gateway, reply.trouble), t().mapping.silentHint);
}

export function askEntry(control: Service, externalPort: number): Promise<SoapReply> {
  return callService(control, 'GetSpecificPortMappingEntry', {
    NewRemoteHost: '',
    NewExternalPort: externalPort,
    NewProtocol: 'TCP',
  });
}

function entryOf(values: Readonly<Record<string, string>>, externalPort: number): MappingEntry | undefined {
  const { NewInternalClient: client = '', NewInternalPort: port, NewEnabled, NewProtocol } = values;
  const internalPort = Number(port);
  const isPort = (one: number) => Number.isInteger(one) && one > 0 && one < 65_536;
  if (isIP(client) === 0 || !isPort(internalPort) || !isPort(externalPort)) return undefined;
  return {
    externalPort,
    internalAddress: client,
    internalPort,
    protocol: NewProtocol === 'UDP' ? 'UDP' : 'TCP',
    description: (values.NewPortMappingDescription ?? '').replace(/[\p{Cc}\p{Cf}]+/gu, ' ').slice(0, 80),
    enabled: NewEnabled !== '0',
    lease: Number(values.NewLeaseDuration) || 0,
  };
}
