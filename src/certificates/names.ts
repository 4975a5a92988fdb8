import { isIP } from 'node:net';
import { domainToASCII } from 'node:url';
import { ExposeError } from '../errors.ts';
import { t } from '../messages/index.ts';
import { lanAddresses, type OwnAddress } from '../net/addresses.ts';
import { addressKind, shortAddress } from '../net/ip.ts';

/** What a certificate is for. */
export interface CertificateNames {
  readonly dns: readonly string[];
  readonly ips: readonly string[];
  /**
   * Those of `ips` that this computer happens to have on the internet and that nobody asked for: a provider may give others
   * tomorrow, so no authority is made anew for them.
   */
  readonly passing?: readonly string[];
}

const LONGEST_NAME = 253;
const LABEL = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/;

/** Everything by which this computer is reached, and what was asked for beside: names before addresses. */
export function namesOfComputer(
  hostName: string,
  own: readonly OwnAddress[],
  also: readonly string[] = [],
): CertificateNames {
  const [short = ''] = hostName.split('.');
  const multicast = short.toLowerCase() === 'localhost' ? [] : [`${short}.local`];
  const addresses = ['127.0.0.1', '::1', ...lanAddresses(own), ...stableIpv6(own)];
  const names = usableNames(['localhost', hostName, short, ...multicast, ...addresses, ...also]);
  const asked = usableNames(also).ips;
  const passing = names.ips.filter((ip) => addressKind(ip) === 'public' && !asked.includes(ip));
  return { ...names, passing };
}

/** The same names but these. */
export function withoutNames({ dns, ips }: CertificateNames, left: readonly string[]): CertificateNames {
  const stays = (name: string) => !left.includes(name);
  return { dns: dns.filter(stays), ips: ips.filter(stays) };
}

/** Those that may stand in a certificate, each once; a host name with an underscore, say, may not and is left out. */
export function usableNames(texts: readonly string[]): CertificateNames {
  const names = unique(texts.flatMap((text) => readName(text) ?? []));
  return { dns: names.filter((name) => isIP(name) === 0), ips: names.filter((name) => isIP(name) !== 0) };
}

/** A name or an address that the person wants in the certificate. Throws ExposeError('answer') for anything else. */
export function parseName(text: string): string {
  const name = readName(text);
  if (name !== undefined) return name;
  throw new ExposeError('answer', t().certificates.notAName(text), t().certificates.notANameHint);
}

/** Small letters, Punycode, addresses in their short form; undefined for what is neither name nor address. */
function readName(text: string): string | undefined {
  const given = text.trim().replace(/^\[(.*)\]$/, '$1');
  if (isIP(given) !== 0) return readAddress(given);
  const host = given.replace(/\.$/, '');
  // Only for letters beyond ASCII: it would read '1.2' as an address, and 'x/' as 'x'.
  const name = /^[\x20-\x7e]*$/.test(host) ? host.toLowerCase() : domainToASCII(host);
  return isHostName(name) ? name : undefined;
}

/** None with a zone (`fe80::1%eth0`), and not the one that means "all". */
function readAddress(address: string): string | undefined {
  if (address.includes('%')) return undefined;
  const short = shortAddress(address);
  return short === '::' || short === '0.0.0.0' ? undefined : short;
}

/** Those of the second that the first does not have. */
export function missingNames(has: readonly string[], wanted: CertificateNames): string[] {
  const known = new Set(has.map(comparable));
  return [...wanted.dns, ...wanted.ips].filter((name) => !known.has(comparable(name)));
}

/** A name as DNS has it, also one with `*` in front; no underscore, nothing too long. */
function isHostName(name: string): boolean {
  const labels = name.replace(/^\*\./, '').split('.');
  const isAddressLike = /^\d+$/.test(labels.at(-1) ?? '');
  return name.length <= LONGEST_NAME && !isAddressLike && labels.every((label) => LABEL.test(label));
}

/** Global and unique local ones that stay; those for privacy are gone in a day. */
function stableIpv6(own: readonly OwnAddress[]): string[] {
  return own
    .filter(
      ({ family, loopback, linkLocal, temporary }) => family === 6 && !loopback && !linkLocal && !temporary,
    )
    .map(({ address }) => address);
}

/** Node writes the IPv6 addresses of a certificate in full, without leading zeros: 0:0:0:0:0:0:0:1. */
function comparable(name: string): string {
  return shortAddress(name).toLowerCase();
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)];
}
