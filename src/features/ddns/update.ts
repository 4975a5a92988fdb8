import { type AddressProvider, DnsRefusal } from '../../dns/provider.ts';
import { ADDRESS_PROVIDERS, providerById } from '../../dns/providers.ts';
import { ExposeError } from '../../errors.ts';
import { t } from '../../messages/index.ts';
import { addressKind } from '../../net/ip.ts';
import type { Network } from '../../net/network.ts';
import { askPublicAddress, ECHO_SERVICES } from '../../net/public-address.ts';
import type { Secret } from '../../system/secret.ts';
import type { DdnsRecord } from './record.ts';

/** Milliseconds without requests after a service is busy or fails. */
const PAUSE_MS = 30 * 60_000;

/** Maximum number of characters shown of a service's message. */
const WORDS = 160;

/** For refusals that only the user can resolve. */
const FAR_FUTURE = new Date('9999-12-31T00:00:00Z');

/** A service's refusal. `notBefore`: until then, no automatic request is sent. */
class DdnsRefusal extends ExposeError {
  readonly notBefore: Date;
  constructor(message: string, hint: string, notBefore: Date) {
    super('environment', message, hint);
    this.name = 'DdnsRefusal';
    this.notBefore = notBefore;
  }
}

/** How services are asked. */
interface Tools {
  readonly network: Network;
  readonly userAgent: string;
  readonly signal: AbortSignal;
}

interface UpdateRequest extends Tools {
  readonly record: DdnsRecord;
  readonly secret: Secret;
  readonly ipv4: string;
  readonly ipv6: string | undefined;
  readonly now: Date;
}

/** The service of a record. Throws ExposeError('answer') for an unknown one, after a manual edit. */
export function serviceOf({ service: id }: Pick<DdnsRecord, 'service'>): AddressProvider {
  const service = providerById(ADDRESS_PROVIDERS, id);
  if (service === undefined) throw new ExposeError('answer', t().ddns.noService(id), t().ddns.servicesHint);
  return service;
}

/** Sends the address to the service and returns the updated record. Throws DdnsRefusal if the service refuses. */
export async function updateService(
  request: UpdateRequest,
): Promise<{ record: DdnsRecord; changed: boolean }> {
  const { network, record, secret: token, ipv4, ipv6, userAgent, now, signal } = request;
  const service = serviceOf(record);
  const { user, server: url } = record;
  const access = { network, token, user, url, userAgent, signal };
  const done = await service.setAddress(access, record.name, { ipv4, ipv6 }).catch((error: unknown) => {
    throw error instanceof DnsRefusal ? refusal(error, service, now) : error;
  });
  return { record: recordAfter(request), changed: done === 'updated' };
}

/** The record after a successful update. */
export function recordAfter({
  record,
  ipv4,
  ipv6,
  now,
}: Omit<UpdateRequest, 'network' | 'signal'>): DdnsRecord {
  const last = { ipv4, ...(ipv6 !== undefined && { ipv6 }), at: now.toISOString() };
  return { ...record, last };
}

function refusal({ kind, code, words }: DnsRefusal, { name }: AddressProvider, now: Date): DdnsRefusal {
  const s = t().ddns.answers;
  const [message, hint] = s[code](name, code === 'unreachable' ? words : words.slice(0, WORDS));
  return kind === 'stop'
    ? new DdnsRefusal(message, `${hint} ${s.stopped}`, FAR_FUTURE)
    : new DdnsRefusal(message, `${hint} ${s.pausing}`, new Date(now.getTime() + PAUSE_MS));
}

/** The address for the name. Sends requests, which the caller has announced. Throws ExposeError('environment'). */
export async function findAddress(
  { addressFrom, echo = ECHO_SERVICES[4] }: Pick<DdnsRecord, 'addressFrom' | 'echo'>,
  tools: Tools,
): Promise<string> {
  return addressFrom === 'outside' ? fromOutside(echo, tools) : fromRouter(tools);
}

async function fromRouter({ network, signal }: Tools): Promise<string> {
  const s = t().ddns.address;
  const gateway = (await network.gateways()).find(({ family }) => family === 4);
  if (gateway === undefined) throw new ExposeError('environment', s.noGateway, s.otherWays);
  const router = await network.findRouter(gateway, { signal });
  const { address } = await network.askOutside(router);
  if (address === undefined || address === '')
    throw new ExposeError('environment', s.routerSilent(gateway.address), s.otherWays);
  if (addressKind(address) !== 'public')
    throw new ExposeError('environment', s.notPublic(address), s.notPublicHint);
  return address;
}

async function fromOutside(urls: readonly string[], tools: Tools): Promise<string> {
  const s = t().ddns.address;
  const answer = await askPublicAddress(4, urls, tools);
  if (answer.kind === 'known') return answer.address;
  if (answer.kind === 'differ') {
    const all = answer.answers.map(({ host, address }) => `${host}: ${address}`).join(', ');
    throw new ExposeError('environment', s.differ(all), s.differHint);
  }
  const all = answer.answers.map(({ host, problem }) => `${host} (${problem})`).join(', ');
  throw new ExposeError('environment', s.silent(all), s.silentHint);
}
