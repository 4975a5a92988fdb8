import { isIP } from 'node:net';
import { domainToASCII } from 'node:url';
import { ExposeError } from '../errors.ts';
import { t } from '../messages/index.ts';
import { lanAddresses, type OwnAddress } from '../network/addresses.ts';

/** What a certificate is for. */
export interface CertificateNames {
  readonly dns: readonly string[];
  readonly ips: readonly string[];
}

const LONGEST_NAME = 253;
const LABEL = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/;

/** Everything by which this computer is reached, and what was asked for beside: names before addresses. */
export function namesOfComputer(
  hostName: string,
  own: readonly OwnAddress[],
  also: readonly string[] = [],
): CertificateNames {
  const host = hostName.toLowerCase().replace(/\.$/, '');
  const [short = ''] = host.split('.');
  const dns = ['localhost', host, short, `${short}.local`, ...also.filter((name) => isIP(name) === 0)];
  const ips = [
    '127.0.0.1',
    '::1',
    ...lanAddresses(own),
    ...stableIpv6(own),
    ...also.filter((name) => isIP(name) !== 0),
  ];
  return { dns: unique(dns.filter(isHostName)), ips: unique(ips) };
}

/** A name or an address that the person wants in the certificate. Throws ExposeError('answer') for anything else. */
export function parseName(text: string): string {
  const given = text.trim().replace(/^\[|\]$/g, '');
  if (isIP(given) !== 0 && !given.includes('%')) return given.toLowerCase();
  const name = domainToASCII(given.replace(/\.$/, '')).toLowerCase();
  if (!isHostName(name) || /^[\d.]+$/.test(name))
    throw new ExposeError('answer', t().certificates.notAName(text), t().certificates.notANameHint);
  return name;
}

/** Those of the second that the first does not have. */
export function missingNames(has: readonly string[], wanted: CertificateNames): string[] {
  const known = new Set(has.map(comparable));
  return [...wanted.dns, ...wanted.ips].filter((name) => !known.has(comparable(name)));
}

/** A name as DNS has it, also one with `*` in front; no underscore, nothing too long. */
function isHostName(name: string): boolean {
  const labels = name.replace(/^\*\./, '').split('.');
  return name.length <= LONGEST_NAME && labels.every((label) => LABEL.test(label));
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
  return isIP(name) === 6 ? new URL(`http://[${name}]`).hostname : name.toLowerCase();
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)];
}
