import { isIP } from 'node:net';
import type { Files } from '../../system/system.ts';

/** What is known of a name without asking the network. */
export type NameKnown =
  | {
      readonly kind: 'addresses';
      readonly addresses: readonly string[];
      readonly line: number;
      readonly text: string;
    }
  /** No resolver anywhere can find it. */
  | { readonly kind: 'impossible' }
  | { readonly kind: 'unknown' };

/** The file every resolver asks first. */
export const HOSTS_FILE = '/etc/hosts';

/** Numbers and dots only, as an address has them: no name server has such a name. */
const LIKE_AN_ADDRESS = /^[\d.]+$/;
/** What cannot be in a host name: a URL's colon and slash, blanks, a second `*`. */
const NOT_IN_A_NAME = /[^\p{L}\p{N}._-]/u;
/** RFC 6761: a name that never exists. */
const NEVER = /(?:^|\.)invalid\.?$/i;

/** Looks a name up in the hosts file. No packet is sent, so most names stay unknown. */
export async function resolveOffline(name: string, files: Pick<Files, 'read'>): Promise<NameKnown> {
  const bytes = await files.read(HOSTS_FILE).catch(() => undefined);
  const lines = new TextDecoder().decode(bytes ?? new Uint8Array()).split('\n');
  const found = lines.flatMap((text, index) => {
    const [address = '', ...names] = text.replace(/#.*/, '').trim().split(/\s+/);
    const named = names.some((one) => one.toLowerCase() === name.toLowerCase());
    return named && isIP(address) !== 0 ? [{ address, line: index + 1, text: text.trim() }] : [];
  });
  const [first] = found;
  if (first) return { kind: 'addresses', addresses: found.map(({ address }) => address), ...placeOf(first) };
  const impossible = LIKE_AN_ADDRESS.test(name)
    ? !isShortForm(name)
    : NOT_IN_A_NAME.test(name) || NEVER.test(name);
  return { kind: impossible ? 'impossible' : 'unknown' };
}

function placeOf({ line, text }: { line: number; text: string }) {
  return { line, text };
}

/** '127.1' and '3232235777' are addresses to the C library: up to four numbers, the last one filling what is left. */
function isShortForm(text: string): boolean {
  const parts = text.split('.');
  if (parts.length > 4 || parts.some((part) => part === '')) return false;
  const numbers = parts.map(Number);
  const last = numbers.pop() ?? 0;
  return numbers.every((part) => part <= 255) && last < 256 ** (5 - parts.length);
}
