import { cloudflare } from './cloudflare.ts';
import { desec } from './desec.ts';
import { duckdns } from './duckdns.ts';
import { dyndns2 } from './dyndns2.ts';
import type { DdnsService } from './provider.ts';

/** The services that a name can be kept up to date at. The last one is any other of the dyndns2 family. */
export const DDNS_SERVICES: readonly DdnsService[] = [
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

export function serviceById(id: string): DdnsService | undefined {
  return DDNS_SERVICES.find((service) => service.id === id);
}

/** The service whose own name this is a name below. */
export function serviceOfName(name: string): DdnsService | undefined {
  return DDNS_SERVICES.find(({ suffixes }) => suffixes.some((suffix) => name.endsWith(`.${suffix}`)));
}

/** A name that only the router itself can keep up to date: whose router, where it is told. */
export interface RouterName {
  readonly suffix: string;
  /** As a person knows it. */
  readonly brand: string;
  /** The id in the catalogue of routers. */
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
