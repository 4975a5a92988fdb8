import { isIP } from 'node:net';
import { lanAddresses, type OwnAddress } from '../../net/addresses.ts';
import { isLoopback, isWildcard } from '../../net/listen-address.ts';

/** What a browser opens. */
export interface ServerUrls {
  readonly here: readonly string[];
  readonly lan: readonly string[];
}

export interface Serving {
  readonly scheme: 'http' | 'https';
  readonly ip: string;
  readonly port: number;
  /** With slashes at both ends. */
  readonly basePath: string;
}

/** The URLs under which a server answers on this computer and in its network. */
export function serverUrls({ scheme, ip, port, basePath }: Serving, own: readonly OwnAddress[]): ServerUrls {
  const url = (host: string) => `${scheme}://${isIP(host) === 6 ? `[${host}]` : host}:${port}${basePath}`;
  if (isLoopback(ip)) return { here: [url(ip)], lan: [] };
  if (!isWildcard(ip)) return { here: [], lan: [url(ip)] };
  // Tornado listens on '::' for IPv6 only.
  const lan = ip === '::' ? globalIpv6(own) : lanAddresses(own);
  return { here: [url(ip === '::' ? '::1' : 'localhost')], lan: lan.map(url) };
}

function globalIpv6(own: readonly OwnAddress[]): string[] {
  return own
    .filter(({ family, loopback, linkLocal }) => family === 6 && !loopback && !linkLocal)
    .map(({ address }) => address);
}

/** A `base_url` as Jupyter completes it: '/' before and after. */
export function completeBasePath(baseUrl: unknown): string {
  if (typeof baseUrl !== 'string' || baseUrl === '') return '/';
  return `/${baseUrl}/`.replace(/\/{2,}/g, '/');
}
