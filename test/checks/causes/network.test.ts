import { mkdirSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { TestHome } from '../../commands/run-cli.ts';

let home: TestHome;
beforeEach(() => {
  home = new TestHome();
  mkdirSync(home.config('expose'), { recursive: true, mode: 0o700 });
});
afterEach(() => home.remove());

const keep = (name: string, value: unknown) =>
  writeFileSync(home.config(`expose/${name}`), JSON.stringify(value), { mode: 0o600 });

function mapping(over: Record<string, unknown> = {}): void {
  const one = {
    protocol: 'upnp',
    gateway: '192.168.0.1',
    internalAddress: '127.0.0.1',
    internalPort: 8888,
    externalPort: 8443,
    description: 'jupyter-expose',
    lease: 3600,
    ...over,
  };
  keep('mapping.json', { schema: 1, mapping: one, at: '2026-11-01T00:00:00Z' });
}
const name = (over: Record<string, unknown> = {}) =>
  keep('ddns.json', {
    schema: 1,
    name: 'home.duckdns.org',
    service: 'duckdns',
    addressFrom: 'router',
    ...over,
  });
const failedRun = (what: string) =>
  keep('renewal.json', {
    schema: 1,
    last: '2026-11-01T00:00:00Z',
    results: [{ what, status: 'failed', message: 'It said no.' }],
  });

/** What the doctor warns of, of what these records tell. */
async function warned(): Promise<string[]> {
  const { stdout } = await home.run(['doctor', '--json'], { stdin: 'null' });
  const findings = JSON.parse(stdout).findings as { id: string; status: string }[];
  return findings
    .filter(({ id, status }) => status === 'warn' && /^(router|ddns)/.test(id))
    .map(({ id }) => id);
}

it.each([
  ['nothing was ever asked of the router', () => {}, []],
  ['a mapping that nothing renews', () => mapping(), ['router-unscheduled']],
  [
    'a mapping to another port than Jupyter has',
    () => mapping({ internalPort: 9999 }),
    ['router-other-port', 'router-unscheduled'],
  ],
  [
    'a mapping to an address that this computer no longer has',
    () => mapping({ internalAddress: '192.0.2.77' }),
    ['router-address-moved', 'router-unscheduled'],
  ],
  [
    'a mapping whose renewal failed',
    () => {
      mapping();
      failedRun('port-mapping');
    },
    ['router-renewal-failing', 'router-unscheduled'],
  ],
  ['a record that a hand has spoiled', () => mapping({ externalPort: 0 }), []],
  ['a name that nothing updates', () => name(), ['ddns-unscheduled']],
  ['a name whose address was given by hand', () => name({ addressFrom: 'given' }), []],
  [
    'a name that the service refused',
    () => {
      name();
      failedRun('ddns');
    },
    ['ddns-failing'],
  ],
  ['a record of a name that a hand has spoiled', () => name({ echo: [5] }), []],
])('%s', async (_what, set, expected) => {
  set();
  expect(await warned()).toEqual(expected);
});
