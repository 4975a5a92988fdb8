import { askProvider, readAnswer, refuse } from './ask.ts';
import type { DnsProvider, ProviderAccess } from './provider.ts';

/** The shortest that it takes. */
const TTL_SECONDS = 3600;

/** https://desec.readthedocs.io */
export const desec: DnsProvider = {
  id: 'desec',
  name: 'deSEC',
  url: 'https://desec.io/api/v1',
  suffixes: ['dedyn.io'],
  holdsSeveral: true,
  settle: 30_000,
  async setTxt(access, host, values) {
    const zone = await zoneOf(access, host);
    await put(access, zone, host, values);
    return (later) => put(later, zone, host, []);
  },
};

/** No records at all takes the set away. */
async function put(access: ProviderAccess, zone: string, host: string, values: readonly string[]) {
  const set = {
    subname: host.slice(0, -zone.length - 1),
    type: 'TXT',
    ttl: TTL_SECONDS,
    records: values.map((value) => `"${value}"`),
  };
  const path = `/domains/${zone}/rrsets/`;
  await askProvider(desec, access, { method: 'PUT', path, headers: authorized(access), body: [set] });
}

async function zoneOf(access: ProviderAccess, host: string): Promise<string> {
  const query = new URLSearchParams({ owns_qname: host });
  const text = await askProvider(desec, access, { path: `/domains/?${query}`, headers: authorized(access) });
  const token = access.token.reveal();
  const list = readAnswer(desec, text, token);
  const [zone] = Array.isArray(list) ? list : [];
  const name: unknown = zone?.name;
  if (typeof name !== 'string' || !host.endsWith(`.${name}`)) return refuse(desec, `${host}: ${text}`, token);
  return name;
}

function authorized({ token }: ProviderAccess): Record<string, string> {
  return { Authorization: `Token ${token.reveal()}` };
}
