import { expect, it } from 'vitest';
import { evaluateSocketUrl } from '../../../src/checks/host/page-settings.ts';

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
