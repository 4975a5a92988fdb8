import { addressKind, subnetOf } from './ip.ts';

/** One address that this computer has. */
export interface OwnAddress {
  readonly address: string;
  readonly family: 4 | 6;
  readonly interfaceName: string;
  readonly loopback: boolean;
  /** fe80::/10 and 169.254/16: no use in a URL without its interface. */
  readonly linkLocal: boolean;
  /** An IPv6 address for privacy that lives for a day or so; only Linux tells. */
  readonly temporary?: boolean;
  /** With its network: '192.168.0.3/24'. */
  readonly cidr?: string;
  /** 'aa:bb:cc:dd:ee:ff', where the interface has one. */
  readonly mac?: string;
}

/** The IPv4 addresses that other devices in the house can use, container bridges last. */
export function lanAddresses(all: readonly OwnAddress[]): string[] {
  const usable = all.filter(({ family, loopback, linkLocal }) => family === 4 && !loopback && !linkLocal);
  const bridges = usable.filter(isBridge);
  return [...usable.filter((one) => !isBridge(one)), ...bridges].map(({ address }) => address);
}

/** The IPv6 addresses that other devices can use. */
export function globalIpv6(all: readonly OwnAddress[]): string[] {
  return all
    .filter(({ family, loopback, linkLocal }) => family === 6 && !loopback && !linkLocal)
    .map(({ address }) => address);
}

/** Of containers and virtual machines: nobody else comes in there, and they come and go. */
export function isBridge({ interfaceName }: Pick<OwnAddress, 'interfaceName'>): boolean {
  return /^(docker|br-|virbr|veth|cni|podman|lxc|vmnet|vboxnet)/.test(interfaceName);
}

/** The networks in the house that this computer is a part of. */
interface OwnNetwork {
  /** '192.168.0.0/24' */
  readonly subnet: string;
  readonly family: 4 | 6;
  readonly interfaceName: string;
}

/** Private networks only, of no container bridge. */
export function ownNetworks(all: readonly OwnAddress[]): OwnNetwork[] {
  const found = all.flatMap((own): OwnNetwork[] => {
    const { cidr, family, interfaceName, loopback } = own;
    if (loopback || cidr === undefined || isBridge(own)) return [];
    const subnet = subnetOf(cidr);
    if (subnet === undefined || !isPrivateSubnet(subnet)) return [];
    return [{ subnet, family, interfaceName }];
  });
  return found.filter((one, at) => found.findIndex(({ subnet }) => subnet === one.subnet) === at);
}

function isPrivateSubnet(subnet: string): boolean {
  const kind = addressKind(subnet.replace(/\/.*/, ''));
  return kind === 'private' || kind === 'link-local';
}
