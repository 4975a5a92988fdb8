import { ExposeError } from '../../errors.ts';
import { t } from '../../messages/index.ts';

/** UPnP's numbers (IGD 1 and 2) by what they mean for whoever asked. */
const FAULTS: Readonly<Record<number, 'denied' | 'taken' | 'no-way-out'>> = {
  501: 'no-way-out',
  606: 'denied',
  718: 'taken',
  728: 'denied',
  729: 'taken',
};

/** RFC 6886 §3.5 and RFC 6887 §7.4. */
const NAT_PMP: Readonly<Record<number, 'denied' | 'no-way-out' | 'full'>> = {
  2: 'denied',
  3: 'no-way-out',
  4: 'full',
};

const PCP: Readonly<Record<number, 'denied' | 'no-way-out' | 'full' | 'taken'>> = {
  2: 'denied',
  7: 'no-way-out',
  8: 'full',
  10: 'full',
  11: 'taken',
};

/** How a router is asked: UPnP IGD (version 1 or 2), NAT-PMP (RFC 6886) or PCP (RFC 6887). */
export type MappingProtocol = 'upnp' | 'nat-pmp' | 'pcp';

/** One TCP port that the router passes on to this computer: all that is needed to ask for it, and to take it away later. */
export interface PortMapping {
  readonly protocol: MappingProtocol;
  /** The address of the router in the house. */
  readonly gateway: string;
  /** Of `upnp`: where its commands go, as its description said last. A router that was restarted may have moved it. */
  readonly control?: { readonly url: string; readonly service: string };
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

/** What the router's list holds for an outer port. */
export interface MappingEntry {
  readonly externalPort: number;
  readonly internalAddress: string;
  readonly internalPort: number;
  readonly protocol: 'TCP' | 'UDP';
  readonly description: string;
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
    readonly control: { readonly url: string; readonly service: string };
    /** Of IGD v2: where pinholes for IPv6 are asked for. */
    readonly pinholes?: { readonly url: string; readonly service: string };
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

type Reason = 'denied' | 'taken' | 'no-way-out' | 'full';

/** A no of the router in plain words. `holder`: whose the port is, where it says. */
export function refusal(mapping: PortMapping, code: number, words: string, holder?: string): ExposeError {
  const table = { upnp: FAULTS, 'nat-pmp': NAT_PMP, pcp: PCP }[mapping.protocol];
  const reason = table[code];
  if (reason === undefined) {
    const said = [code || '', words].filter(Boolean).join(' ');
    return new ExposeError(
      'environment',
      t().mapping.refused(mapping.externalPort, said),
      t().mapping.byHand,
    );
  }
  return refused(mapping, reason, holder);
}

export function refused({ externalPort: port }: PortMapping, reason: Reason, holder?: string): ExposeError {
  const s = t().mapping;
  const [message, hint] = {
    denied: [s.denied(port), port < 1024 ? s.deniedLow : s.byHand],
    taken: [holder === undefined ? s.taken(port) : s.takenBy(port, holder), s.takenHint],
    'no-way-out': [s.noWayOut, s.noWayOutHint],
    full: [s.full, s.byHand],
  }[reason] as [string, string];
  return new ExposeError('environment', message, hint);
}
