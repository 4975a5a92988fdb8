import { expect, it } from 'vitest';
import { addressChecks } from '../../../src/features/address/port-checks.ts';
import type { PortHolder } from '../../../src/net/network.ts';
import { runRecorded } from '../../checks/recorded.ts';

const checks = addressChecks.flatMap((group) => group.checks).filter(({ id }) => id === 'port');

/** What the doctor finds where this is set, and that is at the port. */
const found = (holder: PortHolder | undefined, traits: Record<string, string | number>) =>
  runRecorded(checks, {
    network: { portHolder: async (port) => (port === 8888 ? holder : undefined) },
    traits: { ip: '*', port: 8888, ...traits },
  });

it.each([
  ['a program of this person', { pid: 4711, name: 'nginx' }, /nginx/],
  // The system does not say whose it is.
  ['a program of somebody else', { pid: undefined, name: undefined }, /8888/],
])('%s holds the port', async (_what, holder, words) => {
  expect(await found(holder, { port_retries: 0 })).toMatchObject([
    { id: 'port-held', status: 'fail', message: expect.stringMatching(words) },
  ]);
  expect(await found(holder, { port_retries: 50 })).toMatchObject([{ id: 'port-held', status: 'warn' }]);
  expect(await found(holder, { port: 9999 })).toMatchObject([{ id: 'port', status: 'ok' }]);
});

it('nobody does', async () => {
  expect(await found(undefined, { port_retries: 0 })).toMatchObject([{ id: 'port', status: 'ok' }]);
});

it.each([6000, 10_080])('no browser opens port %s, whoever holds it', async (port) => {
  expect(await found(undefined, { port, ip: 'localhost' })).toMatchObject([
    { id: 'port-blocked-by-browsers', status: 'fail', message: expect.stringContaining(`${port}`) },
  ]);
});
