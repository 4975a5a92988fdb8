import { isIP } from 'node:net';
import type { FoundRouter, RouterOutside } from './mapping.ts';
import { natPmpAddress } from './nat-pmp.ts';
import { callService } from './soap.ts';

/**
 * The router's own outer address, as it tells it itself. `by` says who was asked; without an address it answered that it has
 * none, which is what it does behind another router.
 */
export async function askOutside(router: FoundRouter, signal?: AbortSignal): Promise<RouterOutside> {
  const { upnp, natPmp, gateway, ownAddress } = router;
  if (upnp !== undefined) {
    const reply = await callService(upnp.control, 'GetExternalIPAddress', {}, { signal });
    const address = 'values' in reply ? (reply.values.NewExternalIPAddress ?? '') : '';
    if (isAddress(address)) return { address, by: 'upnp' };
    if ('values' in reply && !natPmp) return { address: undefined, by: 'upnp' };
  }
  if (natPmp) {
    const reply = await natPmpAddress({ gateway, ownAddress, signal });
    if (reply !== undefined && 'address' in reply && isAddress(reply.address))
      return { address: reply.address, by: 'nat-pmp' };
    if (reply !== undefined) return { address: undefined, by: 'nat-pmp' };
  }
  return { address: undefined, by: upnp === undefined ? undefined : 'upnp' };
}

function isAddress(text: string): boolean {
  return isIP(text) === 4 && text !== '0.0.0.0';
}
