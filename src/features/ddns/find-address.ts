import { ExposeError } from '../../errors.ts';
import { t } from '../../messages/index.ts';
import { readGateways } from '../../net/gateway.ts';
import { addressKind } from '../../net/ip.ts';
import { askOutside, findRouter } from '../../net/port-mapping/index.ts';
import { askPublicAddress, ECHO_SERVICES } from '../../net/public-address.ts';
import type { System } from '../../system/system.ts';
import type { DdnsRecord } from './record.ts';

interface Tools {
  readonly system: System;
  readonly userAgent: string;
  readonly signal: AbortSignal;
}

/** The address that the name shall lead to. Sends packets: the caller has said to whom. Throws ExposeError('environment'). */
export async function findAddress(
  { addressFrom, echo = ECHO_SERVICES[4] }: Pick<DdnsRecord, 'addressFrom' | 'echo'>,
  tools: Tools,
): Promise<string> {
  return addressFrom === 'outside' ? fromOutside(echo, tools) : fromRouter(tools);
}

async function fromRouter({ system, signal }: Tools): Promise<string> {
  const s = t().ddns.address;
  const gateway = (await readGateways(system)).find(({ family }) => family === 4);
  if (gateway === undefined) throw new ExposeError('environment', s.noGateway, s.otherWays);
  const router = await findRouter(gateway, { signal });
  const { address } = await askOutside(router);
  if (address === undefined || address === '')
    throw new ExposeError('environment', s.routerSilent(gateway.address), s.otherWays);
  if (addressKind(address) !== 'public')
    throw new ExposeError('environment', s.notPublic(address), s.notPublicHint);
  return address;
}

async function fromOutside(urls: readonly string[], { userAgent, signal }: Tools): Promise<string> {
  const s = t().ddns.address;
  const said = await askPublicAddress(4, urls, { userAgent, signal });
  if (said.kind === 'known') return said.address;
  if (said.kind === 'differ') {
    const all = said.said.map(({ host, address }) => `${host}: ${address}`).join(', ');
    throw new ExposeError('environment', s.differ(all), s.differHint);
  }
  const all = said.said.map(({ host, trouble }) => `${host} (${trouble})`).join(', ');
  throw new ExposeError('environment', s.silent(all), s.silentHint);
}
