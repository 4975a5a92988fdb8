import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A fake of DuckDNS, deSEC and Cloudflare that puts the records into pebble's DNS. */
export interface FakeProviders {
  readonly url: string;
  /** 'METHOD path' of each request, without the token. */
  readonly asked: string[];
  /** The current records: host → values. */
  readonly records: Map<string, string[]>;
  stop(): Promise<void>;
}

/** `zone`: the only zone that the account owns. */
export async function startProviders(dns: string, token: string, zone: string): Promise<FakeProviders> {
  const asked: string[] = [];
  const records = new Map<string, string[]>();
  const byId = new Map<string, { host: string; value: string }>();

  async function put(host: string, values: string[]): Promise<void> {
    await tell('clear-txt', { host: `${host}.` });
    records.delete(host);
    if (values.length > 0) records.set(host, values);
    for (const value of values) await tell('set-txt', { host: `${host}.`, value });
  }

  async function tell(what: string, body: object): Promise<void> {
    const answer = await fetch(`${dns}/${what}`, { method: 'POST', body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${what}: ${answer.status}`);
  }

  async function duckdns(query: URLSearchParams): Promise<[number, string]> {
    if (query.get('token') !== token) return [200, 'KO'];
    const host = `_acme-challenge.${query.get('domains')}.duckdns.org`;
    await put(host, query.get('clear') === 'true' ? [] : [query.get('txt') ?? '']);
    return [200, 'OK'];
  }

  async function desec(method: string, url: URL, body: string): Promise<[number, string]> {
    if (url.pathname === '/domains/') {
      const owns = url.searchParams.get('owns_qname')?.endsWith(`.${zone}`);
      return [200, JSON.stringify(owns ? [{ name: zone }] : [])];
    }
    if (method !== 'PUT' || url.pathname !== `/domains/${zone}/rrsets/`) return [404, '{}'];
    for (const set of JSON.parse(body)) {
      if (set.ttl < 3600) return [400, '{"ttl":["too short"]}'];
      const values = set.records.map((text: string) => /^"(.*)"$/.exec(text)?.[1] ?? 'unquoted');
      await put(`${set.subname}.${zone}`, values);
    }
    return [200, body];
  }

  async function cloudflare(method: string, url: URL, body: string): Promise<[number, string]> {
    const good = (result: unknown): [number, string] => [200, JSON.stringify({ success: true, result })];
    if (url.pathname === '/zones') return good(url.searchParams.get('name') === zone ? [{ id: 'z1' }] : []);
    const [, id] = /^\/zones\/z1\/dns_records\/(\w+)$/.exec(url.pathname) ?? [];
    const known = byId.get(id ?? '');
    if (method === 'DELETE' && known !== undefined && id !== undefined) {
      byId.delete(id);
      await put(
        known.host,
        (records.get(known.host) ?? []).filter((value) => value !== known.value),
      );
      return good({ id });
    }
    if (method !== 'POST') return [404, JSON.stringify({ success: false })];
    const { name, content } = JSON.parse(body);
    const made = `r${byId.size + 1}`;
    byId.set(made, { host: name, value: content });
    await put(name, [...(records.get(name) ?? []), content]);
    return good({ id: made });
  }

  async function answer(request: IncomingMessage): Promise<[number, string]> {
    const url = new URL(request.url ?? '/', 'http://provider');
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    const method = request.method ?? '';
    asked.push(`${method} ${url.pathname}`);
    if (url.pathname === '/update') return duckdns(url.searchParams);
    const { authorization = '' } = request.headers;
    if (authorization === `Token ${token}`) return desec(method, url, body);
    if (authorization === `Bearer ${token}`) return cloudflare(method, url, body);
    return [401, `{"detail":"Invalid token ${authorization}"}`];
  }

  const server = createServer((request, response) => {
    answer(request).then(
      ([status, text]) => response.writeHead(status).end(text),
      (error) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${port}`, asked, records, stop };
}
