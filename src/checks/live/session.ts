import { isIP } from 'node:net';
import type { JupyterClient, KernelChannel, Reply } from '../../jupyter/client/types.ts';
import type { RunningServer } from '../../jupyter/server/running.ts';
import type { StartTrouble } from '../../jupyter/server/start-troubles.ts';
import { lanAddresses, type OwnAddress } from '../../net/addresses.ts';
import { isLoopback, isWildcard } from '../../net/listen-address.ts';
import { listenAddresses } from '../../net/port-holder.ts';
import type { CheckContext } from '../../situation/check.ts';
import type { Secret } from '../../system/secret.ts';

/** What Jupyter's settings say about how it is reached. */
export interface Wanted {
  /** '*', 'localhost', '192.168.0.10' */
  readonly ip: string;
  readonly port: number;
  /** '' where none is set. */
  readonly certfile: string;
  /** The stored hash; '' where none is set. */
  readonly hash: string;
}

/** The server that is walked to: one that runs, or one that was started for this. */
export type Reached =
  | {
      readonly server: RunningServer;
      /** What it has said; '' of one that we did not start. */
      readonly log: () => string;
    }
  | { readonly trouble: StartTrouble | 'slow' }
  /** One runs there, but with older settings. */
  | { readonly stale: RunningServer }
  /** None runs, and none may be started. */
  | { readonly absent: true };

/** One address at which the server is asked. */
export interface Place {
  readonly address: string;
  /** 'http://127.0.0.1:8888/base/' */
  readonly url: string;
  readonly loopback: boolean;
}

/** What the hops leave for those after them. */
export interface Luggage {
  /** Logged in. */
  visit?: JupyterClient;
  /** Also while it is being started. */
  kernel?: Promise<Reply<string>>;
  channel?: KernelChannel;
}

export interface PathContext extends CheckContext {
  readonly wanted: Wanted;
  readonly password: Secret | undefined;
  readonly allowPlainHttp: boolean;
  /** Finds or starts the server, once. */
  readonly reach: () => Promise<Reached>;
  /** A visitor of the server at this place, with no cookies. Closed when the walk is over. */
  readonly visit: (place: Place) => Promise<JupyterClient>;
  readonly luggage: Luggage;
  /** How the person starts this Jupyter: 'jupyter lab --config=FILE'. */
  readonly startCommand: string;
}

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
