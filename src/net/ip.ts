import { BlockList, isIP } from 'node:net';

/**
 * What an address is good for. 'public': anybody on the internet can be told it. 'shared': of a carrier, behind which many
 * customers share one public address (RFC 6598). 'private': of a house. 'special': nobody's.
 */
type AddressKind = 'public' | 'shared' | 'private' | 'loopback' | 'link-local' | 'special';

type Range = readonly [network: string, prefix: number];

/** RFC 6890 and IANA's lists of special addresses; the first row that holds it counts. */
const KINDS: readonly (readonly [Exclude<AddressKind, 'public'>, readonly Range[]])[] = [
  [
    'loopback',
    [
      ['127.0.0.0', 8],
      ['::1', 128],
    ],
  ],
  [
    'link-local',
    [
      ['169.254.0.0', 16],
      ['fe80::', 10],
    ],
  ],
  ['shared', [['100.64.0.0', 10]]],
  [
    'private',
    [
      ['10.0.0.0', 8],
      ['172.16.0.0', 12],
      ['192.168.0.0', 16],
      ['fc00::', 7],
    ],
  ],
  [
    'special',
    [
      ['0.0.0.0', 8],
      ['192.0.0.0', 24],
      ['192.0.2.0', 24],
      ['198.18.0.0', 15],
      ['198.51.100.0', 24],
      ['203.0.113.0', 24],
      ['224.0.0.0', 4],
      ['240.0.0.0', 4],
      ['::', 128],
      ['::ffff:0:0', 96],
      ['64:ff9b::', 96],
      ['100::', 64],
      ['2001:db8::', 32],
      ['2002::', 16],
      ['ff00::', 8],
    ],
  ],
];

/** One list for each family: in a common one a mapped network (::ffff:0:0/96) would hold every IPv4 address. */
const LISTS = KINDS.map(([kind, ranges]) => ({ kind, ipv4: listOf(ranges, 4), ipv6: listOf(ranges, 6) }));

/** Undefined for what is no address. A zone (%eth0) is not looked at. */
export function addressKind(text: string): AddressKind | undefined {
  const [address = ''] = text.split('%');
  const family = isIP(address);
  if (family === 0) return undefined;
  const name = family === 6 ? 'ipv6' : 'ipv4';
  return LISTS.find((one) => one[name].check(address, name))?.kind ?? 'public';
}

function listOf(ranges: readonly Range[], family: 4 | 6): BlockList {
  const list = new BlockList();
  for (const [network, prefix] of ranges)
    if (isIP(network) === family) list.addSubnet(network, prefix, family === 6 ? 'ipv6' : 'ipv4');
  return list;
}

/** The 4 or 16 bytes of an address without a zone; undefined for what is none. */
export function ipBytes(address: string): Uint8Array | undefined {
  if (isIP(address) === 4) return Uint8Array.from(address.split('.'), Number);
  if (isIP(address) !== 6 || address.includes('%')) return undefined;
  const [head = '', tail] = withoutDots(address).split('::');
  const before = words(head);
  const after = tail === undefined ? [] : words(tail);
  const zeros = Array<number>(8 - before.length - after.length).fill(0);
  const all = [...before, ...zeros, ...after];
  return Uint8Array.from(all.flatMap((word) => [word >> 8, word & 0xff]));
}

/** An IPv6 address as its 32 hex digits; '' for anything else. */
export function fullIpv6(address: string): string {
  const bytes = ipBytes(address);
  return bytes?.length === 16 ? Buffer.from(bytes).toString('hex') : '';
}

function words(part: string): number[] {
  return part === '' ? [] : part.split(':').map((word) => Number.parseInt(word, 16));
}

/** ::ffff:192.0.2.1 ends in an IPv4 address. */
function withoutDots(address: string): string {
  return address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_all, ...quad: string[]) => {
    const [a = 0, b = 0, c = 0, d = 0] = quad.slice(0, 4).map(Number);
    return `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
  });
}
