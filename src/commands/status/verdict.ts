import { loadFeatures } from '../../features/index.ts';
import { openClient } from '../../jupyter/client/open-session.ts';
import type { Destination } from '../../jupyter/client/types.ts';
import type { RunningServer } from '../../jupyter/server/running-servers.ts';
import { t } from '../../messages/index.ts';
import { globalIpv6, lanAddresses } from '../../net/addresses.ts';
import type { HttpAnswer } from '../../net/http.ts';
import { hostInUrl } from '../../net/ip.ts';
import { isLoopback, isWildcard } from '../../net/listen-address.ts';
import type { Network } from '../../net/network.ts';
import { DEFAULT_PORT } from '../../net/parse-port.ts';
import { effectiveSetting, isSet } from '../../situation/effective-setting.ts';
import type { Finding } from '../../situation/finding.ts';
import { listensHereOnly } from '../../situation/listen-reach.ts';
import { type Place, placeOf, type Reach, type Seen, type Way, wantedReach } from '../../situation/reach.ts';
import type { Situation } from '../../situation/situation.ts';

/** Milliseconds; the server is on this computer. */
const PATIENCE = 5000;

const OK = 200;
const FORBIDDEN = 403;

/** Where Jupyter runs, if somebody else decides there who reaches it. */
const DECIDED_ELSEWHERE: readonly string[] = ['hub', 'container', 'container-loopback'];

/** From one place: whether a client there gets Jupyter's page. */
export interface Sight {
  readonly seen: Seen;
  /** Why not, or why it is not known. */
  readonly note?: string;
  readonly url?: string;
  /** The command that changes it. */
  readonly command?: string;
}

/** Who reaches Jupyter now, against what was wanted. */
export interface Verdict {
  /** Undefined: nothing is set up yet. */
  readonly reach: Reach | undefined;
  /** The server of these settings that runs. */
  readonly server: RunningServer | undefined;
  readonly sights: Readonly<Record<Place, Sight>>;
}

/** What one server answers, and where it listens. */
interface Served {
  readonly port: number;
  readonly secure: boolean;
  /** With slashes at both ends. */
  readonly basePath: string;
}

/** Asks the running server on this computer, and everything that is known about the way to it. Changes nothing. */
export async function judgeReach(situation: Situation, findings: readonly Finding[] = []): Promise<Verdict> {
  const reach = await wantedReach(situation);
  const [running, port] = await Promise.all([situation.get('runningServers'), configuredPort(situation)]);
  const server = running.find((one) => one.port === port) ?? running[0];
  const served = await servedAt(situation, server, port);
  const real = await listenAddresses(situation, served.port);
  const computer = await fromHere(situation, served, server, real);
  const network = await fromNetwork(situation, served, computer, real, findings);
  const internet = await fromInternet(situation, served, network);
  return { reach, server, sights: { computer, network: network.sight, internet } };
}

/** As --json has it. */
export function reachableOf({ sights }: Verdict): Record<Place, Seen> {
  return { computer: sights.computer.seen, network: sights.network.seen, internet: sights.internet.seen };
}

/** What is seen from where the person wants to use it. */
export function wantedSight({ reach, sights }: Verdict): Sight | undefined {
  return reach && sights[placeOf(reach)];
}

async function configuredPort(situation: Situation): Promise<number> {
  const { value } = await effectiveSetting(situation, 'port');
  return typeof value === 'number' ? value : DEFAULT_PORT;
}

async function servedAt(
  situation: Situation,
  server: RunningServer | undefined,
  port: number,
): Promise<Served> {
  const [{ value: certfile }, { value: baseUrl }] = await Promise.all([
    effectiveSetting(situation, 'certfile'),
    effectiveSetting(situation, 'base_url'),
  ]);
  const base = server?.baseUrl ?? (isSet(baseUrl) ? baseUrl : '/');
  return {
    port: server?.port ?? port,
    secure: server?.secure ?? isSet(certfile),
    basePath: `/${base}/`.replace(/\/{2,}/g, '/'),
  };
}

async function fromHere(
  situation: Situation,
  served: Served,
  server: RunningServer | undefined,
  real: readonly string[],
): Promise<Sight> {
  const m = t().status;
  if (server?.socket !== undefined) return { seen: 'no', note: m.socket(server.socket) };
  const address = addressHere(real);
  const url = urlAt('localhost', served);
  if (address === undefined) return { seen: 'no', note: m.notRunning, url };
  const answer = await ask(situation, served, address, address);
  if (answer === 'jupyter' || answer === 'refused')
    return { seen: 'yes', url: urlAt(hereName(address), served) };
  return { seen: 'no', note: answer === 'other' ? m.otherProgram(served.port) : m.noAnswer };
}

interface NetworkSight {
  readonly sight: Sight;
  readonly ways: readonly Way[];
}

