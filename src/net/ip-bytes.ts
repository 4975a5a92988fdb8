import { isIP } from 'node:net';

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
