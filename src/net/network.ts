import type { System } from '../system/system.ts';
import type { OwnAddress } from './addresses.ts';

/**
 * Everything the program may ask of the network, as one argument beside System. `node/network.ts` is the real one;
 * tests hand in their own.
 */
export interface Network {
  /** The addresses of this computer as the system lists them. Sends nothing. */
  ownAddresses(): readonly OwnAddress[];
}

/** This computer and the network it is in: all that the program may read or change outside of itself. */
export interface World {
  readonly system: System;
  readonly network: Network;
}
