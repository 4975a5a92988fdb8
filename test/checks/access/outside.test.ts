import { afterEach, describe, expect, it } from 'vitest';
import { ipv6Exposed } from '../../../src/checks/access/ipv6.ts';
import { evaluateChecks } from '../../../src/checks/access/outside.ts';
import type { OwnAddress } from '../../../src/net/addresses.ts';
import { CHECKERS, type Checked } from '../../../src/net/port-checkers.ts';
import { Situation } from '../../../src/situation/situation.ts';
import { nodeSystem } from '../../../src/system/node-system.ts';
import { type FakeService, startService } from '../../dns/fake-service.ts';
import { fakeNetwork } from '../../net/fake-network.ts';
import { localNetwork } from '../../net/local-network.ts';

const checked = (...results: Checked['result'][]) =>
  results.map((result, at): Checked => ({ host: `s${at}`, result, words: '' }));

it.each([
  [['reachable', 'reachable'], 'outside-reachable', 'ok'],
  [['unreachable', 'unreachable'], 'outside-unreachable', 'fail'],
  [['reachable', 'unreachable'], 'outside-contradiction', 'unknown'],
  [['reachable', 'unknown'], 'outside-unclear', 'unknown'],
  [['unknown', 'unknown'], 'outside-unclear', 'unknown'],
  [['reachable'], 'outside-unclear', 'unknown'],
] as const)('%j: %s', (results, id, status) => {
  expect(evaluateChecks(checked(...results), 8443)).toMatchObject({ id, status });
});

it('a low port that does not answer may be blocked by the provider', () => {
  const fixOf = (port: number) => evaluateChecks(checked('unreachable', 'unreachable'), port).fix;
  expect(fixOf(80)).toContain('8443');
  expect(fixOf(8888)).not.toContain('8443');
});

describe('Globalping', () => {
  let fake: FakeService | undefined;
  afterEach(async () => fake?.stop());

  it.each([
    ['an answer of a server', { status: 'finished', statusCode: 200 }, 'reachable'],
    [
      'a certificate that it does not know',
      { status: 'failed', rawOutput: 'self signed certificate' },
      'reachable',
    ],
    ['no connection', { status: 'failed', rawOutput: 'connect ETIMEDOUT' }, 'unreachable'],
    ['something else', { status: 'weird' }, 'unknown'],
  ])('%s', async (_what, result, expected) => {
    let turns = 0;
    fake = await startService(({ method }) => {
      if (method === 'POST') return [202, '{"id":"m1"}'];
      turns += 1;
      if (turns === 1) return [200, '{"status":"in-progress"}'];
      return [200, JSON.stringify({ status: 'finished', results: [{ result }] })];
    });
    const globalping = CHECKERS.find(({ host }) => host.includes('globalping'));
    const wish = {
      address: '192.0.1.2',
      port: 8443,
      secure: true,
      network: localNetwork,
      userAgent: 'x',
      signal: new AbortController().signal,
    };
    expect(await globalping?.check(fake.url, wish)).toMatchObject({ result: expected });
    expect(JSON.parse(fake.asked[0]?.body ?? '')).toMatchObject({
      type: 'http',
      target: '192.0.1.2',
      measurementOptions: { port: 8443, protocol: 'HTTPS' },
    });
  });
});

describe('IPv6', () => {
  const one = (address: string, over: Partial<OwnAddress> = {}): OwnAddress => ({
    address,
    family: 6,
    interfaceName: 'eth0',
    loopback: false,
    linkLocal: false,
    ...over,
  });
  const exposed = async (ip: string, ...addresses: OwnAddress[]) =>
    (
      await ipv6Exposed(
        new Situation({ system: nodeSystem(), network: fakeNetwork() }, {}, { addresses }),
        ip,
      )
    )?.id;

  it.each([
    ['*', [one('2a00:1::5')], 'ipv6-exposed'],
    ['::', [one('2a00:1::5')], 'ipv6-exposed'],
    ['2a00:1::5', [one('2a00:1::5')], 'ipv6-exposed'],
    ['0.0.0.0', [one('2a00:1::5')], undefined],
    ['localhost', [one('2a00:1::5')], undefined],
    ['*', [one('2a00:1::5', { temporary: true })], undefined],
    ['*', [one('fd00::5'), one('fe80::5', { linkLocal: true })], undefined],
    ['*', [one('192.168.0.3', { family: 4 })], undefined],
  ])('%s with %j: %s', async (ip, addresses, id) => {
    expect(await exposed(ip, ...addresses)).toBe(id);
  });
});
