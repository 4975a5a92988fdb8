import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { describeWithRouter, makeRouterLab, type RouterLab } from './router-lab.ts';
import { makeProgram, runInLab } from './run-in-lab.ts';

const PROGRAM = `
  import { planMapping } from '@/features/router/mapping.ts';
  import { nodeNetwork } from '@/net/node/network.ts';
  import { doAction } from '@/plan/action.ts';
  const system = { platform: 'linux' };
  const network = nodeNetwork(system);
  const [gateway] = await network.gateways();
  const router = await network.findRouter(gateway);
  const { protocol } = JSON.parse(process.argv[2]);
  const mapping = (externalPort, digit, internalPort = 8100) => ({
    protocol, gateway: gateway.address, control: router.upnp.control, internalAddress: gateway.ownAddress, internalPort,
    externalPort, description: 'jupyter-expose', lease: 3600, nonce: digit.repeat(24),
  });
  const lists = [];
  const move = async (to, from) => {
    const changes = planMapping('/nowhere', to, from, { now: new Date(), outside: undefined });
    for (const change of changes) if (change.kind === 'map-port') await doAction(change, { system, network });
    lists.push((await network.listMappings(router)).map((one) => one.externalPort + ' to ' + one.internalPort).sort());
  };
  const [first, outer, inner] = [mapping(8443, 'a'), mapping(9443, 'b'), mapping(9443, 'c', 8200)];
  await move(first, undefined);
  await move(outer, first);
  await move(inner, outer);
  console.log(JSON.stringify(lists));
`;

let directory: string;
let program: string;
let lab: RouterLab | undefined;
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'jx-move-'));
  program = await makeProgram(directory, 'move', PROGRAM);
});
afterEach(() => lab?.remove());
afterAll(() => {
  rmSync(directory, { recursive: true, force: true });
});

describeWithRouter()('a port that moves', () => {
  it.each(['upnp', 'nat-pmp', 'pcp'])('by %s: the new one is open, the old one is not', async (protocol) => {
    lab = await makeRouterLab();
    expect(await runInLab(lab, 'lan', program, { protocol })).toEqual([
      ['8443 to 8100'],
      ['9443 to 8100'],
      ['9443 to 8200'],
    ]);
  });
});
