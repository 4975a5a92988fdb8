import { cloudflare } from './cloudflare.ts';
import { desec } from './desec.ts';
import { duckdns } from './duckdns.ts';
import { dyndns2 } from './dyndns2.ts';
import type { AddressProvider, DnsProvider, TxtProvider } from './provider.ts';

/** Every supported provider. The last one stands for any other of the dyndns2 family. */
const DNS_PROVIDERS: readonly DnsProvider[] = [
  duckdns,
  desec,
  cloudflare,
  dyndns2({
    id: 'noip',
    name: 'No-IP',
    url: 'https://dynupdate.no-ip.com',
    suffixes: ['ddns.net', 'hopto.org', 'zapto.org', 'sytes.net'],
  }),
  dyndns2({
    id: 'dynu',
    name: 'Dynu',
    url: 'https://api.dynu.com',
    suffixes: ['dynu.net', 'freeddns.org'],
  }),
  dyndns2({ id: 'dyndns2', name: 'dyndns2', url: undefined, suffixes: [] }),
];

/** The providers that support address updates. */
export const ADDRESS_PROVIDERS = DNS_PROVIDERS.filter((one): one is AddressProvider => 'setAddress' in one);
/** The providers that support TXT records. */
export const TXT_PROVIDERS = DNS_PROVIDERS.filter((one): one is TxtProvider => 'setTxt' in one);

export function providerById<P extends DnsProvider>(
  providers: readonly P[],
  id: string | undefined,
): P | undefined {
  return providers.find((provider) => provider.id === id);
}

/** The provider under whose own domain this name is. */
export function providerOfName<P extends DnsProvider>(providers: readonly P[], name: string): P | undefined {
  return providers.find(({ suffixes }) => suffixes.some((suffix) => name.endsWith(`.${suffix}`)));
}

/** A domain that only a router can update, and the router it belongs to. */
export interface RouterName {
  readonly suffix: string;
  /** The display name. */
  readonly brand: string;
  /** The id in the router catalogue. */
  readonly router: string;
}

const ROUTER_NAMES: readonly RouterName[] = [
  { suffix: 'iptime.org', brand: 'ipTIME', router: 'iptime' },
  { suffix: 'asuscomm.com', brand: 'ASUS', router: 'asus' },
  { suffix: 'tplinkdns.com', brand: 'TP-Link', router: 'tplink' },
  { suffix: 'mynetgear.com', brand: 'NETGEAR', router: 'netgear' },
  { suffix: 'myfritz.net', brand: 'FRITZ!Box', router: 'fritzbox' },
  { suffix: 'sn.mynetname.net', brand: 'MikroTik', router: 'mikrotik' },
  { suffix: 'eero.online', brand: 'eero', router: 'eero' },
  { suffix: 'dlinkddns.com', brand: 'D-Link', router: 'dlink' },
];

export function routerOfName(name: string): RouterName | undefined {
  const lower = name.toLowerCase();
  return ROUTER_NAMES.find(({ suffix }) => lower.endsWith(`.${suffix}`));
}
