import { expect, it } from 'vitest';
import { isBlockedByBrowsers, parseBrowserPort, parsePort } from '../../src/net/parse-port.ts';

const PORTS = Array.from({ length: 11_000 }, (_, at) => at + 1);
const BLOCKED = PORTS.filter(isBlockedByBrowsers);

it.each(BLOCKED)('port %s is refused by what follows the Fetch standard', async (port) => {
  const refused = await fetch(`http://127.0.0.1:${port}/`).then(
    () => '',
    (error: Error) => String(error.cause),
  );
  expect(refused).toMatch(/bad port/);
  expect(() => parseBrowserPort(String(port))).toThrow(/browser/i);
  expect(parsePort(String(port))).toBe(port);
});

it.each([80, 443, 2048, 5900, 6063, 8888, 10_081])('port %s is not', (port) => {
  expect(parseBrowserPort(String(port))).toBe(port);
});

it('leaves out no port that browsers are known to refuse', () => {
  expect(BLOCKED).toHaveLength(82);
  expect(BLOCKED).toEqual(expect.arrayContaining([1, 22, 2049, 4190, 6000, 6566, 6667, 10_080]));
});
