import { isIP } from 'node:net';
import type { RunningServer } from '../../jupyter/server/running.ts';
import { lanAddresses, type OwnAddress } from '../../net/addresses.ts';
import { isLoopback, isWildcard } from '../../net/listen-address.ts';
import { listenAddresses } from '../../net/ports.ts';
import type { PathContext, Place } from './session.ts';

/** The server that was reached; the hop `listens` has failed where there is none. */
export async function reachedServer({ reach }: PathContext): Promise<RunningServer> {
  const reached = await reach();
  if ('server' in reached) return reached.server;
  throw new Error('no server was reached');
}

/** Where this computer itself asks: the loopback address on which the server listens; undefined where it does on none. */
export async function loopbackPlace(context: PathContext): Promise<Place | undefined> {
  const server = await reachedServer(context);
  const address = loopbackAddress(await servedIp(context.wanted.ip, server));
  return address === undefined ? undefined : placeOf(server, address);
}

/** The addresses of this computer at which other devices reach the server. Never anybody else's. */
export async function lanPlaces(context: PathContext): Promise<Place[]> {
  const server = await reachedServer(context);
  const own = await context.situation.get('addresses');
  const ip = await servedIp(context.wanted.ip, server);
  return reachableAddresses(ip, own).map((address) => placeOf(server, address));
}

/** A name is set: the address that it has led to. */
async function servedIp(ip: string, { port }: RunningServer): Promise<string> {
  const isName = isIP(ip) === 0 && !isWildcard(ip) && !isLoopback(ip);
  const [real] = isName ? ((await listenAddresses(port)) ?? []) : [];
  return real ?? ip;
}

function loopbackAddress(ip: string): string | undefined {
  if (ip === '::' || ip === '::1') return '::1';
  if (isWildcard(ip) || ip === 'localhost') return '127.0.0.1';
  return isLoopback(ip) ? ip : undefined;
}

function reachableAddresses(ip: string, own: readonly OwnAddress[]): string[] {
  if (isLoopback(ip)) return [];
  if (ip === '::')
    return own
      .filter(({ family, loopback, linkLocal }) => family === 6 && !loopback && !linkLocal)
      .map(({ address }) => address);
  if (isWildcard(ip)) return lanAddresses(own);
  return own.map(({ address }) => address).filter((address) => address === ip);
}

function placeOf({ port, secure, baseUrl }: RunningServer, address: string): Place {
  const host = isIP(address) === 6 ? `[${address}]` : address;
  // A base URL that began with an @ would make another host of it.
  const url = `${secure ? 'https' : 'http'}://${host}:${port}/${baseUrl.replace(/^\/+/, '')}`;
  return { address, url, loopback: isLoopback(address) };
}
