import { describe, expect, it } from 'vitest';
import { addressChecks } from '../../../src/features/address/port-checks.ts';
import { describeTarget } from '../../../src/jupyter/choose-target.ts';
import type { SettingSources } from '../../../src/jupyter/settings/sources.ts';
import { statedTarget } from '../../../src/jupyter/target.ts';
import { TRAIT_NAMES } from '../../../src/jupyter/traits.ts';
import type { LookupResult } from '../../../src/net/network.ts';
import { problems, type Recording, runRecorded } from '../../checks/recorded.ts';
import { inLan } from '../../net/fake-network.ts';

const ALL = addressChecks.flatMap((group) => group.checks);
const LOOPBACK = { ipv4: ['127.0.1.1'], ipv6: [] };
const HOSTS = { '/etc/hosts': '127.0.0.1 localhost\n127.0.1.1 mypc.lan mypc\n' };

const OWN = [inLan('192.168.0.3'), inLan('::1', { family: 6, loopback: true })];

/** Config files that set nothing, so that the values come from code or the environment. */
const UNSET = {
  files: [],
  traits: Object.fromEntries(TRAIT_NAMES.map((trait) => [trait, []])),
} as unknown as SettingSources;

const find = (id: string, recording: Recording) =>
  runRecorded(
    ALL.filter((check) => check.id === id).map(({ needs: _, ...check }) => check),
    {
      ...recording,
      facts: { sources: UNSET, addresses: OWN, ...recording.facts },
    },
  );

const ofName = (ip: string, found: LookupResult) =>
  find('ip', { files: HOSTS, traits: { ip }, network: { lookup: async () => found } });

describe('an address that is a name is looked up', () => {
  it.each<[string, string, LookupResult, string[]]>([
    ["the computer's own, as Debian writes it", 'mypc', LOOPBACK, ['fail ip-name-loopback']],
    ['another one of 127.0.0.1', 'box.home', { ipv4: ['127.0.0.1'], ipv6: [] }, ['fail ip-name-loopback']],
    ['localhost in other words', 'ip6-localhost', { ipv4: [], ipv6: ['::1'] }, []],
    ['of this computer in its network', 'box.home', { ipv4: ['192.168.0.3'], ipv6: [] }, []],
    ['with loopback beside it', 'box', { ipv4: ['127.0.0.2', '192.168.0.3'], ipv6: [] }, []],
    ['of another computer', 'other.home', { ipv4: ['192.168.0.9'], ipv6: [] }, ['fail ip-foreign']],
    ['of nobody', 'gone.example.org', { problem: 'ENOTFOUND' }, ['fail ip-unresolvable']],
    ['without a name server', 'box.example.org', { problem: 'EAI_AGAIN' }, ['fail ip-unresolvable']],
  ])('%s: %s', async (_what, ip, found, expected) => {
    expect(problems(await ofName(ip, found))).toEqual(expected);
  });

  it('says where, and which line of the hosts file does it', async () => {
    const [found] = await ofName('mypc', LOOPBACK);
    expect(found).toMatchObject({ message: expect.stringContaining('127.0.1.1') });
    expect(found?.why).toMatch(/\/etc\/hosts:2.*127\.0\.1\.1.mypc\.lan.mypc/);
  });

  it('says who reaches it when all is well', async () => {
    const [found] = await ofName('box.home', { ipv4: ['192.168.0.3'], ipv6: [] });
    expect(found).toMatchObject({ status: 'ok', message: expect.stringContaining('192.168.0.3') });
  });
});

describe('localhost in /etc/hosts', () => {
  it.each([
    ['172.0.0.1 localhost\n127.0.0.1 mypc\n', ['fail ip-foreign']],
    ['127.0.0.1 mypc\n::1 localhost\n192.168.0.9 localhost\n', ['fail ip-foreign']],
    ['127.0.0.1 localhost\n::1 localhost\n', []],
    ['127.0.0.1 mypc\n', []],
  ])('%j', async (hosts, expected) => {
    const found = await find('ip', { files: { '/etc/hosts': hosts }, traits: { ip: 'localhost' } });
    expect(problems(found)).toEqual(expected);
    for (const { status, evidence } of found)
      if (status === 'fail') expect(evidence?.file).toBe('/etc/hosts');
  });
});

it('“::” takes IPv6 only, unless the last set-up chose it', async () => {
  expect(problems(await find('ip', { traits: { ip: '::' } }))).toEqual(['fail ip-ipv6-only']);
  const target = describeTarget(statedTarget('lab'));
  const facts = { lastAnswers: { schema: 1 as const, target, answers: { ip: '::' } } };
  expect(problems(await find('ip', { traits: { ip: '::' }, facts }))).toEqual([]);
});

describe('a port outside 1–65535', () => {
  const ofPort = (port: number, ip = '*') => find('port', { traits: { ip, port } });

  it.each([
    [88_888, /23352/],
    [70_000, /4464/],
    [65_536, /free/],
    [-1, /ends at its start/],
  ])('%s: says what the server does', async (port, says) => {
    const [found] = await ofPort(port);
    expect(found).toMatchObject({
      id: 'port-out-of-range',
      status: 'fail',
      message: expect.stringMatching(says),
    });
  });

  it('0 is a choice for this computer alone', async () => {
    expect(problems(await ofPort(0, 'localhost'))).toEqual([]);
    expect(problems(await ofPort(0))).toEqual(['fail port-random']);
  });
});

describe('a variable of the environment', () => {
  const ofVariables = (env: Record<string, string>) => find('port-range', { env });

  it.each<[Record<string, string>, string[]]>([
    [{ JUPYTER_PORT: '9321' }, []],
    [{ JUPYTER_PORT: ' 9_321 ' }, []],
    [{ JUPYTER_PORT: 'tcp://10.43.73.21:80' }, ['fail variable-invalid']],
    [{ JUPYTER_PORT: '' }, ['fail variable-invalid']],
    [{ JUPYTER_PORT: '88888' }, ['fail port-out-of-range']],
    [{ JUPYTER_PORT_RETRIES: 'none' }, ['fail variable-invalid']],
    [{ JUPYTER_PORT_8888_TCP: 'tcp://10.43.73.21:80', JUPYTER_SERVICE_HOST: '10.43.73.21' }, []],
  ])('%j: %j', async (env, expected) => {
    expect(problems(await ofVariables(env))).toEqual(expected);
  });

  it('is named with its value', async () => {
    const [found] = await ofVariables({ JUPYTER_PORT: 'tcp://10.43.73.21:80' });
    expect(found?.evidence?.text).toBe('JUPYTER_PORT=tcp://10.43.73.21:80');
    expect(found?.message).toContain('Kubernetes');
  });

  it('of a systemd unit is named with file and line', async () => {
    const unit = '/home/min/.config/systemd/user/j.service';
    const text = '[Service]\nEnvironment=JUPYTER_PORT=tcp://10.0.0.1:80\nExecStart=/usr/bin/jupyter lab\n';
    const [found] = await find('port-range', { files: { [unit]: text } });
    expect(found).toMatchObject({ id: 'variable-invalid', evidence: { file: unit, line: 2 } });
    const [fine] = await find('port-range', {
      files: { [unit]: text.replace('lab\n', 'lab --port=9000\n') },
    });
    expect(fine).toMatchObject({ status: 'ok' });
  });
});
