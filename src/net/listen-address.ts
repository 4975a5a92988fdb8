import { isIP } from 'node:net';
import { ExposeError } from '../errors.ts';
import { t } from '../messages/index.ts';
import type { OwnAddress } from './addresses.ts';
import { addressKind, sameAddress } from './ip.ts';

/** Every address of this computer: what Jupyter makes of '' as well. */
export const ANY = '*';

const WILDCARDS = new Set([ANY, '0.0.0.0', '::']);

/**
 * What a person typed for `ip`, as Jupyter's `ip` setting takes it.
 * Throws ExposeError('answer') for a name or an address that Jupyter could not listen on here.
 */
export function parseIp(text: string, own: readonly OwnAddress[]): string {
  const m = t().address;
  const ip = text.trim().replace(/^\[(.*)\]$/, '$1');
  if (ip === '') throw new ExposeError('answer', m.ipEmpty, m.ipHint);
  if (WILDCARDS.has(ip)) return ip;
  if (ip.toLowerCase() === 'localhost') return 'localhost';
  const [bare = ip] = ip.split('%');
  if (isIP(bare) === 0) throw new ExposeError('answer', m.ipName(ip), m.ipHint);
  if (isLoopback(bare) || own.some(({ address }) => sameAddress(address, bare))) return ip;
  throw new ExposeError('answer', m.ipForeign(ip), m.ipHint);
}

/** Does a server that listens on this `ip` answer this computer only? */
export function isLoopback(ip: string): boolean {
  return ip === 'localhost' || addressKind(ip) === 'loopback';
}

export function isWildcard(ip: string): boolean {
  return ip === '' || WILDCARDS.has(ip);
}
