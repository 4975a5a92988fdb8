import { type IncomingMessage, request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import { text } from 'node:stream/consumers';

/** The HTTP statuses that a page of Jupyter gets. 0: no answer. */
export interface PageView {
  /** The status of GET api, which every Jupyter answers. */
  readonly api: number;
  readonly login: number;
  /** After the login: 200 for the owner. */
  readonly owner: number;
  /** The number of kernels before this page starts its own. */
  readonly running: number;
  /** The number of kernel specs. */
  readonly kinds: number;
  readonly kernel: number;
  /** 101 if the WebSocket opens. */
  readonly socket: number;
  /** Saving a file of 1.5 MB. */
  readonly save: number;
}

interface Reply {
  readonly status: number;
  readonly cookies: readonly string[];
  readonly body: string;
}

/** Does what a browser's page does, without the doctor: logs in, starts a kernel, opens its WebSocket, saves a file. */
export async function openPage(url: string, password: string, ca?: string): Promise<PageView> {
  const jar = new Map<string, string>();
  const { origin } = new URL(url);
  const ask = async (method: string, path: string, options: { body?: string; upgrade?: boolean } = {}) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const xsrf = jar.get('_xsrf');
    const headers = {
      ...(cookie !== '' && { cookie }),
      ...((method !== 'GET' || options.upgrade) && { origin }),
      ...(method !== 'GET' && xsrf !== undefined && { 'x-xsrftoken': xsrf }),
      ...(path === 'login' && { 'content-type': 'application/x-www-form-urlencoded' }),
      ...(options.upgrade && UPGRADE),
    };
    const reply = await exchange(new URL(path, url), { method, headers, ca, body: options.body });
    for (const line of reply.cookies) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      jar.set(name, value);
    }
    return reply;
  };
  const api = await ask('GET', 'api');
  if (api.status === 0) return UNUSED;
  const page = await ask('GET', 'login');
  const [, xsrf = ''] = /name="_xsrf" value="([^"]*)"/.exec(page.body) ?? [];
  const login = await ask('POST', 'login', {
    body: new URLSearchParams({ _xsrf: xsrf, password }).toString(),
  });
  const owner = await ask('GET', 'api/status');
  const specs = await ask('GET', 'api/kernelspecs');
  const running = await ask('GET', 'api/kernels');
  const kernel = await ask('POST', 'api/kernels', { body: '{}' });
  const [, id = 'none'] = /"id": ?"([\w-]+)"/.exec(kernel.body) ?? [];
  const socket = await ask('GET', `api/kernels/${id}/channels?session_id=test`, { upgrade: true });
  const model = { type: 'file', format: 'text', content: 'x'.repeat(1_500_000) };
  const save = await ask('PUT', 'api/contents/saved.txt', { body: JSON.stringify(model) });
  if (kernel.status === 201) await ask('DELETE', `api/kernels/${id}`);
  return {
    api: api.status,
    login: login.status,
    owner: owner.status,
    running: running.body.split('"id":').length - 1,
    kinds: specs.body.split('"spec":').length - 1,
    kernel: kernel.status,
    socket: socket.status,
    save: save.status,
  };
}

const UNUSED: PageView = { api: 0, login: 0, owner: 0, running: 0, kinds: 0, kernel: 0, socket: 0, save: 0 };

const UPGRADE = {
  connection: 'Upgrade',
  upgrade: 'websocket',
  'sec-websocket-version': '13',
  'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
};

interface Exchange {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly ca?: string | undefined;
  readonly body?: string | undefined;
}

function exchange(url: URL, { method, headers, ca, body = '' }: Exchange): Promise<Reply> {
  const send = url.protocol === 'https:' ? overHttps : overHttp;
  return new Promise((resolve) => {
    const outgoing = send(url, {
      method,
      headers,
      agent: false,
      timeout: 5_000,
      ...(ca !== undefined && { ca }),
    });
    const answer = async (response: IncomingMessage, hasBody: boolean) => {
      const cookies = response.headers['set-cookie'] ?? [];
      const received = hasBody ? await text(response).catch(() => '') : '';
      resolve({ status: response.statusCode ?? 0, cookies, body: received });
    };
    outgoing.once('response', (response) => void answer(response, true));
    outgoing.once('upgrade', (response, socket) => {
      socket.destroy();
      void answer(response, false);
    });
    outgoing.on('timeout', () => outgoing.destroy());
    outgoing.on('error', () => resolve({ status: 0, cookies: [], body: '' }));
    outgoing.end(body);
  });
}
