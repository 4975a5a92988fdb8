import { t } from '../../messages/index.ts';
import type { FoundRouter, MappingProtocol, PortMapping } from '../../net/port-mapping.ts';
import type { Change, MapPort } from '../../plan/change.ts';
import type { Situation } from '../../situation/situation.ts';
import type { System } from '../../system/system.ts';
import { keepMappingRecord, ownMapping } from './record.ts';

/** The ids of the actions, and of the findings about their failure. */
export const ROUTER_MAP = 'router-map';
export const ROUTER_UNMAP = 'router-unmap';

/** Seconds. A lease that ends frees the port when this computer is gone; `renew` asks again at half of it. */
export const LEASE_SECONDS = 86_400;
/** What the router's list calls it. */
const DESCRIPTION = 'jupyter-expose';

export interface WantedMapping {
  readonly router: FoundRouter;
  readonly internalPort: number;
  readonly externalPort: number;
}

/** Undefined where the router offers no way. UPnP first: it alone can say whose a port is. */
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

/** The new one first, then the record, last the old one; the old one stays where the new one was refused. */
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
  const otherwise = t().routerStep.leftOpen(old.externalPort, old.internalPort);
  if (samePort(old, mapping) || sharesInnerPort(old, mapping))
    return [{ ...open(mapping), replaces: old, otherwise }, kept];
  return [{ ...open(mapping), otherwise }, kept, close(old, ROUTER_MAP)];
}

/**
 * NAT-PMP and PCP know a port by its inner one: taking the old away after the new one was opened takes both (miniupnpd by NAT-PMP),
 * or none (by PCP). So the old one goes first, and comes back where the new one is refused.
 */
function sharesInnerPort(old: PortMapping, mapping: PortMapping): boolean {
  const isSamePlace = old.gateway === mapping.gateway && old.internalAddress === mapping.internalAddress;
  return old.protocol !== 'upnp' && isSamePlace && old.internalPort === mapping.internalPort;
}

/** Takes ours away. */
export function planUnmapping(exposeDir: string, mapping: PortMapping, now: Date): Change[] {
  const record = { schema: 1 as const, mapping: null, at: now.toISOString() };
  return [close(mapping), keepMappingRecord(exposeDir, record, ROUTER_UNMAP)];
}

function samePort(a: PortMapping, b: PortMapping): boolean {
  return a.gateway === b.gateway && a.externalPort === b.externalPort;
}

/** Does the router pass on what is wanted already, as far as our record tells? */
export function isSameMapping(a: PortMapping, b: PortMapping): boolean {
  return (
    samePort(a, b) &&
    a.protocol === b.protocol &&
    a.internalAddress === b.internalAddress &&
    a.internalPort === b.internalPort
  );
}

function open(mapping: PortMapping): MapPort {
  const title = t().routerStep.opens(mapping.externalPort);
  return { kind: 'map-port', id: ROUTER_MAP, title, want: 'open', mapping, mayFail: true };
}

function close(mapping: PortMapping, needs?: string): MapPort {
  const title = t().routerStep.closes(mapping.externalPort);
  const after = needs === undefined ? {} : { needs };
  return { kind: 'map-port', id: ROUTER_UNMAP, title, want: 'closed', mapping, mayFail: true, ...after };
}

function protocolOf({ upnp, pcp, natPmp }: FoundRouter): MappingProtocol | undefined {
  if (upnp !== undefined) return 'upnp';
  if (pcp) return 'pcp';
  return natPmp ? 'nat-pmp' : undefined;
}

/** What `close` shuts: our mapping, where there is one. */
export async function closeMapping(situation: Situation): Promise<Change[]> {
  const { files, now } = situation.system;
  const { exposeDir } = await situation.get('places');
  const mapping = await ownMapping(files, exposeDir);
  return mapping === undefined ? [] : planUnmapping(exposeDir, mapping, now());
}
