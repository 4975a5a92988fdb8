import { isIP } from 'node:net';
import { number, object, oneOf, optional, port, type Schema, string, where } from '../schema.ts';
import type { Gateway } from './gateway.ts';

/** How a router is asked: UPnP IGD (version 1 or 2), NAT-PMP (RFC 6886) or PCP (RFC 6887). */
export type MappingProtocol = 'upnp' | 'nat-pmp' | 'pcp';

/** Where a router takes commands, and the UPnP service that they are of. */
export interface Service {
  readonly url: string;
  readonly service: string;
}

/** One TCP port that the router passes on to this computer: all that is needed to ask for it, and to take it away later. */
export interface PortMapping {
  readonly protocol: MappingProtocol;
  /** The address of the router in the house. */
  readonly gateway: string;
  /** Of `upnp`: where its commands go, as its description said last. A router that was restarted may have moved it. */
  readonly control?: Service;
  /** The address of this computer that the router knows. */
  readonly internalAddress: string;
  readonly internalPort: number;
  /** Never 0: that would be every port. */
  readonly externalPort: number;
  /** What the router's own list calls it. */
  readonly description: string;
  /** Seconds that are asked for; the router may grant fewer. */
  readonly lease: number;
  /** Of `pcp`: 12 bytes in hex; the same ones renew and delete. */
  readonly nonce?: string;
}

const ADDRESS = where(string, 'an address', (one) => isIP(one) !== 0);

/** A mapping as we record it. Whoever can write the record chooses whom we ask and with what words, so each is checked. */
export const PORT_MAPPING: Schema<PortMapping> = object({
  protocol: oneOf('upnp', 'nat-pmp', 'pcp'),
  gateway: ADDRESS,
  control: optional(
    object({
      url: where(string, 'an http address', isHttpUrl),
      service: where(string, 'a service', (one) => /^urn:[\w:.-]+$/.test(one)),
    }),
  ),
  internalAddress: ADDRESS,
  internalPort: port,
  externalPort: port,
  description: where(string, 'a short text', (one) => /^[\x20-\x7e]{0,64}$/.test(one)),
  lease: where(number, 'seconds', (one) => Number.isInteger(one) && one >= 0 && one < 2 ** 32),
  nonce: optional(where(string, '12 bytes in hex', (one) => /^[\da-f]{24}$/.test(one))),
});

function isHttpUrl(text: string): boolean {
  if (!/^https?:\/\/\S+$/.test(text) || !URL.canParse(text)) return false;
  return new URL(text).username === '';
}

/** What the router's list holds for an outer port. */
export interface MappingEntry
  extends Pick<PortMapping, 'externalPort' | 'internalAddress' | 'internalPort' | 'description'> {
  readonly protocol: 'TCP' | 'UDP';
  readonly enabled: boolean;
  /** Seconds left; 0: until the router restarts, or for ever. */
  readonly lease: number;
}

/** What the router says of itself: untrusted text. */
export interface RouterDescription {
  readonly manufacturer?: string;
  readonly manufacturerUrl?: string;
  readonly friendlyName?: string;
  readonly modelName?: string;
  readonly modelNumber?: string;
  readonly modelDescription?: string;
}

/** The router, as far as it answers. */
export interface FoundRouter {
  readonly gateway: string;
  /** The address of this computer towards it. */
  readonly ownAddress: string;
  readonly upnp?: {
    readonly igd: 1 | 2;
    /** The SERVER header of its SSDP answer. */
    readonly server?: string;
    readonly description: RouterDescription;
    readonly control: Service;
    /** Of IGD v2: where pinholes for IPv6 are asked for. */
    readonly pinholes?: Service;
  };
  readonly natPmp: boolean;
  readonly pcp: boolean;
  /** Something in the house answered as a router and was not believed: why, for the person. */
  readonly ignored: readonly string[];
}

/** What the router says of its way out. */
export interface RouterOutside {
  /** Its own outer address; '' or undefined: it has none, or does not say. */
  readonly address: string | undefined;
  readonly by: MappingProtocol | undefined;
}

/** What the router granted. */
export interface Granted {
  /** Seconds; 0: until the router restarts, or for ever. */
  readonly lease: number;
}

/** What a search may take. */
export interface SearchOptions {
  /** Milliseconds for each of its parts. */
  readonly timeout?: number;
  readonly signal?: AbortSignal;
}

/** The router in the house, asked over UPnP, NAT-PMP or PCP; the caller has said so before. */
export interface PortMapper {
  /** The router at the gateway, by every way at once. Whatever else in the house answers is only named. Never throws. */
  findRouter(gateway: Gateway, options?: SearchOptions): Promise<FoundRouter>;
  /**
   * The router's own outer address, as it tells it itself. `by` says who was asked; without an address it answered that it has
   * none, which is what it does behind another router.
   */
  askOutside(router: FoundRouter, signal?: AbortSignal): Promise<RouterOutside>;
  /** Everything that the router passes on, as far as UPnP tells; empty where it has no UPnP. */
  listMappings(router: FoundRouter): Promise<readonly MappingEntry[]>;
  /**
   * Whose the outer port is; undefined: nobody's. 'unreadable': NAT-PMP and PCP have no question for that, and some routers no
   * answer. Throws ExposeError('environment') where the router is silent.
   */
  readMapping(mapping: PortMapping): Promise<MappingEntry | 'unreadable' | undefined>;
  /**
   * Has the router pass the port on, or do so for longer. Never takes what is somebody else's, and believes a yes only when the
   * router's list says the same. Throws ExposeError('environment') with the router's no in plain words.
   */
  addMapping(mapping: PortMapping): Promise<Granted>;
  /**
   * Has the router stop passing the port on, if it is ours: the one that leads to this address and this port. 'foreign': somebody
   * else has it by now, and keeps it. Throws ExposeError('environment') where the router is silent or says no.
   */
  removeMapping(mapping: PortMapping): Promise<'removed' | 'absent' | 'foreign'>;
}
