import { networkInterfaces } from 'node:os';
import type { Gateway } from '../../../net/gateway.ts';
import type { MenuValues } from './menu.ts';

/** What has to be typed: this computer's address and hardware address towards the router, and the two ports. */
export function menuValues(
  { address, ownAddress = '', interfaceName }: Gateway,
  ports: Pick<MenuValues, 'externalPort' | 'internalPort'>,
): MenuValues {
  const own = networkInterfaces()[interfaceName]?.find((one) => one.address === ownAddress);
  const mac = own?.mac === '00:00:00:00:00:00' ? undefined : own?.mac;
  return { gateway: address, lanIp: ownAddress, lanMac: mac, ...ports };
}
