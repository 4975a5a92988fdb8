import { askProvider, readAnswer, refuse } from './ask.ts';
import type { DnsProvider, ProviderAccess } from './provider.ts';

/** The token needs Zone:Read and DNS:Edit. */
export const cloudflare: DnsProvider = {
  id: 'cloudflare',
  name: 'Cloudflare',
  url: 'https://api.cloudflare.com/client/v4',
  suffixes: [],
  holdsSeveral: true,
  settle: 15_000,
  async setTxt(access, host, values) {
    const zone = await zoneOf(access, host);
    const records = `/zones/${zone}/dns_records`;
    const made: string[] = [];
    const clear = async (later: ProviderAccess) => {
      for (const id of made) await call(later, `${records}/${id}`, 'DELETE');
    };
    try {
      for (const content of values) {
        const body = { type: 'TXT', name: host, content, ttl: 60 };
        const { id } = (await call(access, records, 'POST', body)) as { id?: unknown };
        made.push(String(id));
      }
    } catch (error) {
      await clear(access).catch(() => undefined);
      throw error;
    }
    return clear;
  },
};

/** The zone is one of the names above; the longest that the token may see. */
async function zoneOf(access: ProviderAccess, host: string): Promise<string> {
  const labels = host.split('.');
  for (let from = 1; from < labels.length - 1; from++) {
    const query = new URLSearchParams({ name: labels.slice(from).join('.') });
    const found = await call(access, `/zones?${query}`, 'GET');
    const [zone] = Array.isArray(found) ? found : [];
    if (typeof zone?.id === 'string') return zone.id;
  }
  return refuse(cloudflare, host, access.token.reveal());
}

async function call(
  access: ProviderAccess,
  path: string,
  method: 'GET' | 'POST' | 'DELETE',
  body?: unknown,
): Promise<unknown> {
  const token = access.token.reveal();
  const headers = { Authorization: `Bearer ${token}` };
  const text = await askProvider(cloudflare, access, { method, path, headers, body });
  const answer = readAnswer(cloudflare, text, token) as { success?: unknown; result?: unknown } | null;
  return answer?.success === true ? answer.result : refuse(cloudflare, text, token);
}