async function fromNetwork(
  situation: Situation,
  served: Served,
  computer: Sight,
  real: readonly string[],
  findings: readonly Finding[],
): Promise<NetworkSight> {
  const m = t().status;
  const without = (sight: Sight): NetworkSight => ({ sight, ways: [] });
  if (computer.seen !== 'yes') return without({ seen: 'no', ...(computer.note && { note: computer.note }) });
  const outer = real.filter((address) => !isLoopback(address));
  if (outer.length === 0) return without({ seen: 'no', note: m.hereOnly });
  const elsewhere = findings.find(
    ({ id, status, blockedBy }) =>
      DECIDED_ELSEWHERE.includes(id) && status !== 'ok' && blockedBy === undefined,
  );
  if (elsewhere !== undefined) return without({ seen: 'unknown', note: elsewhere.message });
  const own = await situation.get('addresses');
  const wild = outer.filter(isWildcard);
  const [address] =
    wild.length === 0 ? outer : wild.some((one) => one !== '::') ? lanAddresses(own) : globalIpv6(own);
  if (address === undefined) return without({ seen: 'unknown', note: m.noNetwork });
  const url = urlAt(address, served);
  // A server on every address answers the name of any of them at loopback, too: no packet leaves the loopback device.
  const answer = await ask(
    situation,
    served,
    address,
    wild.length === 0 ? address : (addressHere(real) ?? address),
  );
  if (answer === 'refused') return without({ seen: 'no', note: m.hostRefused(address) });
  if (answer !== 'jupyter') return without({ seen: 'no', note: m.noAnswer });
  const parts = await loadFeatures();
  const ways = (await Promise.all(parts.map((part) => part.ways?.(situation, served.port) ?? []))).flat();
  return { sight: { url, ...worst(ways, 'network') }, ways };
}

async function fromInternet(
  situation: Situation,
  served: Served,
  { sight, ways }: NetworkSight,
): Promise<Sight> {
  const m = t().status;
  if (sight.seen === 'no' && ways.length === 0)
    return { seen: 'no', ...(sight.note && { note: sight.note }) };
  const found = worst(ways, 'internet');
  if (found.seen !== 'yes') return found;
  const { answers = {} } = (await situation.get('lastAnswers')) ?? {};
  const named = isSet(answers.domain) ? { url: urlAt(answers.domain, served) } : {};
  // Only a look from outside can say yes.
  return { seen: 'unknown', note: m.notSeenFromHere, ...named, ...(found.url && { url: found.url }) };
}

/** The hop that decides: one that is closed, else one that is not known; a way around all the others goes before them. */
function worst(ways: readonly Way[], place: Way['place']): Sight {
  const around = ways.filter((way) => way.place === place && way.isDetour);
  const of = around.length > 0 ? around : ways.filter((way) => way.place === place);
  const way = of.find(({ seen }) => seen === 'no') ?? of.find(({ seen }) => seen === 'unknown');
  const url = of.find((one) => one.url !== undefined)?.url;
  if (way === undefined) return { seen: 'yes', ...(url && { url }) };
  const { seen, note, command } = way;
  return { seen, note, ...(url && { url }), ...(command && { command }) };
}

/** Where this computer connects: loopback if the server listens there, else an address of its own. */
function addressHere(real: readonly string[]): string | undefined {
  if (real.some((address) => address === '0.0.0.0' || address === '*' || address.startsWith('127.')))
    return real.find((address) => address.startsWith('127.')) ?? '127.0.0.1';
  if (real.some((address) => address === '::' || address === '::1')) return '::1';
  return real[0];
}

function hereName(address: string): string {
  return isLoopback(address) ? 'localhost' : address;
}

function urlAt(host: string, { secure, port, basePath }: Served): string {
  return `${secure ? 'https' : 'http'}://${hostInUrl(host)}:${port}${basePath}`;
}

/** Asks for the version, which needs no login: `refused` is Jupyter's answer to a host name that it does not want. */
async function ask(
  { network }: Situation,
  served: Served,
  host: string,
  connectTo: string,
): Promise<'jupyter' | 'refused' | 'other' | 'none'> {
  let last: 'other' | 'none' = 'none';
  for (const secure of [served.secure, !served.secure]) {
    const answer = await askOnce(network, urlAt(host, { ...served, secure }), connectTo);
    if (answer === undefined) continue;
    const { status, text } = answer;
    if (status === OK && /"version"/.test(text)) return 'jupyter';
    if (status === FORBIDDEN) return 'refused';
    last = 'other';
  }
  return last;
}

/** Nothing secret is sent, so any certificate will do; whether browsers take it is another check's question. */
async function askOnce(network: Network, url: string, connectTo: string): Promise<HttpAnswer | undefined> {
  const plain: Destination = { url, connectTo, timeout: PATIENCE };
  const first = openClient(network, plain);
  const shown = url.startsWith('https:') ? await first.certificate() : undefined;
  first.close();
  if (shown !== undefined && 'problem' in shown) return undefined;
  const [leaf] = shown?.value.chain ?? [];
  const client = openClient(network, leaf === undefined ? plain : { ...plain, ca: leaf, pinned: true });
  const reply = await client.request('GET', 'api').finally(() => client.close());
  return 'problem' in reply ? undefined : reply.value;
}

/** Where something listens at this port; where the system does not tell, what the settings say. */
async function listenAddresses(situation: Situation, port: number): Promise<readonly string[]> {
  const real = await situation.network.listenAddresses(port);
  if (real !== undefined) return real;
  const { value: ip } = await effectiveSetting(situation, 'ip');
  return [(await listensHereOnly(situation, ip)) ? '127.0.0.1' : '0.0.0.0'];
}
