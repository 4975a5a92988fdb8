import { expect, it } from 'vitest';
import { listens } from '../../../src/checks/live/listening.ts';
import { lanEndpoints, loginEndpoint, type ServerLocation } from '../../../src/checks/live/local-context.ts';
import type { RunningServer } from '../../../src/jupyter/server/running-servers.ts';
import type { Finding } from '../../../src/situation/finding.ts';
import { Situation } from '../../../src/situation/situation.ts';
import { fakeNetwork, inLan } from '../../net/fake-network.ts';
import { type RecordedFiles, recordedSystem } from '../recorded.ts';

const LANS = [
  inLan('127.0.0.1', { interfaceName: 'lo', loopback: true }),
  inLan('172.17.0.1', { interfaceName: 'docker0' }),
  inLan('192.168.0.3'),
  inLan('10.20.0.5', { interfaceName: 'wlan0' }),
];

/** A computer in two networks, whose Jupyter is set to `ip` and really listens at these addresses. */
function locate(
  ip: string,
  listening: readonly string[] | undefined,
  more: Partial<RunningServer> = {},
  files: RecordedFiles = {},
): ServerLocation {
  const network = fakeNetwork({ ownAddresses: () => LANS, listenAddresses: async () => listening });
  const server = { pid: 7, port: 8888, secure: false, baseUrl: '/', ...more } as RunningServer;
  return {
    situation: new Situation({ system: recordedSystem({ files }), network }),
    settings: { ip, port: 8888, certfile: '', hash: '' },
    reach: async () => ({ server, log: () => '' }),
  };
}

const lookAt = (location: ServerLocation) =>
  listens.run({ ...location, startCommand: 'jupyter lab' } as Parameters<typeof listens.run>[0]);

it.each([
  ['192.168.0.3', ['10.20.0.5'], 'listens-elsewhere', 'fail'],
  ['192.168.0.3', ['192.168.0.3'], 'listens', 'ok'],
  ['192.168.0.3', ['0.0.0.0'], 'listens', 'ok'],
  ['*', ['192.168.0.3'], 'listens-elsewhere', 'fail'],
  ['*', ['::'], 'listens', 'ok'],
  ['localhost', ['10.20.0.5'], 'listens-elsewhere', 'fail'],
  // Who cannot tell blames nobody.
  ['192.168.0.3', undefined, 'listens', 'ok'],
])('set to %s, and listening at %j: %s', async (ip, listening, id, status) => {
  expect(await lookAt(locate(ip, listening))).toMatchObject([{ id, status }]);
});

it('a server at a unix socket listens elsewhere, whatever its address is', async () => {
  const [found] = (await lookAt(locate('*', [], { port: 0, socket: '/home/min/jupyter.sock' }))) as Finding[];
  expect(found).toMatchObject({ id: 'listens-elsewhere', status: 'fail' });
  expect(found?.message).toContain('/home/min/jupyter.sock');
});

it.each([
  ['T (stopped)', 'server-suspended'],
  ['S (sleeping)', 'listens'],
])('a process in state %s: %s', async (state, id) => {
  const files = { '/proc/7/cmdline': 'jupyter-lab\0', '/proc/7/status': `State:\t${state}\nUid:\t1\t1\n` };
  expect(await lookAt(locate('*', ['0.0.0.0'], {}, files))).toMatchObject([{ id }]);
});

it.each([
  // Bridges of containers come last.
  ['*', undefined, ['192.168.0.3', '10.20.0.5', '172.17.0.1'], '127.0.0.1'],
  ['10.20.0.5', ['10.20.0.5'], ['10.20.0.5'], '10.20.0.5'],
  // A name is what Jupyter made of it.
  ['desk.lan', ['192.168.0.3'], ['192.168.0.3'], '192.168.0.3'],
  ['desk.lan', ['127.0.1.1'], [], '127.0.1.1'],
])(
  'set to %s, in two networks and listening at %j: others reach it at %j',
  async (ip, listening, others, login) => {
    const location = locate(ip, listening);
    expect((await lanEndpoints(location)).map(({ address }) => address)).toEqual(others);
    expect((await loginEndpoint(location)).address).toBe(login);
  },
);
