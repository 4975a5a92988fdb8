import { isIP } from 'node:net';
import { domainToASCII } from 'node:url';
import { ExposeError } from '../errors.ts';
import { t } from '../messages/index.ts';
import { lanAddresses, type OwnAddress } from '../net/addresses.ts';
import { addressKind, shortAddress } from '../net/ip.ts';
import { isPublicSuffix, publicKind } from './public-suffix.ts';

/** The names and addresses that a certificate covers. */
export interface CertificateNames {
  readonly dns: readonly string[];
  readonly ips: readonly string[];
  /**
   * The public addresses in `ips` that the user did not request. A provider may assign others tomorrow, so the CA is
   * not recreated for them.
   */
  readonly passing?: readonly string[];
}

const LONGEST_NAME = 253;
const LABEL = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/;

/**
 * All names by which this computer can be reached, and the requested ones: names before addresses. A name that belongs to
 * others, such as `dev` for a computer called dev, is left out: a CA that may sign for it could sign for all of theirs.
 * So is a whole registered domain that nobody asked for, `google.com` for a computer called that.
 */
export function namesOfComputer(
  hostName: string,
  own: readonly OwnAddress[],
  also: readonly string[] = [],
): CertificateNames {
  const [short = ''] = hostName.split('.');
  const multicast = short.toLowerCase() === 'localhost' ? [] : [`${short}.local`];
  const inLan = isPublicSuffix(hostName.toLowerCase()) ? [`${short}.lan`] : [];
  const addresses = ['127.0.0.1', '::1', ...lanAddresses(own), ...stableIpv6(own)];
  const whole = publicKind(hostName.toLowerCase()) === 'domain' ? [] : [hostName];
  const all = usableNames(['localhost', ...whole, short, ...multicast, ...inLan, ...addresses, ...also]);
  const names = { ...all, dns: all.dns.filter((name) => !belongsToOthers(name)) };
  const asked = usableNames(also).ips;
  const passing = names.ips.filter((ip) => addressKind(ip) === 'public' && !asked.includes(ip));
  return { ...names, passing };
}

/** The names without these. */
export function withoutNames({ dns, ips }: CertificateNames, left: readonly string[]): CertificateNames {
  const stays = (name: string) => !left.includes(name);
  return { dns: dns.filter(stays), ips: ips.filter(stays) };
}

/**
 * The names that may be in a certificate, without duplicates. Others, such as a host name with an underscore, are
 * dropped.
 */
export function usableNames(texts: readonly string[]): CertificateNames {
  const names = unique(texts.flatMap((text) => readName(text) ?? []));
  return { dns: names.filter((name) => isIP(name) === 0), ips: names.filter((name) => isIP(name) !== 0) };
}

/** A name or address that the user wants in the certificate. Throws ExposeError('answer') for anything else. */
export function parseName(text: string): string {
  const name = readName(text);
  if (name === undefined) throw new ExposeError('answer', t().cert.notAName(text), t().cert.notANameHint);
  if (belongsToOthers(name))
    throw new ExposeError('answer', t().cert.nameOfOthers(name), t().cert.nameOfOthersHint);
  return name;
}

/** Strangers have names below it; a wildcard right below a single label is accepted by no browser. */
function belongsToOthers(name: string): boolean {
  const bare = name.replace(/^\*\./, '');
  return isPublicSuffix(bare) || (bare !== name && !bare.includes('.'));
}

/** Normalizes to lower case, Punycode and short addresses; undefined if the text is neither a name nor an address. */
function readName(text: string): string | undefined {
  const bare = text.trim().replace(/^\[(.*)\]$/, '$1');
  if (isIP(bare) !== 0) return readAddress(bare);
  // domainToASCII drops line breaks and tabs, and would make one name of two.
  if (/\p{Cc}/u.test(bare)) return undefined;
  const host = bare.replace(/\.$/, '');
  // Only for non-ASCII text: domainToASCII reads '1.2' as an address and 'x/' as 'x'.
  const name = /^[\x20-\x7e]*$/.test(host) ? host.toLowerCase() : domainToASCII(host);
  return isHostName(name) ? name : undefined;
}

/** Excludes addresses with a zone (`fe80::1%eth0`) and the wildcard address. */
function readAddress(address: string): string | undefined {
  if (address.includes('%')) return undefined;
  const short = shortAddress(address);
  return short === '::' || short === '0.0.0.0' ? undefined : short;
}

/** The wanted names that are missing in the first list. */
export function missingNames(has: readonly string[], wanted: CertificateNames): string[] {
  const known = new Set(has.map(comparable));
  return [...wanted.dns, ...wanted.ips].filter((name) => !known.has(comparable(name)));
}

/** A valid DNS name, optionally with `*` in front: no underscore, not too long. */
function isHostName(name: string): boolean {
  const labels = name.replace(/^\*\./, '').split('.');
  const isAddressLike = /^\d+$/.test(labels.at(-1) ?? '');
  return name.length <= LONGEST_NAME && !isAddressLike && labels.every((label) => LABEL.test(label));
}

/** Stable global and unique local addresses; privacy addresses change within a day. */
function stableIpv6(own: readonly OwnAddress[]): string[] {
  return own
    .filter(
      ({ family, loopback, linkLocal, temporary }) => family === 6 && !loopback && !linkLocal && !temporary,
    )
    .map(({ address }) => address);
}

/** Node writes the IPv6 addresses of a certificate uncompressed, without leading zeros: 0:0:0:0:0:0:0:1. */
function comparable(name: string): string {
  return shortAddress(name).toLowerCase();
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)];
}
