import { isIP } from 'node:net';
import type { FoundRouter, MappingEntry, PortMapping, RouterOutside, Service } from '../../port-mapping.ts';
import { natPmpAddress } from './nat-pmp.ts';
import { silent } from './refusal.ts';
import { callService, type SoapReply } from './soap.ts';

/** A list that never ends is cut off here. */
const MAX_ENTRIES = 200;

const LIST_MS = 10_000;

/** SpecifiedArrayIndexInvalid, and NoSuchEntryInArray: the end of the list, no such entry. */
const END = 713;

export const NO_ENTRY = 714;

/** Network.listMappings. */
export async function listMappings({ upnp }: FoundRouter): Promise<MappingEntry[]> {
  return upnp === undefined ? [] : (await readList(upnp.control)).entries;
}

/** `isWhole`: the router said itself where the end is. */
async function readList(control: Service): Promise<{ entries: MappingEntry[]; isWhole: boolean }> {
  const entries: MappingEntry[] = [];
  const until = AbortSignal.timeout(LIST_MS);
  for (let index = 0; index < MAX_ENTRIES; index++) {
    const values = { NewPortMappingIndex: index };
    const reply = await callService(control, 'GetGenericPortMappingEntry', values, { signal: until });
    if (!('values' in reply)) return { entries, isWhole: 'fault' in reply && isNone(reply.fault) };
    const entry = entryOf(reply.values, Number(reply.values.NewExternalPort));
    if (entry !== undefined) entries.push(entry);
  }
  return { entries, isWhole: false };
}

/** What the router's list holds for the outer TCP port. 'unreadable': it has no answer of use. Throws where it is silent. */
export async function readEntry(
  mapping: PortMapping,
  control: Service,
): Promise<MappingEntry | 'unreadable' | undefined> {
  const { externalPort } = mapping;
  const reply = await askEntry(control, externalPort);
  if ('values' in reply) return entryOf(reply.values, externalPort) ?? 'unreadable';
  if ('problem' in reply) throw silent(mapping, reply.problem);
  if (isNone(reply.fault)) return undefined;
  // Some have no such question, but a list.
  const { entries, isWhole } = await readList(control);
  const found = entries.find((one) => one.externalPort === externalPort && one.protocol === 'TCP');
  return found ?? (isWhole ? undefined : 'unreadable');
}

function isNone(fault: number): boolean {
  return fault === NO_ENTRY || fault === END;
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

/** Network.askOutside. */
export async function askOutside(router: FoundRouter, signal?: AbortSignal): Promise<RouterOutside> {
  const { upnp, natPmp, gateway, ownAddress } = router;
  if (upnp !== undefined) {
    const reply = await callService(upnp.control, 'GetExternalIPAddress', {}, { signal });
    const address = 'values' in reply ? (reply.values.NewExternalIPAddress ?? '') : '';
    if (isAddress(address)) return { address, by: 'upnp' };
    if ('values' in reply && !natPmp) return { address: undefined, by: 'upnp' };
  }
  if (natPmp) {
    const reply = await natPmpAddress({ gateway, ownAddress, signal });
    if (reply !== undefined && 'address' in reply && isAddress(reply.address))
      return { address: reply.address, by: 'nat-pmp' };
    if (reply !== undefined) return { address: undefined, by: 'nat-pmp' };
  }
  return { address: undefined, by: upnp === undefined ? undefined : 'upnp' };
}

function isAddress(text: string): boolean {
  return isIP(text) === 4 && text !== '0.0.0.0';
}
