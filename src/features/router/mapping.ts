import { t } from '../../messages/index.ts';
import type { FoundRouter, MappingEntry, MappingProtocol, PortMapping } from '../../net/port-mapping.ts';
import type { Change, MapPort } from '../../plan/change.ts';
import type { Situation } from '../../situation/situation.ts';
import type { System } from '../../system/system.ts';
import { keepMappingRecord, ownMapping } from './record.ts';

/** The ids of the actions, also used by the findings about their failure. */
export const ROUTER_MAP = 'router-map';
export const ROUTER_UNMAP = 'router-unmap';

/** Seconds. An expired lease frees the port when this computer is gone; `renew` renews it after half of it. */
export const LEASE_SECONDS = 86_400;
/** The name in the router's list. */
const DESCRIPTION = 'jupyter-expose';

export interface WantedMapping {
  readonly router: FoundRouter;
  readonly internalPort: number;
  readonly externalPort: number;
}

/** Undefined if the router supports no protocol. UPnP comes first: only it can say who uses a port. */
export function mappingFor(wanted: WantedMapping, system: System): PortMapping | undefined {
  const { router, internalPort, externalPort } = wanted;
  const protocol = protocolOf(router);
  if (protocol === undefined) return undefined;
  return {
    protocol,
    gateway: router.gateway,
    ...(protocol === 'upnp' && router.upnp && { control: router.upnp.control }),
    internalAddress: router.ownAddress,
    internalPort,
    externalPort,
    description: DESCRIPTION,
    lease: LEASE_SECONDS,
    ...(protocol === 'pcp' && { nonce: Buffer.from(system.randomBytes(12)).toString('hex') }),
  };
}

/** Opens the new mapping, records it, then closes the old one. The old one stays if the router refuses the new one. */
export function planMapping(
  exposeDir: string,
  mapping: PortMapping,
  old: PortMapping | undefined,
  { now, outside }: { readonly now: Date; readonly outside: string | undefined },
): Change[] {
  const record = {
    schema: 1 as const,
    mapping,
    at: now.toISOString(),
    ...(outside !== undefined && outside !== '' && { outside }),
  };
  const kept = keepMappingRecord(exposeDir, record, ROUTER_MAP);
  if (old === undefined) return [open(mapping), kept];
  const otherwise = t().router.forward.leftOpen(old.externalPort, old.internalPort);
  if (samePort(old, mapping) || sharesInnerPort(old, mapping))
    return [{ ...open(mapping), replaces: old, otherwise }, kept];
  return [{ ...open(mapping), otherwise }, kept, close(old, ROUTER_MAP)];
}

/**
 * NAT-PMP and PCP identify a mapping by its internal port: closing the old one after opening the new one removes both
 * (miniupnpd with NAT-PMP) or neither (PCP). So the old one is closed first, and restored if the new one is refused.
 */
function sharesInnerPort(old: PortMapping, mapping: PortMapping): boolean {
  const isSameTarget = old.gateway === mapping.gateway && old.internalAddress === mapping.internalAddress;
  return old.protocol !== 'upnp' && isSameTarget && old.internalPort === mapping.internalPort;
}

/** Removes our mapping. */
export function planUnmapping(exposeDir: string, mapping: PortMapping, now: Date): Change[] {
  const record = { schema: 1 as const, mapping: null, at: now.toISOString() };
  return [close(mapping), keepMappingRecord(exposeDir, record, ROUTER_UNMAP)];
}

function samePort(a: PortMapping, b: PortMapping): boolean {
  return a.gateway === b.gateway && a.externalPort === b.externalPort;
}

/** Whether the old mapping is what is wanted, as far as our record says. */
export function isSameMapping(a: PortMapping, b: PortMapping): boolean {
  return (
    samePort(a, b) &&
    a.protocol === b.protocol &&
    a.internalAddress === b.internalAddress &&
    a.internalPort === b.internalPort
  );
}

/** Whether the router's entry leads to the port that our mapping names. */
export function isOurs(entry: MappingEntry | undefined, mapping: PortMapping): boolean {
  return entry?.internalAddress === mapping.internalAddress && entry.internalPort === mapping.internalPort;
}

function open(mapping: PortMapping): MapPort {
  const title = t().router.forward.opens(mapping.externalPort);
  return { kind: 'map-port', id: ROUTER_MAP, title, want: 'open', mapping, mayFail: true };
}

function close(mapping: PortMapping, needs?: string): MapPort {
  const title = t().router.forward.closes(mapping.externalPort);
  const after = needs === undefined ? {} : { needs };
  return { kind: 'map-port', id: ROUTER_UNMAP, title, want: 'closed', mapping, mayFail: true, ...after };
}

function protocolOf({ upnp, pcp, natPmp }: FoundRouter): MappingProtocol | undefined {
  if (upnp !== undefined) return 'upnp';
  if (pcp) return 'pcp';
  return natPmp ? 'nat-pmp' : undefined;
}

/** The part of `close`: our mapping, if any. */
export async function closeMapping(situation: Situation): Promise<Change[]> {
  const { files, now } = situation.system;
  const { exposeDir } = await situation.get('paths');
  const mapping = await ownMapping(files, exposeDir);
  return mapping === undefined ? [] : planUnmapping(exposeDir, mapping, now());
}
