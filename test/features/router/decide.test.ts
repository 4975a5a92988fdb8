import { describe, expect, it } from 'vitest';
import { decide } from '../../../src/features/router/plan-mapping.ts';
import { externalPortQuestion } from '../../../src/features/router/questions.ts';
import type { Gateway } from '../../../src/net/gateway.ts';
import type { Network } from '../../../src/net/network.ts';
import type { FoundRouter, MappingEntry, PortMapping } from '../../../src/net/port-mapping.ts';
import { Situation } from '../../../src/situation/situation.ts';
import { recordedSystem } from '../../checks/recorded.ts';
import { fakeNetwork } from '../../net/fake-network.ts';

const EXPOSE = '/home/min/.jupyter/expose';
const gateway = (address: string, ownAddress: string | undefined, family: 4 | 6 = 4): Gateway => ({
  family,
  address,
  interfaceName: 'eth0',
  ownAddress,
});
const HOME = gateway('192.168.0.1', '192.168.0.3');
const answers = new Map(
  Object.entries({ router: 'map', ip: '*', port: 8443 }).map(([id, value]) => [
    id,
    { value, source: 'flag' as const },
  ]),
);

interface Recorded {
  readonly gateways?: readonly Gateway[];
  /** What the router says its outer address is. */
  readonly outside?: string;
  /** That we were given a mapping before, and whose the port is now. */
  readonly holder?: MappingEntry | undefined;
}

/** What `init --router map` decides, and what it said and asked before. */
async function decided({ gateways = [HOME], outside = '8.8.4.4', ...then }: Recorded) {
  const asked: string[] = [];
  const network = fakeNetwork({
    gateways: async () => gateways,
    findRouter: async ({ address, ownAddress = '' }): Promise<FoundRouter> => {
      asked.push(address);
      return { gateway: address, ownAddress, natPmp: true, pcp: false, ignored: [] };
    },
    askOutside: async () => ({ address: outside, by: 'nat-pmp' }),
    ...('holder' in then && { readMapping: async () => then.holder }),
  } satisfies Partial<Network>);
  const system = recordedSystem({ files: 'holder' in then ? { [`${EXPOSE}/mapping.json`]: RECORD } : {} });
  const paths = { configDir: '/home/min/.jupyter', exposeDir: EXPOSE };
  const situation = new Situation({ system, network }, {}, { paths });
  const announced: string[] = [];
  const announce = (line: string) => void announced.push(line);
  const { remarks, afterwards } = await decide({ system, situation, options: {}, announce }, answers);
  return { remarks, actions: afterwards.filter(({ kind }) => kind === 'map-port'), asked, announced };
}

const OURS: MappingEntry = {
  externalPort: 8443,
  internalAddress: '192.168.0.3',
  internalPort: 8443,
  protocol: 'TCP',
  description: 'jupyter-expose',
  enabled: true,
  lease: 3600,
};
const RECORD = JSON.stringify({
  schema: 1,
  at: '2026-01-01T00:00:00.000Z',
  mapping: {
    protocol: 'nat-pmp',
    gateway: '192.168.0.1',
    internalAddress: '192.168.0.3',
    internalPort: 8443,
    externalPort: 8443,
    description: 'jupyter-expose',
    lease: 86_400,
  },
});

describe('init --router map', () => {
  it.each([
    ['a carrier', '100.64.3.4', 'router-no-way'],
    ['another router', '10.0.0.7', 'router-no-way'],
    ['nobody', '0.0.0.0', 'router-no-way'],
  ])('behind %s asks for no port', async (_what, outside, id) => {
    const { remarks, actions } = await decided({ outside });
    expect(remarks).toMatchObject([{ id, status: 'warn' }]);
    expect(actions).toEqual([]);
  });

  it.each([
    ['no gateway', []],
    ['IPv6 alone', [gateway('fe80::1', '2a00:1::5', 6)]],
    ['an address that nothing tells', [gateway('192.168.0.1', undefined)]],
  ])('with %s sends nothing', async (_what, gateways) => {
    const { remarks, asked, announced } = await decided({ gateways });
    expect(remarks).toMatchObject([{ id: 'router-none', status: 'warn' }]);
    expect([...asked, ...announced]).toEqual([]);
  });

  it('in two networks asks the router of the one that this computer has an address in, and says so before', async () => {
    const { actions, asked, announced } = await decided({
      gateways: [gateway('10.9.0.1', undefined), HOME, gateway('172.20.0.1', '172.20.0.5')],
    });
    expect(asked).toEqual(['192.168.0.1']);
    expect(announced).toEqual([expect.stringContaining('192.168.0.1')]);
    expect(actions).toMatchObject([
      { mapping: { gateway: '192.168.0.1', internalAddress: '192.168.0.3', externalPort: 8443 } },
    ]);
  });

  it('asks again where the router has forgotten the port, or somebody else has it', async () => {
    expect((await decided({ holder: OURS })).actions).toEqual([]);
    expect((await decided({ holder: undefined })).actions).toHaveLength(1);
    expect((await decided({ holder: { ...OURS, internalAddress: '192.168.0.9' } })).actions).toHaveLength(1);
  });
});

it.each([
  ['the forwarded port', { externalPort: 9443 }, 8443, 9443],
  ['the port of the last answers, when the forwarding is gone', undefined, 8443, 8443],
  ['none, where none was chosen', undefined, undefined, undefined],
])('the outside port that is offered is %s', (_what, mapping, lastExternal, expected) => {
  const now = {
    gateway: undefined,
    last: undefined,
    lastExternal,
    mapping: mapping as PortMapping | undefined,
  };
  const { current, fallback } = externalPortQuestion(now, 8100);
  expect(current?.value).toBe(expected);
  expect(fallback?.value).toBe(8100);
});
