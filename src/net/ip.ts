import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/**
 * What an address is good for. 'public': anybody on the internet can be told it. 'shared': of a carrier, behind which many
 * customers share one public address (RFC 6598). 'private': of a house. 'special': nobody's.
 */
type AddressKind = 'public' | 'shared' | 'private' | 'loopback' | 'link-local' | 'special';

/** RFC 6890 and IANA's lists of special addresses; the first row that holds it counts. */
const KINDS: Readonly<Record<Exclude<AddressKind, 'public'>, readonly string[]>> = {
  loopback: ['127.0.0.0/8', '::1/128'],
  'link-local': ['169.254.0.0/16', 'fe80::/10'],
  shared: ['100.64.0.0/10'],
  private: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
  special: [
    '0.0.0.0/8',
    '192.0.0.0/24',
    '192.0.2.0/24',
    '198.18.0.0/15',
    '198.51.100.0/24',
    '203.0.113.0/24',
    '224.0.0.0/4',
    '240.0.0.0/4',
    '::/128',
    '::ffff:0:0/96',
    '64:ff9b::/96',
    '100::/64',
    '2001:db8::/32',
    '2002::/16',
    'ff00::/8',
  ],
};

const RANGES = Object.fromEntries(
  Object.entries(KINDS).map(([kind, subnets]) => [kind, subnets.map((one) => ipaddr.parseCIDR(one))]),
);

/** Undefined for what is no address. A zone (%eth0) is not looked at. */
export function addressKind(text: string): AddressKind | undefined {
  const address = parseAddress(text);
  return address && (ipaddr.subnetMatch(address, RANGES, 'public') as AddressKind);
}

/** Undefined for what is no address as the system takes it: ipaddr.js alone would read '1.2' and '0x7f.1'. */
function parseAddress(text: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  const [address = ''] = text.split('%');
  return isIP(address) === 0 ? undefined : ipaddr.parse(address);
}

/** The 4 or 16 bytes of an address without a zone; undefined for what is none. */
export function ipBytes(address: string): Uint8Array | undefined {
  const bytes = address.includes('%') ? undefined : parseAddress(address)?.toByteArray();
  return bytes && Uint8Array.from(bytes);
}

/** An address from its 4 or 16 bytes. */
export function addressOfBytes(bytes: readonly number[]): string {
  return ipaddr.fromByteArray([...bytes]).toString();
}

/** The one way to write an IPv6 address (RFC 5952); anything else as it is. */
export function shortAddress(address: string): string {
  return isIP(address) === 6 ? ipaddr.parse(address).toString() : address;
}

/** Are these two spellings of one address? */
export function sameAddress(a: string, b: string): boolean {
  return shortAddress(a) === shortAddress(b);
}

/** A host as a URL holds it: an IPv6 address in brackets. */
export function hostInUrl(host: string): string {
  return isIP(host) === 6 ? `[${host}]` : host;
}

/** An IPv4 address that came over an IPv6 socket (::ffff:192.0.2.1), as what it is; no zone. Undefined for what is none. */
export function plainAddress(text: string): string | undefined {
  const address = parseAddress(text);
  return address && ipaddr.process(address.toString()).toString();
}

/** '192.168.0.7/24' → '192.168.0.0/24'; undefined for what is no such thing. */
export function subnetOf(cidr: string): string | undefined {
  const [text = '', length = ''] = cidr.split('/');
  const address = parseAddress(text);
  const plain = `${address}/${length}`;
  if (address === undefined || !/^\d+$/.test(length) || !ipaddr.isValidCIDR(plain)) return undefined;
  const bits = Number(length);
  if (address.kind() === 'ipv4') return `${ipaddr.IPv4.networkAddressFromCIDR(plain)}/${bits}`;
  // Networks of a house are cut between the 16-bit groups.
  return bits % 16 === 0 ? `${ipaddr.IPv6.networkAddressFromCIDR(plain)}/${bits}` : undefined;
}

/** Is this the whole of '192.168.0.0/24' or 'fe80::/10', without a zone? */
export function isSubnet(text: string): boolean {
  const [address = '', length = '', ...rest] = text.split('/');
  const bytes = ipBytes(address)?.length;
  return bytes !== undefined && rest.length === 0 && /^\d{1,3}$/.test(length) && Number(length) <= bytes * 8;
}

/** Does the IPv4 range (or single address) hold the whole subnet? */
export function holdsSubnet(range: string, subnet: string): boolean {
  const [outer, inner] = [range, subnet].map((text) => (text.includes('/') ? text : `${text}/32`));
  if (!outer || !inner) return false;
  if (!ipaddr.IPv4.isValidCIDRFourPartDecimal(outer) || !ipaddr.IPv4.isValidCIDRFourPartDecimal(inner))
    return false;
  const [wide, wideBits] = ipaddr.IPv4.parseCIDR(outer);
  const [first, bits] = ipaddr.IPv4.parseCIDR(inner);
  return bits >= wideBits && first.match(wide, wideBits);
}

/** '10.0.0.0/8' as address and mask, 8 or 32 bytes. */
export function subnetBytes(cidr: string): Uint8Array {
  const [address, bits] = ipaddr.parseCIDR(cidr);
  const family = address.kind() === 'ipv4' ? ipaddr.IPv4 : ipaddr.IPv6;
  return Uint8Array.from([
    ...address.toByteArray(),
    ...family.subnetMaskFromPrefixLength(bits).toByteArray(),
  ]);
}
