import type { Network } from '../network.ts';
import { ownAddresses } from './addresses.ts';

/** The network of this computer. */
export function nodeNetwork(): Network {
  return { ownAddresses };
}
