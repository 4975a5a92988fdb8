import { readDyndns2 } from './dyndns2.ts';
import type { AddressProvider, ProviderAccess, TxtProvider } from './provider.ts';
import { askProvider, readJson, refusal, textOf } from './request.ts';

const UPDATE_URL = 'https://update.dedyn.io';
const API_URL = 'https://desec.io/api/v1';
/** The shortest TTL that deSEC accepts. */
const TTL_SECONDS = 3600;

/** https://desec.readthedocs.io */
export const desec: AddressProvider & TxtProvider = {
  id: 'desec',
  name: 'deSEC',
  url: UPDATE_URL,
  suffixes: ['dedyn.io'],
  needsUser: false,
  verified: false,
  /** deSEC deletes the address of a family that is omitted, unless the value is `preserve`. */
  async setAddress(access, name, { ipv4, ipv6 = 'preserve' }) {
    const query = new URLSearchParams({ hostname: name, myipv4: ipv4, myipv6: ipv6 });
    const headers = authorized(access);
    return readDyndns2(await askProvider(UPDATE_URL, access, { path: `/?${query}`, headers }), access);
  },
  holdsSeveral: true,
  settle: 30_000,
  async setTxt(access, host, values) {
    const zone = await zoneOf(access, host);
    await put(access, zone, host, values);
    return (later) => put(later, zone, host, []);
  },
};

/** An empty list deletes the record set. */
async function put(
  access: ProviderAccess,
  zone: string,
  host: string,
  values: readonly string[],
): Promise<void> {
  const set = {
    subname: host.slice(0, -zone.length - 1),
    type: 'TXT',
    ttl: TTL_SECONDS,
    records: values.map((value) => `"${value}"`),
  };
  const path = `/domains/${zone}/rrsets/`;
  const question = { method: 'PUT', path, headers: authorized(access), body: [set] } as const;
  textOf(await askProvider(API_URL, access, question), access);
}

async function zoneOf(access: ProviderAccess, host: string): Promise<string> {
  const path = `/domains/?${new URLSearchParams({ owns_qname: host })}`;
  const text = textOf(await askProvider(API_URL, access, { path, headers: authorized(access) }), access);
  const list = readJson(text, access);
  const [zone] = Array.isArray(list) ? list : [];
  const name: unknown = zone?.name;
  if (typeof name === 'string' && host.endsWith(`.${name}`)) return name;
  throw refusal('nohost', `${host}: ${text}`, access);
}

function authorized({ token }: ProviderAccess): Record<string, string> {
  return { Authorization: `Token ${token.reveal()}` };
}
