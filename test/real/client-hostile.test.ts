import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Problem, ProblemKind, Reply } from '../../src/jupyter/client/types.ts';
import { Secret } from '../../src/system/secret.ts';
import { openClient } from '../net/local-network.ts';
import { type FakeServer, fakeHttpServer, fakeSocketServer } from './fake-server.ts';
import { freePort } from './proxy.ts';

const PASSWORD = 'correct horse battery';
const servers: FakeServer[] = [];

afterEach(async () => {
  vi.unstubAllEnvs();
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

const HEAD = 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n';

/** What a server does once it has heard something, and the trouble that a person is told of. */
const HOSTILE: [what: string, talk: (socket: Socket) => void, Partial<Problem>][] = [
  ['takes the connection and says nothing', () => {}, { kind: 'timeout', phase: 'answer' }],
  ['hangs in the middle of its headers', (s) => s.write(HEAD), { kind: 'timeout', phase: 'answer' }],
  [
    'hangs in the middle of its body',
    (s) => s.write(`${HEAD}Content-Length: 100\r\n\r\n<html>`),
    { kind: 'timeout', phase: 'body' },
  ],
  [
    'drips a body that never ends',
    (s) => {
      s.write(`${HEAD}\r\n`);
      const timer = setInterval(() => s.write('<br>'), 20);
      s.once('close', () => clearInterval(timer));
    },
    { kind: 'timeout', phase: 'body' },
  ],
  ['hangs up', (s) => s.end(), { kind: 'closed' }],
  ['resets the connection', (s) => s.resetAndDestroy(), { kind: 'closed', text: 'ECONNRESET' }],
  ['hangs up in the middle of its headers', (s) => s.end(HEAD), { kind: 'closed' }],
  [
    'hangs up in the middle of its body',
    (s) => s.end(`${HEAD}Content-Length: 100\r\n\r\n<html>`),
    { kind: 'closed', phase: 'body' },
  ],
  ['is an SSH server', (s) => s.end('SSH-2.0-OpenSSH_9.2\r\n'), { kind: 'not-http' }],
  ['speaks garbage', (s) => s.write(Buffer.alloc(2_000, 0xff)), { kind: 'not-http' }],
  ['sends headers without end', (s) => s.write(`${HEAD}X: ${'x'.repeat(200_000)}`), { kind: 'not-http' }],
];

describe('a server that', () => {
  it.each(HOSTILE)('%s', async (_, respond, problem) => {
    const server = await fakeSocketServer((socket) => socket.once('data', () => respond(socket)));
    servers.push(server);
    const client = openClient({ url: `http://127.0.0.1:${server.port}/`, timeout: 300 });
    expect(await client.login(new Secret(PASSWORD))).toMatchObject({ problem });
  });

  it('sends a body of any size is heard to a megabyte', async () => {
    const client = await visit((_, response) => {
      const pour = () => {
        while (response.write('x'.repeat(65_536)));
      };
      response.on('drain', pour);
      pour();
    });
    const { value } = (await client.request('GET', '')) as { value: { text: string } };
    expect(value.text.length).toBe(1024 * 1024);
  });

  it('does not listen', async () => {
    const client = openClient({ url: `http://127.0.0.1:${await freePort()}/` });
    expect(kindOf(await client.login(new Secret(PASSWORD)))).toBe('refused');
  });

  it('has a name that does not exist', async () => {
    const client = openClient({ url: 'http://no-such-name.invalid/' });
    expect(kindOf(await client.request('GET', ''))).toBe('no-such-name');
  });

  it('is left by ourselves', async () => {
    const client = await visit(() => {});
    const reply = client.request('GET', '');
    client.close();
    expect(await reply).toEqual({ problem: expect.objectContaining({ kind: 'closed' }) });
  });
});

type Handler = (request: IncomingMessage, response: ServerResponse, body: string) => void;

const FORM = '<form action="/login" method="post"><input type="password" name="password"></form>';
const answer =
  (status: number, text = '', headers: Record<string, string | string[]> = {}): Handler =>
  (_, response) =>
    response.writeHead(status, headers).end(text);

/** What the server says to the password, and what it says to the owner afterwards. */
const LOGINS: [what: string, post: Handler, proof: Handler, kind: ProblemKind | 'logged-in'][] = [
  ['lets us in', answer(302, '', { location: '/' }), answer(200, '{}'), 'logged-in'],
  ['is too old for api/status', answer(302, '', { location: '/' }), oldProof, 'logged-in'],
  ['shows the form again (notebook 4.0)', answer(200, FORM), answer(403), 'password-refused'],
  ['says 401', answer(401, FORM), answer(403), 'password-refused'],
  ['misses _xsrf', answer(403, "403: '_xsrf' argument missing from POST"), answer(403), 'xsrf'],
  ['forbids it for another reason', answer(403, 'Forbidden'), answer(403), 'status'],
  ['stumbles over a malformed hash', answer(500, 'Internal Server Error'), answer(403), 'status'],
  ['has had enough of logins (nginx)', answer(429, 'Too Many Requests'), answer(403), 'status'],
  ['gives a cookie that does not stick', answer(302, '', { location: '/' }), answer(403), 'cookie-lost'],
  [
    'gives a cookie for another host',
    answer(302, '', { location: '/', 'set-cookie': 'in=1; Domain=example.org' }),
    onlyWithCookie,
    'cookie-lost',
  ],
  [
    'sends us elsewhere afterwards',
    answer(302, '', { location: 'https://localhost/' }),
    answer(200),
    'elsewhere',
  ],
];

function oldProof(request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(request.url === '/api/status' ? 404 : 200).end('[]');
}

function onlyWithCookie(request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(request.headers.cookie?.includes('in=1') ? 200 : 403).end('{}');
}

describe('a server that is given the password and', () => {
  it.each(LOGINS)('%s', async (_, post, proof, kind) => {
    const client = await visit((request, response) => {
      const handler =
        request.method === 'POST' ? post : request.url?.startsWith('/api/') ? proof : answer(200, FORM);
      handler(request, response, '');
    });
    expect(kindOf(await client.login(new Secret(PASSWORD)))).toBe(kind);
  });

  it('repeats the password in its answer is not quoted', async () => {
    const client = await visit((request, response) => {
      if (request.method === 'GET') response.end(FORM);
      else request.on('data', (body: Buffer) => response.writeHead(400).end(`bad request: ${body}`));
    });
    const reply = await client.login(new Secret(PASSWORD));
    expect(reply).toMatchObject({ problem: { status: 400 } });
    expect(JSON.stringify(reply)).not.toMatch(/correct|horse/);
  });

  it('says 500 is quoted with its status and first line', async () => {
    const client = await visit((request, response) =>
      response
        .writeHead(request.method === 'POST' ? 500 : 200)
        .end(
          request.method === 'POST'
            ? '<html><style>a{}</style>\n<h1>500 : Internal Server Error</h1>\nmore'
            : FORM,
        ),
    );
    expect(await client.login(new Secret(PASSWORD))).toEqual({
      problem: { kind: 'status', status: 500, text: '500 : Internal Server Error' },
    });
  });
});

describe('the password goes to nobody else:', () => {
  const PLACES: [what: string, listener: (elsewhere: string) => RequestListener][] = [
    ['a redirect to another port', (to) => (_, r) => r.writeHead(302, { location: to }).end()],
    [
      'a redirect from http to https',
      () => (q, r) => r.writeHead(301, { location: `https://${q.headers.host}/` }).end(),
    ],
    ['a form that is sent to another port', (to) => (_, r) => r.end(FORM.replace('/login', `${to}login`))],
    ['a redirect without a scheme', (to) => (_, r) => r.writeHead(302, { location: to.slice(5) }).end()],
  ];

  it.each(PLACES)('%s', async (_, listener) => {
    const thief = await fakeHttpServer((__, response) => response.end(FORM));
    servers.push(thief);
    const client = await visit(listener(`http://127.0.0.1:${thief.port}/`));
    const reply = await client.login(new Secret(PASSWORD));
    expect(reply).toMatchObject({
      problem: { kind: 'elsewhere', location: expect.stringMatching(/^https?:/) },
    });
    expect(thief.heard()).toBe('');
  });

  it('a page without a form, and one that redirects to itself for ever', async () => {
    const page = await visit((_, response) => response.end('<html>Welcome to nginx!</html>'));
    expect(kindOf(await page.login(new Secret(PASSWORD)))).toBe('no-login-form');
    const circle = await visit((_, response) => response.writeHead(302, { location: '/lab?' }).end());
    expect(kindOf(await circle.login(new Secret(PASSWORD)))).toBe('status');
  });

  it('a page of a million open tags is read in an instant', async () => {
    const page = '<form <input <input name= '.repeat(40_000);
    const client = await visit((_, response) => response.end(page));
    expect(kindOf(await client.login(new Secret(PASSWORD)))).toBe('no-login-form');
  });

  it('a proxy that the environment names', async () => {
    const proxy = await fakeHttpServer((_, response) => response.end(FORM));
    servers.push(proxy);
    const client = await visit((_, response) => response.end('itself'));
    for (const name of ['HTTP_PROXY', 'http_proxy', 'ALL_PROXY']) {
      vi.stubEnv(name, `http://127.0.0.1:${proxy.port}`);
    }
    expect(await client.request('GET', '')).toMatchObject({ value: { text: 'itself' } });
    expect(proxy.heard()).toBe('');
  });

  it('the URL keeps its name where an address is given for it', async () => {
    const hosts: unknown[] = [];
    const server = await fakeHttpServer((request, response) => {
      hosts.push(request.headers.host);
      response.end();
    });
    servers.push(server);
    const url = `http://jupyter.example:${server.port}/`;
    await openClient({ url, connectTo: '127.0.0.1' }).request('GET', 'api');
    expect(hosts).toEqual([`jupyter.example:${server.port}`]);
  });
});

async function visit(listener: RequestListener) {
  const server = await fakeHttpServer(listener);
  servers.push(server);
  return openClient({ url: `http://127.0.0.1:${server.port}/` });
}

function kindOf(reply: Reply<unknown>): unknown {
  return 'problem' in reply ? reply.problem.kind : reply.value;
}
