import { isIP } from 'node:net';
import { isLoopback, isWildcard } from '../net/listen-address.ts';
import { readText } from '../system/read-text.ts';
import type { Files } from '../system/system.ts';
import type { Situation } from './situation.ts';

/** The file that resolvers read first. */
export const HOSTS_FILE = '/etc/hosts';

/** Milliseconds; a resolver without an answer takes much longer than one with an answer. */
const PATIENCE = 8000;

/** Digits and dots only, like an address; no host in DNS has such a name. */
const LIKE_AN_ADDRESS = /^[\d.]+$/;

/** Characters that a host name cannot contain: a URL's colon and slash, spaces, `*`. */
const NOT_IN_A_NAME = /[^\p{L}\p{N}._-]/u;

/** RFC 6761: this name never exists. */
const NEVER = /(?:^|\.)invalid\.?$/i;

/**
 * The addresses on which a server with this `ip` listens, or why there are none. `unanswered`: the resolver did not
 * answer in time, so nothing is known.
 */
export type ListenReach =
  | { readonly addresses: readonly string[] }
  | { readonly problem: string; readonly unanswered?: boolean };

/** Resolves an `ip` as Jupyter's web server does at its start: a name goes to the system's resolver. */
export function resolveListenAddress(situation: Situation, ip: string): Promise<ListenReach> {
  return situation.once(`listens ${ip}`, async () => {
    if (ip === '' || ip === '*') return { addresses: ['0.0.0.0', '::'] };
    if (!isName(ip)) return { addresses: [ip] };
    if ((await resolveOffline(ip, situation.system.files)).kind === 'impossible')
      return { problem: 'ENOTFOUND' };
    return lookUp(situation, ip);
  });
}

/** Whether a server with this `ip` answers this computer only. A name that leads nowhere counts as reachable. */
export async function listensHereOnly(situation: Situation, ip: unknown): Promise<boolean> {
  const text = String(ip);
  if (!isName(text) || isLoopback(text)) return isLoopback(text);
  const found = await resolveListenAddress(situation, text);
  return 'addresses' in found && found.addresses.every(isLoopback);
}

/** Whether an `ip` has to be looked up before a server can listen on it. */
export function isName(ip: string): boolean {
  const [bare = ''] = ip.split('%');
  return !isWildcard(ip) && isIP(bare) === 0;
}

async function lookUp({ network }: Situation, name: string): Promise<ListenReach> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<ListenReach>((resolve) => {
    timer = setTimeout(() => resolve({ problem: 'ETIMEDOUT', unanswered: true }), PATIENCE);
  });
  const found = network.lookup(name).then((result): ListenReach => {
    if ('problem' in result) return { problem: result.problem };
    const addresses = [...new Set([...result.ipv4, ...result.ipv6])];
    return addresses.length === 0 ? { problem: 'ENOTFOUND' } : { addresses };
  });
  return Promise.race([found, late]).finally(() => clearTimeout(timer));
}

/** What is known about a name without network access. */
type NameKnown =
  | {
      readonly kind: 'addresses';
      readonly addresses: readonly string[];
      readonly line: number;
      readonly text: string;
    }
  /** Cannot be resolved anywhere. */
  | { readonly kind: 'impossible' }
  | { readonly kind: 'unknown' };

/** Looks a name up in the hosts file. Uses no network, so most names stay unknown. */
export async function resolveOffline(name: string, files: Pick<Files, 'read'>): Promise<NameKnown> {
  const lines = ((await readText(HOSTS_FILE, files)) ?? '').split('\n');
  const found = lines.flatMap((text, index) => {
    const [address = '', ...names] = text.replace(/#.*/, '').trim().split(/\s+/);
    const named = names.some((one) => one.toLowerCase() === name.toLowerCase());
    return named && isIP(address) !== 0 ? [{ address, line: index + 1, text: text.trim() }] : [];
  });
  const [first] = found;
  if (first) {
    const { line, text } = first;
    return { kind: 'addresses', addresses: found.map(({ address }) => address), line, text };
  }
  const impossible = LIKE_AN_ADDRESS.test(name)
    ? !isShortForm(name)
    : NOT_IN_A_NAME.test(name) || NEVER.test(name);
  return { kind: impossible ? 'impossible' : 'unknown' };
}

/**
 * '127.1' and '3232235777' are addresses for the C library: up to four numbers, the last one fills the remaining bytes.
 */
function isShortForm(text: string): boolean {
  const parts = text.split('.');
  if (parts.length > 4 || parts.some((part) => part === '')) return false;
  const numbers = parts.map(Number);
  const last = numbers.pop() ?? 0;
  return numbers.every((part) => part <= 255) && last < 256 ** (5 - parts.length);
}
