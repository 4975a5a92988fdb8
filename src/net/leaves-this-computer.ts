import { BlockList, isIP } from 'node:net';
import { ownAddresses } from './addresses.ts';

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');

/** Whether what is written to a connection with this other end can be read on a wire: the end is not this computer. */
export function leavesThisComputer(remoteAddress = ''): boolean {
  const address = remoteAddress.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  const family = isIP(address);
  if (family === 0) return true;
  const isLoopback = LOOPBACK.check(address, family === 6 ? 'ipv6' : 'ipv4');
  return !isLoopback && !ownAddresses().some((own) => own.address === address);
}
