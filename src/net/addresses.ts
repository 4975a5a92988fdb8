import { readFileSync } from 'node:fs';
import { BlockList, isIP } from 'node:net';
import { networkInterfaces } from 'node:os';
import { fullIpv6 } from './ip.ts';

const LOOPBACK = new BlockList();

LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');

LOOPBACK.addAddress('::1', 'ipv6');

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
  const address = remoteAddress.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  const family = isIP(address);
  if (family === 0) return true;
  const isLoopback = LOOPBACK.check(address, family === 6 ? 'ipv6' : 'ipv4');
  return !isLoopback && !ownAddresses().some((own) => own.address === address);
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

/** '192.168.0.7/24' → '192.168.0.0/24'; undefined for what is no such thing. */
export function subnetOf(cidr: string): string | undefined {
  const [address = '', length = ''] = cidr.split('/');
  const bits = Number(length);
  if (!/^\d+$/.test(length) || bits > (address.includes(':') ? 128 : 32)) return undefined;
  if (!address.includes(':')) {
    const number = numberOf(address);
    if (number === undefined) return undefined;
    const start = bits === 0 ? 0 : (number & (-1 << (32 - bits))) >>> 0;
    return `${[24, 16, 8, 0].map((shift) => (start >>> shift) & 255).join('.')}/${bits}`;
  }
  // Networks of a house are cut between the 16-bit groups.
  const groups = groupsOf(address);
  if (groups === undefined || bits % 16 !== 0) return undefined;
  const kept = groups.map((group, at) => (at < bits / 16 ? group : '0')).join(':');
  return `${new URL(`http://[${kept}]/`).hostname.slice(1, -1)}/${bits}`;
}

/** Does the IPv4 range (or single address) hold the whole subnet? */
export function holdsSubnet(range: string, subnet: string): boolean {
  const [outer = '', outerBits = '32'] = range.split('/');
  const [inner = '', innerBits = '32'] = subnet.split('/');
  const [from, to] = [numberOf(outer), numberOf(inner)];
  const bits = Number(outerBits);
  if (from === undefined || to === undefined || Number(innerBits) < bits) return false;
  return bits === 0 || from >>> (32 - bits) === to >>> (32 - bits);
}

function isPrivateSubnet(subnet: string): boolean {
  return /^(?:10\.|172\.(?:1[6-9]|2\d|3[01])\.|192\.168\.|169\.254\.|f[cd]|fe[89ab])/i.test(subnet);
}

function numberOf(address: string): number | undefined {
  const parts = address.split('.').map(Number);
  const fits = parts.length === 4 && parts.every((part) => Number.isInteger(part) && part >= 0 && part < 256);
  return fits ? parts.reduce((sum, part) => sum * 256 + part, 0) : undefined;
}

function groupsOf(address: string): string[] | undefined {
  const [bare = ''] = address.split('%');
  const [left = '', right] = bare.split('::');
  const before = left === '' ? [] : left.split(':');
  const after = right === undefined || right === '' ? [] : right.split(':');
  const missing = 8 - before.length - after.length;
  if (right === undefined ? missing !== 0 : missing < 0) return undefined;
  return [...before, ...Array<string>(missing).fill('0'), ...after];
}
