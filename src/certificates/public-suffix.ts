import { createRequire } from 'node:module';
import type * as Library from 'tldts';

/**
 * DDNS suffixes that are not on the public suffix list: Let's Encrypt counts all their users as one, and others usually
 * use up the shared limit (50 new certificates per week).
 */
export const SHARED_SUFFIXES: readonly string[] = [
  'iptime.org',
  'ipdisk.co.kr',
  'asuscomm.com',
  'tplinkdns.com',
  'mynetgear.com',
  'dlinkddns.com',
  'mooo.com',
  'loca.lt',
  'share.zrok.io',
  'nip.io',
  'sslip.io',
];

/** Suffixes of private networks, where every device has a name below them (RFC 6762, RFC 8375, ICANN's `internal`). */
const PRIVATE_SUFFIXES: readonly string[] = [
  'lan',
  'home',
  'home.arpa',
  'internal',
  'intranet',
  'private',
  'corp',
  'localdomain',
];

const load = createRequire(import.meta.url);

let library: typeof Library | undefined;

/** Loaded on first use: the list costs 30 ms. */
function tldts(): typeof Library {
  library ??= load('tldts') as typeof Library;
  return library;
}

/**
 * Whether strangers can have names below this one: a top-level domain, an entry of the public suffix list or the parent
 * of one (`ck` of `*.ck`), or the suffix of a DDNS service. A single label that is none of them, such as the name of a
 * computer, is not.
 */
export function isPublicSuffix(name: string): boolean {
  return (
    SHARED_SUFFIXES.includes(name) ||
    PRIVATE_SUFFIXES.includes(name) ||
    isListed(name) ||
    isListed(`x.${name}`)
  );
}

/** The part of a name that somebody registered: example.co.kr of a.b.example.co.kr. */
export function domainOf(name: string): string | undefined {
  return tldts().getDomain(name, { allowPrivateDomains: true }) ?? undefined;
}

/**
 * Whether a name is one of the internet: `host` below a registered domain, or such a `domain` itself. Undefined for names
 * that only a network of its own knows (`desk`, `desk.lan`).
 */
export function publicKind(name: string): 'host' | 'domain' | undefined {
  const { domain, isIcann, isPrivate } = tldts().parse(name, { allowPrivateDomains: true });
  if (domain === null || (isIcann !== true && isPrivate !== true)) return undefined;
  return domain === name ? 'domain' : 'host';
}

function isListed(name: string): boolean {
  const { publicSuffix, isIcann, isPrivate } = tldts().parse(name, { allowPrivateDomains: true });
  return publicSuffix === name && (isIcann === true || isPrivate === true);
}
