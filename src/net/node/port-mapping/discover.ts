import { t } from '../../../messages/index.ts';
import type { Gateway } from '../../gateway.ts';
import type { FoundRouter, SearchOptions, Service } from '../../port-mapping.ts';
import { type Described, type Doubt, fetchDescription } from './description.ts';
import { natPmpAddress } from './nat-pmp.ts';
import { speaksPcp } from './pcp.ts';
import { callService } from './soap.ts';
import { isRouter, type SsdpAnswer, searchGateway } from './ssdp.ts';

const PATIENCE_MS = 2_500;
const MAX_LOCATIONS = 4;
const MAX_SENTENCES = 5;

type Upnp = NonNullable<FoundRouter['upnp']>;

/** Network.findRouter. */
export async function findRouter(gateway: Gateway, options: SearchOptions = {}): Promise<FoundRouter> {
  const { timeout = PATIENCE_MS, signal } = options;
  const { address, ownAddress = '' } = gateway;
  const endpoint = { gateway: address, ownAddress, signal };
  const [{ upnp, ignored }, natPmp, pcp] = await Promise.all([
    findUpnp(endpoint, timeout, signal).catch(() => ({ upnp: undefined, ignored: [] as string[] })),
    natPmpAddress(endpoint),
    speaksPcp(endpoint),
  ]);
  return {
    gateway: address,
    ownAddress,
    ...(upnp && { upnp }),
    natPmp: natPmp !== undefined,
    pcp,
    ignored,
  };
}

async function findUpnp(
  { gateway, ownAddress }: { readonly gateway: string; readonly ownAddress: string },
  timeout: number,
  signal: AbortSignal | undefined,
): Promise<{ upnp: Upnp | undefined; ignored: string[] }> {
  const answers = await searchGateway({ gateway, ownAddress }, { timeout, signal });
  const ignored: string[] = [];
  // Others in the house may be media players, or worse: nothing of theirs is fetched.
  for (const answer of answers)
    if (answer.sender !== gateway && isRouter(answer))
      ignored.push(t().router.mapping.stranger(answer.sender));
  for (const answer of locationsOf(answers, gateway)) {
    const described = await fetchDescription(answer.location, gateway, { timeout, signal });
    if (typeof described !== 'string')
      return { upnp: await chosen(described, answer, signal), ignored: shortened(ignored) };
    if (described !== 'no-router') ignored.push(t().router.mapping.doubts[described satisfies Doubt]);
  }
  return { upnp: undefined, ignored: shortened(ignored) };
}

/** The places that the gateway named, those of a router first, each once; a box has one or two. */
function locationsOf(answers: readonly SsdpAnswer[], gateway: string): SsdpAnswer[] {
  const own = answers.filter(({ sender }) => sender === gateway);
  const sorted = [...own.filter(isRouter), ...own.filter((one) => !isRouter(one))];
  const isFirst = ({ location }: SsdpAnswer, index: number) =>
    sorted.findIndex((one) => one.location === location) === index;
  return sorted.filter(isFirst).slice(0, MAX_LOCATIONS);
}

function shortened(sentences: readonly string[]): string[] {
  return [...new Set(sentences)].slice(0, MAX_SENTENCES);
}

/** A router with several ways out: the one that is connected. */
async function chosen(
  { igd, description, connections, pinholes }: Described,
  { server }: SsdpAnswer,
  signal: AbortSignal | undefined,
): Promise<Upnp | undefined> {
  const control = (await connected(connections, signal)) ?? connections[0];
  if (control === undefined) return undefined;
  return {
    igd,
    ...(server !== undefined && { server: server.replace(/[\p{Cc}\p{Cf}]+/gu, ' ').slice(0, 200) }),
    description,
    control,
    ...(pinholes && { pinholes }),
  };
}

async function connected(
  connections: readonly Service[],
  signal: AbortSignal | undefined,
): Promise<Service | undefined> {
  if (connections.length < 2) return connections[0];
  for (const one of connections.slice(0, 4)) {
    const reply = await callService(one, 'GetStatusInfo', {}, { signal, timeout: 2000 });
    if ('values' in reply && reply.values.NewConnectionStatus === 'Connected') return one;
  }
  return undefined;
}
