import type { OwnAddress } from '../../src/net/addresses.ts';
import type { Network } from '../../src/net/network.ts';

/** A network that answers only what is given here. Any other question fails the test. */
export function fakeNetwork(known: Partial<Network> = {}): Network {
  return new Proxy(known as Network, {
    get(target, name) {
      if (name in target) return Reflect.get(target, name);
      throw new Error(`the test knows no network.${String(name)}`);
    },
  });
}

/** An IPv4 address of this computer, in a network of 256. */
export function inLan(address: string, over: Partial<OwnAddress> = {}): OwnAddress {
  return {
    address,
    family: 4,
    interfaceName: 'eth0',
    loopback: false,
    linkLocal: false,
    cidr: `${address}/24`,
    ...over,
  };
}
