import { expect, it } from 'vitest';
import { machineChecks } from '../../../src/checks/host/checks.ts';
import { evaluateSocketUrl } from '../../../src/checks/host/page-settings.ts';
import { statedTarget } from '../../../src/jupyter/target.ts';
import { problems, runRecorded } from '../recorded.ts';

const LAN = { exposed: true, secure: false, port: 8888 };
const HERE = { exposed: false, secure: false, port: 8888 };
const TLS = { exposed: true, secure: true, port: 8888 };

const ROWS = [
  ['none is set', '', LAN, []],
  ['the computer of whoever opens the page', 'wss://127.0.0.1:8888', LAN, ['fail websocket-url']],
  ['the same by a name', 'ws://localhost:8888', LAN, ['fail websocket-url']],
  ['an address to listen on', 'ws://0.0.0.0:8888', LAN, ['fail websocket-url']],
  ['the same over IPv6', 'ws://[::1]:8888', LAN, ['fail websocket-url']],
  ['this computer, which alone opens it', 'ws://127.0.0.1:8888', HERE, []],
  ['this computer at another port', 'ws://127.0.0.1:9999', HERE, ['fail websocket-url']],
  ['TLS where there is none', 'wss://127.0.0.1:8888', HERE, ['fail websocket-url']],
  ['no TLS on a page with TLS', 'ws://home.example', TLS, ['fail websocket-url']],
  ['a page, no WebSocket', 'https://home.example', TLS, ['fail websocket-url']],
  ['a name behind a proxy', 'wss://home.example', LAN, ['warn websocket-url-elsewhere']],
] as const;

it.each(ROWS)('the WebSockets of kernels: %s', (_what, url, served, expected) => {
  const found = evaluateSocketUrl(url, 'ServerApp.websocket_url', served);
  expect(found.map(({ status, id }) => `${status} ${id}`)).toEqual(expected);
  for (const { fix } of found) expect(fix).toContain('ServerApp.websocket_url');
});

const pageSettings = machineChecks.filter(({ id }) => id === 'page-settings');

it.each([
  ['/jupyter/', undefined],
  ['my.lab-1', undefined],
  ['http://mypc:8888/jupyter', "'/jupyter/'"],
  ['/note book/', "'/note/book/'"],
  ['/jupyter?token=', "'/jupyter/token/'"],
  ['//', "'/'"],
])('the path of the page is %j', async (value, right) => {
  const path = '/home/min/.jupyter/jupyter_server_config.py';
  const files = { [path]: `c.ServerApp.base_url = '${value}'\n` };
  const configDir = '/home/min/.jupyter';
  const facts = { target: { ...statedTarget('lab'), configDir } };
  const found = await runRecorded(pageSettings, { files, facts });
  expect(problems(found)).toEqual(right === undefined ? [] : ['fail base-url-invalid']);
  if (right !== undefined) expect(found[0]?.fix).toContain(right);
});
