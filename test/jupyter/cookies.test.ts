import { expect, it } from 'vitest';
import { obstacleOf, openCookies } from '../../src/jupyter/client/cookies.ts';

const HERE = new URL('http://127.0.0.1:8888/login');
const LAN = new URL('http://192.168.0.10:8888/');

it.each([
  ['user="2|1:0|x"; Path=/; HttpOnly', LAN.href, undefined],
  ['user=x; Path=/; SameSite=None; Secure', LAN.href, 'Secure'],
  ['user=x; Path=/; Secure', LAN.href, 'Secure'],
  ['user=x; Path=/; Secure', 'http://localhost:8888/', undefined],
  ['user=x; Path=/; Secure', 'http://127.0.0.1:8888/', undefined],
  ['user=x; Path=/; SameSite=None; Secure', 'https://192.168.0.10:8888/', undefined],
  ['user=x; Path=/; SameSite=None', 'https://192.168.0.10:8888/', 'SameSite'],
  ['user=x; Path=/; SameSite=Strict', LAN.href, undefined],
  ['user=x; Domain=.example.org; Path=/', LAN.href, 'Domain'],
  ['user=x; Path=/hub/', LAN.href, 'Path'],
  ['user=x; Path=/base/', 'http://192.168.0.10:8888/base/', undefined],
  ['user=; Path=/; Secure; expires=Thu, 01 Jan 1970 00:00:00 GMT', LAN.href, undefined],
])('of %s a browser at %s is kept from by %s', async (line, base, obstacle) => {
  expect(await obstacleOf({ line, url: HERE }, new URL(base))).toBe(obstacle);
});

it('a cookie with SameSite=None and without Secure is not kept, not even here', async () => {
  const cookies = await openCookies();
  await cookies.keep(['a=1; SameSite=None', 'b=2; samesite=none; secure', 'c=3; SameSite=Lax'], HERE);
  expect(await cookies.header(HERE)).toBe('b=2; c=3');
});
