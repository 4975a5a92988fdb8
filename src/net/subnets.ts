import { networkInterfaces } from 'node:os';
import { isBridge } from './addresses.ts';

/** The networks in the house that this computer is a part of. */
export interface OwnNetwork {
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
