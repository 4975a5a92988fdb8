import { afterEach, describe, expect, it } from 'vitest';
import { DnsRefusal, type ProviderAccess } from '../../src/dns/provider.ts';
import { ADDRESS_PROVIDERS, providerById } from '../../src/dns/providers.ts';
import { Secret } from '../../src/system/secret.ts';
import { localNetwork } from '../net/local-network.ts';
import { type Answer, type Asked, type FakeService, startService } from './fake-service.ts';

const TOKEN = 's3cret/token&x';
let fake: FakeService | undefined;
afterEach(async () => fake?.stop());

interface Outcome {
  readonly kind: 'updated' | 'unchanged' | 'later' | 'stop';
  readonly code?: string;
  readonly words?: string;
}

async function tell(
  id: string,
  answer: (asked: Asked) => Answer,
  options: { name?: string; ipv6?: string } = {},
): Promise<Outcome> {
  fake = await startService(answer);
  const access = {
    network: localNetwork,
    token: new Secret(TOKEN),
    user: 'kim',
    userAgent: 'jupyter-expose/0 test',
    url: fake.url,
    signal: new AbortController().signal,
  };
  const { name = 'home.example.org', ipv6 } = options;
  return setAddress(id, access, name, ipv6);
}

async function setAddress(id: string, access: ProviderAccess, name: string, ipv6?: string): Promise<Outcome> {
  const provider = providerById(ADDRESS_PROVIDERS, id);
  if (provider === undefined) throw new Error(id);
  try {
    return { kind: await provider.setAddress(access, name, { ipv4: '192.0.1.7', ipv6 }) };
  } catch (error) {
    if (!(error instanceof DnsRefusal)) throw error;
    const { kind, code, words } = error;
    return { kind, code, words };
  }
}

describe('the dyndns2 family', () => {
  it.each([
    ['good 192.0.1.7', 200, { kind: 'updated' }],
    ['good', 200, { kind: 'updated' }],
    ['nochg 192.0.1.7', 200, { kind: 'unchanged' }],
    ['badauth', 200, { kind: 'stop', code: 'badauth' }],
    ['badauth', 401, { kind: 'stop', code: 'badauth' }],
    ['badagent', 200, { kind: 'stop', code: 'badagent' }],
    ['nohost', 200, { kind: 'stop', code: 'nohost' }],
    ['notfqdn', 200, { kind: 'stop', code: 'notfqdn' }],
    ['numhost', 200, { kind: 'stop', code: 'numhost' }],
    ['!yours', 200, { kind: 'stop', code: '!yours' }],
    ['!donator', 200, { kind: 'stop', code: '!donator' }],
    ['abuse', 200, { kind: 'stop', code: 'abuse' }],
    ['dnserr', 200, { kind: 'later', code: 'dnserr' }],
    ['911', 200, { kind: 'later', code: '911' }],
    ['', 503, { kind: 'later', code: '911' }],
    ['', 429, { kind: 'later', code: 'busy' }],
    ['good 192.0.1.7', 500, { kind: 'later', code: '911' }],
    ['<html>Welcome</html>', 200, { kind: 'stop', code: 'strange' }],
  ])('%s (%i)', async (text, status, expected) => {
    expect(await tell('noip', () => [status, text])).toMatchObject(expected);
    expect(fake?.asked).toMatchObject([
      {
        method: 'GET',
        path: '/nic/update',
        query: { hostname: 'home.example.org', myip: '192.0.1.7' },
        authorization: `Basic ${Buffer.from(`kim:${TOKEN}`).toString('base64')}`,
        agent: 'jupyter-expose/0 test',
      },
    ]);
  });

  it('gets both addresses at once', async () => {
    await tell('dynu', () => [200, 'good'], { ipv6: '2a00::7' });
    expect(fake?.asked[0]?.query.myip).toBe('192.0.1.7,2a00::7');
  });
});

