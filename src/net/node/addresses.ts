import { readFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import type { OwnAddress } from '../addresses.ts';

/** Flags of /proc/net/if_inet6: IFA_F_TEMPORARY and IFA_F_DEPRECATED of linux/if_addr.h. */
const SHORT_LIVED = 0x01 | 0x20;

const NO_MAC = '00:00:00:00:00:00';

/** The addresses of this computer as the system lists them; read without sending anything. */
export function ownAddresses(): OwnAddress[] {
  const temporary = temporaryAddresses();
  return Object.entries(networkInterfaces()).flatMap(([interfaceName, entries = []]) =>
    entries.map(({ address, family, internal, cidr, mac }) => ({
      address,
      family: family === 'IPv4' ? (4 as const) : (6 as const),
      interfaceName,
      loopback: internal,
      linkLocal: /^(fe[89ab]|169\.254\.)/i.test(address),
      ...(temporary.has(address) && { temporary: true }),
      ...(cidr !== null && { cidr }),
      ...(mac !== NO_MAC && { mac }),
    })),
  );
}

/** Written as `networkInterfaces` writes them. */
function temporaryAddresses(): ReadonlySet<string> {
  let text: string;
  try {
    text = readFileSync('/proc/net/if_inet6', 'utf8');
  } catch {
    return new Set(); // not Linux, or without IPv6
  }
  const lines = text.split('\n').map((line) => line.trim().split(/\s+/));
  const short = lines.filter(([, , , , flags = '0']) => (Number.parseInt(flags, 16) & SHORT_LIVED) !== 0);
  return new Set(short.map(([digits = '']) => shortForm(digits)));
}

/**
 * The short form of RFC 5952 from the 32 hex digits of an IPv6 address. Uses URL instead of ipaddr.js, which would be
 * loaded before `init` runs Jupyter (npm run bench).
 */
function shortForm(digits: string): string {
  return new URL(`http://[${digits.match(/.{4}/g)?.join(':')}]`).hostname.slice(1, -1);
}
