import { readFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { addressKind, fullIpv6, plainAddress, subnetOf } from './ip.ts';

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
}

/** Flags of /proc/net/if_inet6: IFA_F_TEMPORARY and IFA_F_DEPRECATED of linux/if_addr.h. */
const SHORT_LIVED = 0x01 | 0x20;

/** The addresses of this computer as the system lists them; read without sending anything. */
export function ownAddresses(): OwnAddress[] {
  const temporary = temporaryAddresses();
  return Object.entries(networkInterfaces()).flatMap(([interfaceName, entries = []]) =>
    entries.map(({ address, family, internal }) => ({
      address,
      family: family === 'IPv4' ? (4 as const) : (6 as const),
      interfaceName,
      loopback: internal,
      linkLocal: /^(fe[89ab]|169\.254\.)/i.test(address),
      ...(temporary.has(fullIpv6(address)) && { temporary: true }),
    })),
  );
}

/** The IPv4 addresses that other devices in the house can use, container bridges last. */
export function lanAddresses(all: readonly OwnAddress[]): string[] {
  const usable = all.filter(({ family, loopback, linkLocal }) => family === 4 && !loopback && !linkLocal);
  const bridges = usable.filter(isBridge);
  return [...usable.filter((one) => !isBridge(one)), ...bridges].map(({ address }) => address);
}

/** Of containers and virtual machines: nobody else comes in there, and they come and go. */
export function isBridge({ interfaceName }: Pick<OwnAddress, 'interfaceName'>): boolean {
  return /^(docker|br-|virbr|veth|cni|podman|lxc|vmnet|vboxnet)/.test(interfaceName);
}

/** As 32 hex digits. */
function temporaryAddresses(): ReadonlySet<string> {
  let text: string;
  try {
    text = readFileSync('/proc/net/if_inet6', 'utf8');
  } catch {
    return new Set(); // not Linux, or without IPv6
  }
  const lines = text.split('\n').map((line) => line.trim().split(/\s+/));
  const short = lines.filter(([, , , , flags = '0']) => (Number.parseInt(flags, 16) & SHORT_LIVED) !== 0);
  return new Set(short.map(([address = '']) => address));
}

/** Whether what is written to a connection with this other end can be read on a wire: the end is not this computer. */
export function leavesThisComputer(remoteAddress = ''): boolean {
  const address = plainAddress(remoteAddress);
  if (address === undefined) return true;
  return addressKind(address) !== 'loopback' && !ownAddresses().some((own) => own.address === address);
}

/** The networks in the house that this computer is a part of. */
interface OwnNetwork {
  /** '192.168.0.0/24' */
  readonly subnet: string;
  readonly family: 4 | 6;
  readonly interfaceName: string;
}

/** Private networks only, of no container bridge; read without sending anything. */
export function ownNetworks(): OwnNetwork[] {
  const found = Object.entries(networkInterfaces()).flatMap(([interfaceName, entries = []]) =>
    entries.flatMap(({ cidr, family, internal }): OwnNetwork[] => {
      if (internal || cidr === null || isBridge({ interfaceName })) return [];
      const subnet = subnetOf(cidr);
      if (subnet === undefined || !isPrivateSubnet(subnet)) return [];
      return [{ subnet, family: family === 'IPv4' ? 4 : 6, interfaceName }];
    }),
  );
  return found.filter((one, at) => found.findIndex(({ subnet }) => subnet === one.subnet) === at);
}

function isPrivateSubnet(subnet: string): boolean {
  const kind = addressKind(subnet.replace(/\/.*/, ''));
  return kind === 'private' || kind === 'link-local';
}
