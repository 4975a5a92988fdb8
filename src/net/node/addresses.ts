import { readFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import type { OwnAddress } from '../addresses.ts';
import { addressKind, fullIpv6, plainAddress } from '../ip.ts';

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
      ...(temporary.has(fullIpv6(address)) && { temporary: true }),
      ...(cidr !== null && { cidr }),
      ...(mac !== NO_MAC && { mac }),
    })),
  );
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
