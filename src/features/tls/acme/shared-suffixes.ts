/**
 * DDNS suffixes that do not stand on the public suffix list: Let's Encrypt counts all their users as one, and their
 * common allowance (50 new certificates in a week) is mostly used up by others.
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

/** The shared suffix that a name lies below. */
export function sharedSuffixOf(name: string): string | undefined {
  const lower = name.toLowerCase();
  return SHARED_SUFFIXES.find((suffix) => lower.endsWith(`.${suffix}`));
}
