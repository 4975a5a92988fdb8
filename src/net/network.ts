import type { System } from '../system/system.ts';
import type { OwnAddress } from './addresses.ts';
import type { Gateway } from './gateway.ts';

/**
 * Everything the program may ask of the network, as one argument beside System. `node/network.ts` is the real one;
 * tests hand in their own.
 */
export interface Network {
  /** The addresses of this computer as the system lists them. Sends nothing. */
  ownAddresses(): readonly OwnAddress[];
  /** The default gateways, the preferred one first; empty where nothing tells. Sends nothing. */
  gateways(): Promise<readonly Gateway[]>;
  /** The addresses of this computer on which something listens at a TCP port: '0.0.0.0', '::'. Undefined where nothing tells. */
  listenAddresses(port: number): Promise<readonly string[] | undefined>;
  /** Who listens on a TCP port of this computer, at any address; undefined when nobody does, or where nothing tells. */
  portHolder(port: number): Promise<PortHolder | undefined>;
  /** Looks a name up as a browser of this computer would, its hosts file included. Asks the system's resolver. */
  lookup(name: string): Promise<LookedUp>;
}

/** Where a name leads, or the resolver's word for why nowhere: ENOTFOUND. */
export type LookedUp =
  | { readonly ipv4: readonly string[]; readonly ipv6: readonly string[] }
  | { readonly trouble: string };

/** The process that listens on a port; `pid` and `name` are undefined where the system does not tell us: it is not ours. */
export interface PortHolder {
  readonly pid: number | undefined;
  readonly name: string | undefined;
}

/** This computer and the network it is in: all that the program may read or change outside of itself. */
export interface World {
  readonly system: System;
  readonly network: Network;
}
