import { isIP } from 'node:net';
import { parseName } from '../../certificates/names.ts';
import type { AddressProvider } from '../../dns/provider.ts';
import { ADDRESS_PROVIDERS, providerById, providerOfName, routerOfName } from '../../dns/providers.ts';
import { ExposeError } from '../../errors.ts';
import { t } from '../../messages/index.ts';
import { addressKind } from '../../net/ip.ts';
import { ECHO_SERVICES } from '../../net/public-address.ts';
import type { DdnsUpdateFlags } from './flags.ts';
import type { AddressFrom, DdnsRecord } from './record.ts';

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

/** The public IPv4 address given by flag; undefined without it. Throws ExposeError('answer'). */
export function givenIpv4({ address }: DdnsUpdateFlags): string | undefined {
  if (address === undefined) return undefined;
  if (isIP(address) === 4 && addressKind(address) === 'public') return address;
  throw new ExposeError('answer', t().ddns.badAddress(address), t().ddns.addressHint);
}

/** The global IPv6 address given by flag; undefined without it. Throws ExposeError('answer'). */
export function givenIpv6({ ipv6 }: DdnsUpdateFlags): string | undefined {
  if (ipv6 === undefined) return undefined;
  if (isIP(ipv6) === 6 && addressKind(ipv6) === 'public') return ipv6;
  throw new ExposeError('answer', t().ddns.badIpv6(ipv6), t().ddns.addressHint);
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
  const service = providerById(ADDRESS_PROVIDERS, id);
  if (service === undefined) throw new ExposeError('answer', s.noService(id), s.servicesHint);
  return service;
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
