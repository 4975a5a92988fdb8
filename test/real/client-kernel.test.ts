import type { IncomingMessage, RequestListener } from 'node:http';
import { createServer } from 'node:http';
import type { Duplex } from 'node:stream';
import { afterEach, describe, expect, it } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Limits } from '../../src/jupyter/client/http-client.ts';
import type { JupyterClient, Problem } from '../../src/jupyter/client/types.ts';
import { leavesThisComputer } from '../../src/net/node/http.ts';
import { openClient } from '../net/local-network.ts';
import { type FakeServer, listen } from './fake-server.ts';

const LIMITS: Limits = { answerMs: 5_000, kernelMs: 400, evaluateMs: 400, askAgainMs: 50, aliveMs: 100 };
const servers: FakeServer[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

type Refusal = (socket: Duplex) => void;
const refuse =
  (status: string, body: string): Refusal =>
  (socket) =>
    socket.end(`HTTP/1.1 ${status}\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`);

/** What stands in the way of the WebSocket, and what a person is told. */
const UPGRADES: [what: string, refusal: Refusal, problem: Partial<Problem>][] = [
  [
    'a proxy that drops Upgrade',
    refuse('400 Bad Request', 'Can "Upgrade" only to "WebSocket".'),
    { kind: 'status', status: 400, text: 'Can "Upgrade" only to "WebSocket".' },
  ],
  [
    'a Host that is not that of the page',
    refuse('403 Forbidden', '<html>\n<title>403</title>\n'),
    { kind: 'status', status: 403, text: '403' },
  ],
  [
    'a kernel that is gone',
    refuse('404 Not Found', '{"message": "Kernel does not exist: x", "reason": null}'),
    { kind: 'status', status: 404, text: 'Kernel does not exist: x' },
  ],
  ['a proxy whose server is down', refuse('502 Bad Gateway', 'Bad Gateway'), { kind: 'status', status: 502 }],
  ['a page instead of a WebSocket', refuse('200 OK', '<h1>Log in</h1>'), { kind: 'status', status: 200 }],
  [
    'a wrong key in the answer',
    (s) =>
      s.write(
        'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: x\r\n\r\n',
      ),
    { kind: 'not-http' },
  ],
  ['an antivirus program that swallows it', () => {}, { kind: 'timeout', phase: 'websocket' }],
  ['a firewall that cuts it', (s) => s.destroy(), { kind: 'closed', phase: 'websocket' }],
];

describe('the WebSocket meets', () => {
  it.each(UPGRADES)('%s', async (_, refusal, problem) => {
    const client = await openFake({ upgrade: (__, socket) => refusal(socket) });
    expect(await client.openKernel('k1')).toMatchObject({ problem });
  });
});

interface Message {
  header: { msg_id: string; msg_type: string };
  content: { code?: string; user_expressions?: Record<string, string> };
}
type Kernel = (
  say: (type: string, content: object, to?: Message) => void,
  message: Message,
  socket: WebSocket,
) => void;

const RESULT = { data: { 'text/plain': '2' } };
const REPLY = { status: 'ok', user_expressions: { value: { status: 'ok', data: { 'text/plain': '2' } } } };

/** A kernel that answers whether it is there, and then does this with code. */
const running =
  (execute: Kernel): Kernel =>
  (say, message, socket) =>
    message.header.msg_type === 'kernel_info_request'
      ? say('kernel_info_reply', { status: 'ok' }, message)
      : execute(say, message, socket);

let lost = 0;
const KERNELS: [what: string, kernel: Kernel, outcome: string | Partial<Problem>][] = [
  ['gives its result on iopub', running((say, m) => say('execute_result', RESULT, m)), '2'],
  ['gives its result with its reply', running((say, m) => say('execute_reply', REPLY, m)), '2'],
  [
    'loses what comes before it is up',
    (say, message) => {
      if (message.header.msg_type === 'execute_request') say('execute_result', RESULT, message);
      else if (++lost > 3) say('kernel_info_reply', { status: 'ok' }, message);
    },
    '2',
  ],
  [
    'answers somebody else first',
    running((say, m) => {
      say('execute_result', { data: { 'text/plain': '7' } });
      say('execute_result', RESULT, m);
    }),
    '2',
  ],
  [
    'sends what is no message',
    running((say, m, s) => {
      for (const noise of ['{', 'null', Buffer.alloc(9)]) s.send(noise);
      say('execute_result', RESULT, m);
    }),
    '2',
  ],
  [
    'raises an exception',
    running((say, m) => say('error', { ename: 'NameError', evalue: 'x' }, m)),
    { kind: 'kernel-error', text: 'NameError: x' },
  ],
  ['never comes up', () => {}, { kind: 'kernel-silent' }],
  ['comes up and never answers', running(() => {}), { kind: 'kernel-silent' }],
  [
    'dies',
    running((say) => say('status', { execution_state: 'dead' })),
    { kind: 'kernel-died', text: 'dead' },
  ],
  [
    'is started anew meanwhile',
    running((say) => say('status', { execution_state: 'restarting' })),
    { kind: 'kernel-died', text: 'restarting' },
  ],
  [
    'is cut off with a code',
    running((_, __, s) => s.close(1008, 'policy')),
    { kind: 'closed', text: '1008 policy' },
  ],
  ['is cut off without a word', running((_, __, s) => s.terminate()), { kind: 'closed', text: '1006' }],
  ['says too much at once', running((_, __, s) => s.send('x'.repeat(2_000_000))), { kind: 'closed' }],
];

describe('a kernel that', () => {
  it.each(KERNELS)('%s', async (_, kernel, outcome) => {
    const client = await openFake({ upgrade: speakAs(kernel) });
    const opened = await client.openKernel('k1');
    if ('problem' in opened) throw new Error(JSON.stringify(opened));
    const reply = await opened.value.evaluate('1+1');
    expect(reply).toMatchObject(typeof outcome === 'string' ? { value: outcome } : { problem: outcome });
    opened.value.close();
  });

  it('is forgotten by its server while it is silent', async () => {
    const client = await openFake({ upgrade: speakAs(() => {}), listener: (_, r) => r.writeHead(404).end() });
    const opened = await client.openKernel('k1');
    expect('value' in opened && (await opened.value.evaluate('1+1'))).toMatchObject({
      problem: { kind: 'kernel-died' },
    });
  });
});

const SPECS = {
  default: 'ir',
  kernelspecs: { ir: { spec: { language: 'R' } }, py: { spec: { language: 'python' } } },
};

describe('starting a kernel', () => {
  /** What api/kernelspecs and then POST api/kernels answer. */
  const STARTS: [what: string, specs: object, status: number, body: string, outcome: unknown][] = [
    ['takes that of Python', SPECS, 201, '{"id": "k-py"}', { value: 'k-py' }],
    ['finds none', { kernelspecs: {} }, 201, '{"id": "k"}', { problem: { kind: 'no-kernel' } }],
    [
      'finds one that is not installed',
      SPECS,
      500,
      '{"message": "No such kernel named py"}',
      { problem: { kind: 'no-kernel' } },
    ],
    ['fails at _xsrf', SPECS, 403, "'_xsrf' argument missing from POST", { problem: { kind: 'xsrf' } }],
    ['is refused for its Origin', SPECS, 404, 'Not Found', { problem: { kind: 'status', status: 404 } }],
    [
      'gets an id that would lead elsewhere',
      SPECS,
      201,
      '{"id": "../../x"}',
      { problem: { kind: 'status', status: 201 } },
    ],
  ];

  it.each(STARTS)('%s', async (_, specs, status, body, outcome) => {
    const client = await openFake({
      listener: (request, response) =>
        request.method === 'POST'
          ? response.writeHead(status).end(body)
          : response.end(JSON.stringify(specs)),
    });
    expect(await client.startKernel()).toMatchObject(Object(outcome));
  });

  it('speaks as the page does: cookies, Origin and X-XSRFToken', async () => {
    const seen: IncomingMessage[] = [];
    const client = await openFake({
      listener(request, response) {
        seen.push(request);
        response.setHeader('set-cookie', ['_xsrf=2|abc; Path=/', 'other=1; Path=/tree']);
        response.end(JSON.stringify(SPECS));
      },
      upgrade(request, socket) {
        seen.push(request);
        socket.destroy();
      },
    });
    await client.startKernel();
    await client.openKernel('k1');
    const { origin } = new URL(client.destination.url);
    expect(
      seen.map(({ method, url, headers }) => [
        method,
        url?.replace(/=.*/, ''),
        headers.cookie,
        headers.origin,
        headers['x-xsrftoken'],
      ]),
    ).toEqual([
      ['GET', '/api/kernelspecs', undefined, undefined, undefined],
      ['POST', '/api/kernels', '_xsrf=2|abc', origin, '2|abc'],
      ['GET', '/api/kernels/k1/channels?session_id', '_xsrf=2|abc', origin, undefined],
    ]);
  });
});

it.each([
  ['127.0.0.1', false],
  ['127.8.9.1', false],
  ['::1', false],
  ['::ffff:127.0.0.1', false],
  ['192.0.2.7', true],
  ['::ffff:192.0.2.7', true],
  ['2001:db8::7', true],
  [undefined, true],
])('what is written to %s is readable on a wire: %s', (address, readable) => {
  expect(leavesThisComputer(address)).toBe(readable);
});

interface Behaviour {
  readonly listener?: RequestListener;
  readonly upgrade?: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
}

async function openFake({ listener = (_, r) => r.end('{}'), upgrade }: Behaviour): Promise<JupyterClient> {
  const server = createServer(listener);
  if (upgrade !== undefined) server.on('upgrade', upgrade);
  const fake = await listen(server);
  servers.push(fake);
  return openClient({ url: `http://127.0.0.1:${fake.port}/` }, LIMITS);
}

function speakAs(kernel: Kernel): (request: IncomingMessage, socket: Duplex, head: Buffer) => void {
  const server = new WebSocketServer({ noServer: true });
  return (request, socket, head) =>
    server.handleUpgrade(request, socket, head, (webSocket) => {
      webSocket.on('error', () => {});
      webSocket.on('message', (data) => {
        const message: Message = JSON.parse(String(data));
        const say = (type: string, content: object, to?: Message) =>
          webSocket.send(
            JSON.stringify({ header: { msg_type: type }, parent_header: to?.header ?? {}, content }),
          );
        kernel(say, message, webSocket);
      });
    });
}
