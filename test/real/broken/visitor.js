// What visitors of a server get: the owner with the password, strangers without. A separate program so that it can run
// inside a network namespace: a JSON question on stdin, a JSON answer on stdout.
import http from 'node:http';
import https from 'node:https';
import { text } from 'node:stream/consumers';
import WebSocket from 'ws';

/** Tokens that strangers try. */
const TOKENS = ['', 'abc', '1234', 'token', 'secret', 'test', 'admin', 'jupyter', 'password', 'CHANGE_ME'];
/** Notebook 5.7 names scripts that it does not contain, and works. */
const NEVER_THERE = /\/components\/react\//;
const ELSEWHERE = 'http://evil.example';
const PATIENCE_MS = 15_000;

const asked = JSON.parse(await text(process.stdin));
const origin = `${asked.ca ? 'https' : 'http'}://${asked.host}:${asked.port}`;
const base = new URL(asked.basePath, origin).href;
const tls = asked.ca ? { ca: asked.ca } : {};
const jar = new Map();
process.stdout.write(JSON.stringify(await visit()));
process.exit();

async function visit() {
  const problems = [];
  const api = await send('GET', 'api', { anonymous: true });
  if (api.status === 0) return [`no connection (${api.error})`];
  if (api.status !== 200) problems.push(`api: ${api.status}`);
  problems.push(...(await strangers()));
  problems.push(...(await owner()));
  return problems;
}

async function strangers() {
  const found = [];
  if ((await send('GET', 'api/contents', { anonymous: true })).status === 200) return ['a stranger gets in'];
  for (const token of TOKENS) {
    const { status } = await send('GET', `api/contents?token=${token}`, { anonymous: true });
    if (status === 200) return [`a stranger gets in with the token '${token}'`];
  }
  const page = await send('GET', 'login', { anonymous: true });
  const { status } = await post('login', { password: '' }, page, namesOf(page));
  if (status === 302) found.push('a stranger gets in with an empty password');
  return found;
}

async function owner() {
  const form = await send('GET', 'login');
  keep(form);
  const login = await post('login', { password: asked.password }, form, cookies());
  if (login.status !== 302) return [`login: ${login.status || login.error}`];
  keep(login);
  const status = await send('GET', 'api/status');
  if (status.status !== 200) return [`logged in, and then: ${status.status}`];
  return [
    ...(await page()),
    ...(await files()),
    ...(asked.kernel ? await kernel() : []),
    ...(await elsewhere()),
  ];
}

/** The page after the login, with every script and style that it names. */
async function page() {
  let at = base;
  let answer;
  for (let left = 5; left > 0; left -= 1) {
    answer = await send('GET', at);
    if (answer.status < 300 || answer.status > 399) break;
    at = new URL(answer.location, at).href;
    if (new URL(at).host !== new URL(base).host) return [`the page leads to ${at}`];
  }
  if (answer.status !== 200) return [`page: ${answer.status}`];
  if (/assets not found/.test(answer.body)) return ['page: assets not found'];
  const policy = answer.policy;
  if (/(?:default|script)-src 'none'/.test(policy)) return ['page: its policy forbids scripts'];
  const named = /"wsUrl": ?"([^"]*)"|data-ws-url="([^"]*)"/.exec(answer.body);
  const socket = decodeURIComponent(named?.[1] ?? named?.[2] ?? '');
  if (socket !== '' && new URL(socket, origin.replace('http', 'ws')).host !== new URL(origin).host)
    return [`page: kernels at ${socket}`];
  const parts = [...answer.body.matchAll(/<(?:script[^>]* src|link[^>]* href)="([^"]+)"/g)].map(
    ([, url]) => url,
  );
  if (new URL(at).pathname.startsWith(`${asked.basePath}lab`)) {
    const settings = await send('GET', 'lab/api/settings');
    if (settings.status >= 400) return [`page: its settings: ${settings.status}`];
  }
  for (const part of new Set(parts)) {
    const url = new URL(part.replaceAll('&amp;', '&'), at);
    if (url.host !== new URL(base).host) return [`page: needs ${url.host}`];
    if (NEVER_THERE.test(url.pathname)) continue;
    const got = await send('GET', url.href);
    if (got.status !== 200) return [`page: ${url.pathname}: ${got.status}`];
  }
  return [];
}

async function files() {
  const list = await send('GET', 'api/contents');
  if (list.status !== 200) return [`files: ${list.status}`];
  const content = { cells: [], metadata: {}, nbformat: 4, nbformat_minor: 2 };
  const body = JSON.stringify({ type: 'notebook', format: 'json', content });
  const saved = await send('PUT', 'api/contents/visitor.ipynb', { body });
  return saved.status === 201 ? [] : [`saving a notebook: ${saved.status}`];
}