describe('DuckDNS', () => {
  it.each([
    ['OK\n192.0.1.7\n\nUPDATED', 200, { kind: 'updated' }],
    ['OK\n192.0.1.7\n\nNOCHANGE', 200, { kind: 'unchanged' }],
    ['KO', 200, { kind: 'stop', code: 'badauth' }],
    ['', 502, { kind: 'later' }],
    [`what is ${TOKEN}?`, 200, { kind: 'stop', code: 'strange', words: 'what is [hidden]?' }],
  ])('%j (%i)', async (text, status, expected) => {
    const name = 'deep.home.duckdns.org';
    expect(await tell('duckdns', () => [status, text], { name })).toMatchObject(expected);
    expect(fake?.asked).toMatchObject([
      { path: '/update', query: { domains: 'home', token: TOKEN, ip: '192.0.1.7', verbose: 'true' } },
    ]);
  });
});

describe('deSEC', () => {
  it.each([
    ['good', 200, { kind: 'updated' }],
    ['badauth', 401, { kind: 'stop', code: 'badauth' }],
    ['nohost', 404, { kind: 'stop', code: 'nohost' }],
    ['Request was throttled.', 429, { kind: 'later', code: 'busy' }],
  ])('%s (%i), and the IPv6 address that stands there stays', async (text, status, expected) => {
    expect(await tell('desec', () => [status, text])).toMatchObject(expected);
    expect(fake?.asked).toMatchObject([
      {
        path: '/',
        query: { hostname: 'home.example.org', myipv4: '192.0.1.7', myipv6: 'preserve' },
        authorization: `Token ${TOKEN}`,
      },
    ]);
  });
});

describe('Cloudflare', () => {
  const good = (result: unknown): Answer => [200, JSON.stringify({ success: true, result })];
  /** A zone with one record, or without. */
  const account = (content: string | undefined) => (asked: Asked) => {
    if (asked.authorization !== `Bearer ${TOKEN}`) return [403, '{}'] as const;
    if (asked.path === '/zones') return good(asked.query.name === 'example.org' ? [{ id: 'z1' }] : []);
    if (asked.method !== 'GET') return good({ id: 'r1' });
    return good(content === undefined || asked.query.type !== 'A' ? [] : [{ id: 'r1', content }]);
  };
  const sent = () => fake?.asked.filter(({ method }) => method !== 'GET');

  it('changes the address of the record that is there, and nothing else of it', async () => {
    expect(await tell('cloudflare', account('192.0.1.1'))).toEqual({ kind: 'updated' });
    expect(sent()).toMatchObject([
      { method: 'PATCH', path: '/zones/z1/dns_records/r1', body: '{"content":"192.0.1.7"}' },
    ]);
  });

  it('sends nothing when it leads there already', async () => {
    expect(await tell('cloudflare', account('192.0.1.7'))).toEqual({ kind: 'unchanged' });
    expect(sent()).toEqual([]);
  });

  it('makes a record that is missing, for both families, and not behind its own servers', async () => {
    expect(await tell('cloudflare', account(undefined), { ipv6: '2a00::7' })).toEqual({ kind: 'updated' });
    expect(sent()?.map(({ body }) => JSON.parse(body))).toEqual([
      { type: 'A', name: 'home.example.org', content: '192.0.1.7', ttl: 60, proxied: false },
      { type: 'AAAA', name: 'home.example.org', content: '2a00::7', ttl: 60, proxied: false },
    ]);
  });

  it.each([
    ['a token that is refused', [403, '{"success":false}'], { kind: 'stop', code: 'badauth' }],
    ['no zone of the name', good([]), { kind: 'stop', code: 'nohost' }],
    ['no JSON', [200, '<html>'], { kind: 'stop', code: 'strange' }],
    ['an id that would lead elsewhere', good([{ id: '../../x' }]), { kind: 'stop', code: 'nohost' }],
    ['out of order', [520, ''], { kind: 'later', code: '911' }],
  ] as const)('%s', async (_what, answer, expected) => {
    expect(await tell('cloudflare', () => answer)).toMatchObject(expected);
  });
});

it('is told as later where nobody listens, and sends no secret in plain text to another computer', async () => {
  const access = {
    network: localNetwork,
    token: new Secret(TOKEN),
    user: 'kim',
    userAgent: 'x',
    url: 'http://127.0.0.1:1',
    signal: new AbortController().signal,
  };
  const answer = await setAddress('dyndns2', access, 'a.example.org');
  expect(answer).toMatchObject({ kind: 'later', code: 'unreachable' });
});
