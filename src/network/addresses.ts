import { networkInterfaces } from 'node:os';

/** One address that this computer has. */
export interface OwnAddress {
  readonly address: string;
  readonly family: 4 | 6;
  readonly interfaceName: string;
  readonly loopback: boolean;
  /** fe80::/10 and 169.254/16: no use in a URL without its interface. */
  readonly linkLocal: boolean;
}

/** The addresses of this computer as the system lists them; read without sending anything. */
export function ownAddresses(): OwnAddress[] {
  return Object.entries(networkInterfaces()).flatMap(([interfaceName, entries = []]) =>
    entries.map(({ address, family, internal }) => ({
      address,
      family: family === 'IPv4' ? (4 as const) : (6 as const),
      interfaceName,
      loopback: internal,
      linkLocal: /^(fe[89ab]|169\.254\.)/i.test(address),
    })),
  );
}

/** The IPv4 addresses that other devices in the house can use, container bridges last. */
export function lanAddresses(all: readonly OwnAddress[]): string[] {
  const usable = all.filter(({ family, loopback, linkLocal }) => family === 4 && !loopback && !linkLocal);
  const bridges = usable.filter(isBridge);
  return [...usable.filter((one) => !isBridge(one)), ...bridges].map(({ address }) => address);
}

function isBridge({ interfaceName }: OwnAddress): boolean {
  return /^(docker|br-|virbr|veth|cni|podman|lxc|vmnet|vboxnet)/.test(interfaceName);
}
