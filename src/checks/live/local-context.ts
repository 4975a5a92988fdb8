import { isIP } from 'node:net';
import type { JupyterClient } from '../../jupyter/client/types.ts';
import type { RunningServer } from '../../jupyter/server/running-servers.ts';
import type { StartProblem } from '../../jupyter/server/start-problems.ts';
import { globalIpv6, lanAddresses, type OwnAddress } from '../../net/addresses.ts';
import { hostInUrl } from '../../net/ip.ts';
import { isLoopback, isWildcard } from '../../net/listen-address.ts';
import type { CheckContext } from '../../situation/check.ts';
import type { Situation } from '../../situation/situation.ts';
import type { LiveContext } from './live-checks.ts';

/** The settings that decide how the server is reached. */
export interface ServerSettings {
  /** '*', 'localhost', '192.168.0.10' */
  readonly ip: string;
  readonly port: number;
  /** '' if none is set. */
  readonly certfile: string;
  /** The stored password hash; '' if none is set. */
  readonly hash: string;
}

/** The server to test: one that runs already, or one that was started for the test. */
export type ReachedServer =
  | {
      readonly server: RunningServer;
      /** Its output so far; '' for a server that we did not start. */
      readonly log: () => string;
      readonly beside?: Beside;
    }
  | { readonly problem: StartProblem | 'slow' }
  /** A server runs, but it was started with older settings. */
  | { readonly stale: RunningServer }
  /** No server runs, and none may be started. */
  | { readonly absent: true };

/** A server was started for the test while the user's own still runs with older settings. */
export interface Beside {
  /** Where it was started: the other one has the port of the settings. */
  readonly port: number;
  readonly stale: RunningServer;
}

/** One address at which the server is tested. */
export interface Endpoint {
  readonly address: string;
  /** 'http://127.0.0.1:8888/base/' */
  readonly url: string;
  readonly loopback: boolean;
}

/** Where the server is, and how it is reached from this computer. */
export interface ServerLocation {
  readonly situation: Situation;
  readonly settings: ServerSettings;
  /** Finds or starts the server, once. */
  readonly reach: () => Promise<ReachedServer>;
}

/** The context of the live checks when the server runs on this computer. */
export interface LocalContext extends CheckContext, LiveContext, ServerLocation {
  readonly allowPlainHttp: boolean;
  /** Says what will be sent to another computer, before it is. */
  readonly announce: (text: string) => void;
  /** Opens a client of the server at this endpoint, without cookies. It is closed with the session. */
  readonly clientAt: (endpoint: Endpoint) => JupyterClient;
  /** The command that starts this Jupyter: 'jupyter lab --config=FILE'. */
  readonly startCommand: string;
}

/** The server that was reached. Without one the check `listens` has failed, and no later check is made. */
export async function reachedServer({ reach }: ServerLocation): Promise<RunningServer> {
  const reached = await reach();
  if ('server' in reached) return reached.server;
  throw new Error('no server was reached');
}

/** The loopback address on which the server listens; undefined if it listens on none. */
export async function loopbackEndpoint(location: ServerLocation): Promise<Endpoint | undefined> {
  const server = await reachedServer(location);
  const address = loopbackAddress(await servedIp(location, server));
  return address === undefined ? undefined : endpointOf(server, address);
}

/** The addresses of this computer at which other devices reach the server, and no others. */
export async function lanEndpoints(location: ServerLocation): Promise<Endpoint[]> {
  const server = await reachedServer(location);
  const own = await location.situation.get('addresses');
  const ip = await servedIp(location, server);
  return reachableAddresses(ip, own).map((address) => endpointOf(server, address));
}

/** Loopback if the server listens there, else the first address of the LAN; undefined if there is neither. */
export async function nearestEndpoint(location: ServerLocation): Promise<Endpoint | undefined> {
  return (await loopbackEndpoint(location)) ?? (await lanEndpoints(location))[0];
}

/** The endpoint to log in at: packets to loopback never leave this computer. Throws if there is no endpoint. */
export async function loginEndpoint(location: ServerLocation): Promise<Endpoint> {
  const endpoint = await nearestEndpoint(location);
  if (endpoint === undefined) throw new Error('this computer has no address at which Jupyter listens');
  return endpoint;
}

/** The address that the server listens on; a name in the settings has been resolved by Jupyter. */
async function servedIp(
  { situation: { network }, settings: { ip } }: ServerLocation,
  { port }: RunningServer,
): Promise<string> {
  const isName = isIP(ip) === 0 && !isWildcard(ip) && !isLoopback(ip);
  const [real] = isName ? ((await network.listenAddresses(port)) ?? []) : [];
  return real ?? ip;
}

function loopbackAddress(ip: string): string | undefined {
  if (ip === '::' || ip === '::1') return '::1';
  if (isWildcard(ip) || ip === 'localhost') return '127.0.0.1';
  return isLoopback(ip) ? ip : undefined;
}

function reachableAddresses(ip: string, own: readonly OwnAddress[]): string[] {
  if (isLoopback(ip)) return [];
  if (ip === '::') return globalIpv6(own);
  if (isWildcard(ip)) return lanAddresses(own);
  return own.map(({ address }) => address).filter((address) => address === ip);
}

function endpointOf({ port, secure, baseUrl }: RunningServer, address: string): Endpoint {
  // Without the slash, a base URL that starts with @ would turn the address into a user name.
  const url = `${secure ? 'https' : 'http'}://${hostInUrl(address)}:${port}/${baseUrl.replace(/^\/+/, '')}`;
  return { address, url, loopback: isLoopback(address) };
}
