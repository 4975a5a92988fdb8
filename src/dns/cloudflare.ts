import { askService, judgeStatus, quoted, type ServiceQuestion } from './ask.ts';
import type { DdnsService, ServiceAccess, ServiceAnswer } from './provider.ts';

type Good = { readonly result: unknown };

/** The token needs Zone:Read and DNS:Edit. */
export const cloudflare: DdnsService = {
  id: 'cloudflare',
  name: 'Cloudflare',
  url: 'https://api.cloudflare.com/client/v4',
  suffixes: [],
  needsUser: false,
  verified: false,
  async update(access, name, { ipv4, ipv6 }) {
    const zone = await zoneOf(access, name);
    if (typeof zone !== 'string') return zone;
    const first = await setRecord(access, zone, name, 'A', ipv4);
    if (ipv6 === undefined || (first.kind !== 'updated' && first.kind !== 'unchanged')) return first;
    const second = await setRecord(access, zone, name, 'AAAA', ipv6);
    return second.kind === 'unchanged' ? first : second;
  },
};

/** The zone is the name or one above it: the longest that the token may see. */
async function zoneOf(access: ServiceAccess, name: string): Promise<string | ServiceAnswer> {
  const labels = name.split('.');
  for (let from = 0; from < labels.length - 1; from++) {
    const query = new URLSearchParams({ name: labels.slice(from).join('.') });
    const found = await call(access, { path: `/zones?${query}` });
    if (!('result' in found)) return found;
    const [zone] = Array.isArray(found.result) ? found.result : [];
    if (typeof zone?.id === 'string' && /^\w+$/.test(zone.id)) return zone.id;
  }
  return { kind: 'stop', code: 'nohost', words: name };
}

/** A record that is there keeps everything but its address; a new one is not put behind Cloudflare's own servers. */
async function setRecord(
  access: ServiceAccess,
  zone: string,
  name: string,
  type: 'A' | 'AAAA',
  content: string,
): Promise<ServiceAnswer> {
  const records = `/zones/${zone}/dns_records`;
  const found = await call(access, { path: `${records}?${new URLSearchParams({ type, name })}` });
  if (!('result' in found)) return found;
  const [record] = Array.isArray(found.result) ? found.result : [];
  if (record?.content === content) return { kind: 'unchanged' };
  const id: unknown = record?.id;
  const done =
    typeof id === 'string' && /^\w+$/.test(id)
      ? await call(access, { method: 'PATCH', path: `${records}/${id}`, body: { content } })
      : await call(access, {
          method: 'POST',
          path: records,
          body: { type, name, content, ttl: 60, proxied: false },
        });
  return 'result' in done ? { kind: 'updated' } : done;
}

async function call(access: ServiceAccess, question: ServiceQuestion): Promise<Good | ServiceAnswer> {
  const headers = { Authorization: `Bearer ${access.token.reveal()}` };
  const reply = await askService(cloudflare, access, { ...question, headers });
  if ('answer' in reply) return reply.answer;
  const { status, text } = reply;
  if (status < 200 || status >= 300) return judgeStatus(status, text, access);
  try {
    const answer = JSON.parse(text) as { success?: unknown; result?: unknown } | null;
    if (answer?.success === true) return { result: answer.result };
  } catch {
    // No JSON: told below.
  }
  return { kind: 'stop', code: 'strange', words: quoted(text, access) };
}
