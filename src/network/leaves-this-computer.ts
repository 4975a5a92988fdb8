import { BlockList, type Socket } from 'node:net';
import { ownAddresses } from './addresses.ts';

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');

/** Whether what is written to an open connection can be read on a wire: its other end is not this computer. */
export function leavesThisComputer({ remoteAddress = '' }: Socket): boolean {
  const address = remoteAddress.replace(/^::ffff:/i, '').replace(/%.*$/, '');
  const isLoopback = LOOPBACK.check(address, address.includes(':') ? 'ipv6' : 'ipv4');
  return !isLoopback && !ownAddresses().some((own) => own.address === address);
}