/** Another site, in the browser in which the owner is logged in. */
async function elsewhere() {
  const { allows } = await send('GET', 'api/contents', { headers: { origin: ELSEWHERE } });
  return ['*', ELSEWHERE].includes(allows) ? ['another site reads the files'] : [];
}

async function kernel() {
  const started = await send('POST', 'api/kernels', { body: '{}' });
  if (started.status !== 201) return [`kernel: ${started.status || started.error}`];
  const { id } = JSON.parse(started.body);
  const url = `${base.replace(/^http/, 'ws')}api/kernels/${id}/channels?session_id=visitor`;
  const said = await compute(url);
  await send('DELETE', `api/kernels/${id}`);
  return said === '2' ? [] : [`kernel: 1+1 is ${said}`];
}

function compute(url) {
  const header = (type) => ({
    msg_id: `${type}-1`,
    username: '',
    session: 'visitor',
    msg_type: type,
    version: '5.3',
  });
  return new Promise((resolve) => {
    const socket = new WebSocket(url, { headers: { cookie: cookies(), origin }, ...tls });
    const timer = setTimeout(() => end('no answer'), PATIENCE_MS);
    const end = (said) => {
      clearTimeout(timer);
      socket.terminate();
      resolve(said);
    };
    socket.on('open', () => {
      const content = {
        code: '1+1',
        silent: false,
        store_history: false,
        user_expressions: {},
        allow_stdin: false,
      };
      const message = {
        header: header('execute_request'),
        parent_header: {},
        metadata: {},
        content,
        channel: 'shell',
      };
      socket.send(JSON.stringify(message));
    });
    socket.on('message', (data, isBinary) => {
      if (isBinary) return;
      const { msg_type: type, content } = JSON.parse(data.toString());
      if (type === 'execute_result') end(content.data['text/plain']);
      if (type === 'error') end(content.ename);
    });
    socket.on('error', (error) => end(error.message));
    socket.on('close', () => end('closed'));
  });
}

function post(path, fields, form, cookie) {
  const xsrf = /name="_xsrf" value="([^"]*)"/.exec(form.body)?.[1] ?? '';
  const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded' };
  const body = new URLSearchParams({ _xsrf: xsrf, ...fields }).toString();
  return send('POST', path, { anonymous: true, headers, body });
}

function namesOf({ cookies: lines }) {
  return lines.map((line) => line.split(';')[0]).join('; ');
}

/** Keeps cookies as a browser does: one for https alone is not kept of http, nor one of another domain or path. */
function keep({ cookies: lines }) {
  for (const line of lines) {
    const [pair = '', ...attributes] = line.split(/; */);
    const at = pair.indexOf('=');
    const named = Object.fromEntries(
      attributes.map((one) => [one.split('=')[0].toLowerCase(), one.split('=')[1]]),
    );
    if (!asked.ca && 'secure' in named) continue;
    if (named.domain !== undefined && named.domain !== asked.host) continue;
    if (named.path !== undefined && !asked.basePath.startsWith(named.path)) continue;
    if (named.samesite?.toLowerCase() === 'none' && !('secure' in named)) continue;
    if (named.expires !== undefined && Date.parse(named.expires) < Date.now()) continue;
    jar.set(pair.slice(0, at), pair.slice(at + 1));
  }
}

function cookies() {
  return [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
}

/** Status 0 and the error's code if there is no answer. */
function send(method, path, { headers = {}, body = '', anonymous = false } = {}) {
  const url = new URL(path, base);
  const own = anonymous
    ? {}
    : { cookie: cookies(), ...(jar.has('_xsrf') && { 'x-xsrftoken': jar.get('_xsrf') }) };
  const options = { method, headers: { ...own, ...headers }, agent: false, timeout: PATIENCE_MS, ...tls };
  return new Promise((resolve) => {
    const fail = (error) =>
      resolve({ status: 0, location: '', cookies: [], body: '', policy: '', error: error.code });
    const request = (asked.ca ? https : http).request(url, options, async (response) => {
      const { statusCode: status, headers: received } = response;
      resolve({
        status,
        location: received.location ?? '',
        cookies: received['set-cookie'] ?? [],
        allows: received['access-control-allow-origin'],
        policy: received['content-security-policy'] ?? '',
        body: await text(response).catch(() => ''),
      });
    });
    request.on('timeout', () => request.destroy(Object.assign(new Error('timeout'), { code: 'ETIMEDOUT' })));
    request.on('error', fail);
    request.end(body);
  });
}
