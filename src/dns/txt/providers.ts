import { cloudflare } from './cloudflare.ts';
import { desec } from './desec.ts';
import { duckdns } from './duckdns.ts';
import type { DnsProvider } from './provider.ts';

export const DNS_PROVIDERS: readonly DnsProvider[] = [duckdns, desec, cloudflare];

/** The provider whose own name this is a name below. */
export function providerOfName(name: string): DnsProvider | undefined {
  return DNS_PROVIDERS.find(({ suffixes }) => suffixes.some((suffix) => name.endsWith(`.${suffix}`)));
}

export function providerById(id: string | undefined): DnsProvider | undefined {
  return DNS_PROVIDERS.find((provider) => provider.id === id);
}
