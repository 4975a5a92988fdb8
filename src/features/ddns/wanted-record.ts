import { isIP } from 'node:net';
import { parseName } from '../../certificates/names.ts';
import type { AddressProvider } from '../../dns/provider.ts';
import { ADDRESS_PROVIDERS, providerOfName, routerOfName } from '../../dns/providers.ts';
import { ExposeError } from '../../errors.ts';
import { t } from '../../messages/index.ts';
import { addressKind } from '../../net/ip.ts';
import { ECHO_SERVICES } from '../../net/public-address.ts';
import type { DdnsUpdateFlags } from './flags.ts';
import type { AddressFrom, DdnsRecord } from './record.ts';
import { serviceOf } from './update.ts';

/** Combines the flags with the stored record. Throws ExposeError('answer') for invalid combinations. */
export function ddnsRecordOf(
  flags: DdnsUpdateFlags,
  kept: DdnsRecord | undefined,
): { record: DdnsRecord; service: AddressProvider } {
  const s = t().ddns;
  const name = flags.name === undefined ? kept?.name : publicName(flags.name);
  if (name === undefined) throw new ExposeError('answer', s.noName, s.noNameHint);
  const last = kept?.name === name ? kept : undefined;
  const service = chosenService(name, flags.service ?? last?.service);
  const before = last?.service === service.id ? last : undefined;
  const server = flags.server === undefined ? before?.server : serverUrl(flags.server);
  if (server === undefined && service.url === undefined)
    throw new ExposeError('answer', s.noServer(service.name), s.noServerHint);
  const user = flags.user ?? before?.user;
  if (service.needsUser && user === undefined)
    throw new ExposeError('answer', s.noUser(service.name), s.noUserHint);
  const addressFrom = whereFrom(flags, before?.addressFrom);
  const echo = flags.echo?.map(serverUrl) ?? before?.echo ?? ECHO_SERVICES[4];
  return {
    service,
    record: {
      schema: 1,
      name,
      service: service.id,
      ...(server !== undefined && { server }),
      ...(user !== undefined && { user }),
      addressFrom,
      ...(addressFrom === 'outside' && { echo }),
      // A changed service or server has not received an update yet.
      ...(before?.last !== undefined && before.server === server && { last: before.last }),
    },
  };
}

/** The public addresses given by flags. Throws ExposeError('answer'). */
export function givenAddresses({ address, ipv6 }: DdnsUpdateFlags) {
  const { badAddress, badIpv6, addressHint } = t().ddns;
  const isPublic = (text: string, family: 4 | 6) => isIP(text) === family && addressKind(text) === 'public';
  if (address !== undefined && !isPublic(address, 4))
    throw new ExposeError('answer', badAddress(address), addressHint);
  if (ipv6 !== undefined && !isPublic(ipv6, 6)) throw new ExposeError('answer', badIpv6(ipv6), addressHint);
  return { address, ipv6 };
}

function whereFrom({ address, outside }: DdnsUpdateFlags, before: AddressFrom | undefined): AddressFrom {
  if (address !== undefined) return 'given';
  if (outside) return 'outside';
  return before === 'outside' ? 'outside' : 'router';
}

/** A name that exists in public DNS. Throws ExposeError('answer') for others. */
export function publicName(text: string): string {
  const s = t().ddns;
  const name = parseName(text);
  const isPublic =
    isIP(name) === 0 && name.includes('.') && !name.startsWith('*.') && !name.endsWith('.local');
  if (!isPublic) throw new ExposeError('answer', s.notAName(text), s.noNameHint);
  return name;
}

function chosenService(name: string, id: string | undefined): AddressProvider {
  const s = t().ddns;
  const router = routerOfName(name);
  if (router !== undefined)
    throw new ExposeError('environment', s.routerKept(name, router.brand), s.routerKeptHint);
  if (id === undefined) {
    const service = providerOfName(ADDRESS_PROVIDERS, name);
    if (service === undefined) throw new ExposeError('answer', s.whichService(name), s.servicesHint);
    return service;
  }
  return serviceOf({ service: id });
}

/** HTTP only for this computer, where the connection cannot be intercepted; see askProvider. */
function serverUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isHere = url?.hostname === 'localhost' || addressKind(url?.hostname ?? '') === 'loopback';
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isHere);
  if (url === undefined || !isSafe || url.username !== '' || url.password !== '')
    throw new ExposeError('answer', t().ddns.badServer(text), t().ddns.noServerHint);
  return url.href;
}
