import type { AddressProvider, ProviderAccess, TxtProvider } from './provider.ts';
import { askProvider, type ProviderQuestion, readJson, refusal, textOf } from './request.ts';

const API_URL = 'https://api.cloudflare.com/client/v4';

/** The token needs Zone:Read and DNS:Edit. */
export const cloudflare: AddressProvider & TxtProvider = {
  id: 'cloudflare',
  name: 'Cloudflare',
  url: API_URL,
  suffixes: [],
  needsUser: false,
  verified: false,
  async setAddress(access, name, { ipv4, ipv6 }) {
    const records = await recordsOf(access, name, 0);
    const first = await setRecord(access, records, name, 'A', ipv4);
    if (ipv6 === undefined) return first;
    const second = await setRecord(access, records, name, 'AAAA', ipv6);
    return second === 'unchanged' ? first : second;
  },
  holdsSeveral: true,
  settle: 15_000,
  async setTxt(access, host, values) {
    const records = await recordsOf(access, host, 1);
    const made: string[] = [];
    const clear = async (later: ProviderAccess) => {
      for (const id of made) await call(later, { method: 'DELETE', path: `${records}/${id}` });
    };
    try {
      for (const content of values) {
        const body = { type: 'TXT', name: host, content, ttl: 60 };
        const { id } = (await call(access, { method: 'POST', path: records, body })) as { id?: unknown };
        made.push(String(id));
      }
    } catch (error) {
      await clear(access).catch(() => undefined);
      throw error;
    }
    return clear;
  },
};

/**
 * The records path of the zone: the longest parent of the name that the token may read. `without`: labels to skip
 * first.
 */
async function recordsOf(access: ProviderAccess, name: string, without: number): Promise<string> {
  const labels = name.split('.');
  for (let from = without; from < labels.length - 1; from++) {
    const query = new URLSearchParams({ name: labels.slice(from).join('.') });
    const id = idOf(firstOf(await call(access, { path: `/zones?${query}` })));
    if (id !== undefined) return `/zones/${id}/dns_records`;
  }
  throw refusal('nohost', name, access);
}

/** An existing record keeps everything but its address. A new one is not proxied through Cloudflare. */
async function setRecord(
  access: ProviderAccess,
  records: string,
  name: string,
  type: 'A' | 'AAAA',
  content: string,
): Promise<'updated' | 'unchanged'> {
  const query = new URLSearchParams({ type, name });
  const record = firstOf(await call(access, { path: `${records}?${query}` }));
  if (record?.content === content) return 'unchanged';
  const id = idOf(record);
  await (id === undefined
    ? call(access, { method: 'POST', path: records, body: { type, name, content, ttl: 60, proxied: false } })
    : call(access, { method: 'PATCH', path: `${records}/${id}`, body: { content } }));
  return 'updated';
}

type Found = { readonly id?: unknown; readonly content?: unknown } | undefined;

function firstOf(result: unknown): Found {
  return Array.isArray(result) ? result[0] : undefined;
}

/** The id becomes part of a path, so it must not contain path characters. */
function idOf(found: Found): string | undefined {
  return typeof found?.id === 'string' && /^\w+$/.test(found.id) ? found.id : undefined;
}

/** The result of a successful response. */
async function call(access: ProviderAccess, question: ProviderQuestion): Promise<unknown> {
  const headers = { Authorization: `Bearer ${access.token.reveal()}` };
  const text = textOf(await askProvider(API_URL, access, { ...question, headers }), access);
  const answer = readJson(text, access) as { success?: unknown; result?: unknown } | null;
  if (answer?.success === true) return answer.result;
  throw refusal('strange', text, access);
}
