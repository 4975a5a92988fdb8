import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { en } from '../../src/messages/en/index.ts';
import type { FoundRouter, MappingEntry, PortMapping } from '../../src/net/port-mapping.ts';
import { describeWithRouter, type LabOptions, makeRouterLab, type RouterLab } from './router-lab.ts';
import { makeProgram, runInLab } from './run-in-lab.ts';

const PROGRAM = `
  import { readGateways } from '@/net/node/gateways.ts';
  import { addMapping, askOutside, findRouter, listMappings, readMapping, removeMapping } from '@/net/node/port-mapping/index.ts';
  import { ExposeError } from '@/errors.ts';
  const { what, mapping } = JSON.parse(process.argv[2]);
  const [gateway] = await readGateways({ platform: 'linux' });
  const work = {
    async find() {
      const router = await findRouter(gateway);
      return { router, outside: await askOutside(router), list: await listMappings(router) };
    },
    add: () => addMapping(mapping),
    read: async () => (await readMapping(mapping)) ?? null,
    remove: () => removeMapping(mapping),
  };
  try {
    console.log(JSON.stringify(await work[what]()));
  } catch (error) {
    if (!(error instanceof ExposeError) || error.code === 'internal') throw error;
    console.log(JSON.stringify({ refused: error.message, hint: error.hint }));
  }
`;
const GREETER = `
  import { createServer } from 'node:net';
  createServer((socket) => socket.end('hello ' + socket.remoteAddress)).listen(8100, '0.0.0.0', () => console.log('ready'));
`;
const CALLER = `
  import { connect } from 'node:net';
  const { host, port } = JSON.parse(process.argv[2]);
  const socket = connect({ host, port, timeout: 700 });
  let said = '';
  socket.on('data', (text) => (said += text));
  socket.on('close', () => console.log(JSON.stringify(said)));
  socket.on('timeout', () => socket.destroy());
  socket.on('error', () => undefined);
`;
const UNUSED = { refused: undefined };
/** Of the hour that was asked for, a router may have counted down a second before it is asked. */
const AN_HOUR = { lease: expect.toSatisfy((lease) => lease > 3500 && lease <= 3600) };

let directory: string;
let programs: { work: string; greeter: string; caller: string };
let lab: RouterLab | undefined;
let greeter: ChildProcess | undefined;
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'jx-mapping-'));
  const [work, greet, caller] = await Promise.all([
    makeProgram(directory, 'work', PROGRAM),
    makeProgram(directory, 'greeter', GREETER),
    makeProgram(directory, 'caller', CALLER),
  ]);
  programs = { work, greeter: greet, caller };
});
afterEach(async () => {
  greeter?.kill('SIGKILL');
  greeter = undefined;
  await lab?.remove();
  lab = undefined;
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

async function homeNetwork(options: LabOptions = {}): Promise<RouterLab> {
  lab = await makeRouterLab(options);
  return lab;
}

interface Found {
  router: FoundRouter;
  outside: { address?: string; by?: string };
  list: MappingEntry[];
}

const inside = (what: string, mapping?: PortMapping) => {
  if (lab === undefined) throw new Error('no lab');
  return runInLab(lab, 'lan', programs.work, { what, mapping });
};
const find = async () => (await inside('find')) as Found;

/** Jupyter's place is taken by a program that greets whoever comes. */
async function greet({ prefix }: RouterLab): Promise<void> {
  const [program = '', ...args] = [...prefix('lan'), process.execPath, programs.greeter];
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  greeter = child;
  await new Promise((resolve) => child.stdout.once('data', resolve));
}

const call = (port: number) => {
  if (lab === undefined) throw new Error('no lab');
  return runInLab(lab, 'wan', programs.caller, { host: lab.outerAddress, port });
};

function mappingOf({ router }: Found, protocol: PortMapping['protocol'], externalPort: number): PortMapping {
  return {
    protocol,
    gateway: router.gateway,
    ...(router.upnp && protocol === 'upnp' && { control: router.upnp.control }),
    internalAddress: '192.168.77.10',
    internalPort: 8100,
    externalPort,
    description: 'jupyter-expose',
    lease: 3600,
    ...(protocol === 'pcp' && { nonce: '00112233445566778899aabb' }),
  };
}

describeWithRouter()('a real router', () => {
  it.each([
    ['UPnP IGD v2', {}, 'upnp', 80, 2],
    ['UPnP IGD v1', { igd1: true }, 'upnp', 80, 1],
    ['NAT-PMP', { upnp: false }, 'nat-pmp', 81, undefined],
    ['PCP', { upnp: false }, 'pcp', 82, undefined],
  ] as const)('%s: mapped, reached, listed, taken away', async (_name, options, protocol, port, igd) => {
    await greet(await homeNetwork(options));
    const found = await find();
    expect(found.router).toMatchObject({ gateway: '192.168.77.1', natPmp: true, pcp: true });
    expect(found.router.upnp?.igd).toBe(igd);
    expect(found.outside.address).toBe('192.0.1.2');
    const mapping = mappingOf(found, protocol, port);
    expect(await call(port)).toBe('');
    const granted = (await inside('add', mapping)) as { lease: number };
    expect(granted.lease).toBeGreaterThan(3500);
    expect(await call(port)).toBe('hello 203.0.113.9');
    const entry = await inside('read', mapping);
    if (protocol === 'upnp')
      expect(entry).toMatchObject({ internalAddress: '192.168.77.10', internalPort: 8100 });
    else expect(entry).toBe('unreadable');
    expect(await inside('add', mapping)).toMatchObject(granted.lease > 0 ? {} : UNUSED);
    expect(await inside('remove', mapping)).toBe('removed');
    expect(await call(port)).toBe('');
    if (protocol === 'upnp') expect(await inside('remove', mapping)).toBe('absent');
  });

  it.each([
    [
      'a private outer address',
      { wanAddress: '192.168.0.7/24', wanPeer: '192.168.0.1/24' },
      en.router.mapping.noWayOut,
    ],
    [
      'an outer address of the carrier',
      { wanAddress: '100.64.3.4/10', wanPeer: '100.64.0.1/10' },
      en.router.mapping.noWayOut,
    ],
  ])('%s: it has no way out, and says so', async (_name, options, sentence) => {
    await homeNetwork(options);
    const found = await find();
    expect(found.router).toMatchObject({ upnp: { igd: 2 }, natPmp: true });
    expect(found.outside.address).toBeUndefined();
    expect(await inside('add', mappingOf(found, 'upnp', 8443))).toMatchObject({ refused: sentence });
    expect(await inside('add', mappingOf(found, 'nat-pmp', 8443))).toMatchObject({ refused: sentence });
  });

  it('low ports refused: says so, and names a higher one', async () => {
    await homeNetwork({ conf: ['ext_ip=192.0.1.2', 'deny 1-1023 0.0.0.0/0 0-65535'] });
    const found = await find();
    expect(await inside('add', mappingOf(found, 'upnp', 80))).toEqual({
      refused: en.router.mapping.denied(80),
      hint: en.router.mapping.deniedLow,
    });
    expect(await inside('add', mappingOf(found, 'upnp', 8443))).toMatchObject(AN_HOUR);
  });

  it('UPnP off: found by NAT-PMP and PCP alone; everything off: nothing, and no wait without end', async () => {
    const { reboot } = await homeNetwork({ upnp: false });
    expect((await find()).router).toMatchObject({ natPmp: true, pcp: true });
    await reboot({ silent: true });
    const { router, outside } = await find();
    expect(router).toEqual({
      gateway: '192.168.77.1',
      ownAddress: '192.168.77.10',
      natPmp: false,
      pcp: false,
      ignored: [],
    });
    expect(outside).toEqual({});
  });

  it('a port of somebody else is left alone, and says whose it is', async () => {
    const { exec } = await homeNetwork();
    await exec('lan', ['ip', 'addr', 'add', '192.168.77.11/24', 'dev', 'eth0']);
    const found = await find();
    const ours = mappingOf(found, 'upnp', 8443);
    const theirs = {
      ...ours,
      internalAddress: '192.168.77.10',
      internalPort: 9999,
      description: 'their game',
    };
    expect(await inside('add', theirs)).toMatchObject(AN_HOUR);
    expect(await inside('add', ours)).toEqual({
      refused: en.router.mapping.takenBy(8443, '192.168.77.10:9999 (their game)'),
      hint: en.router.mapping.takenHint,
    });
    expect(await inside('remove', ours)).toBe('foreign');
    expect(await inside('read', ours)).toMatchObject({ internalPort: 9999, description: 'their game' });
  });

  it('only ours is added to its list, and only ours is taken from it', async () => {
    await homeNetwork();
    const found = await find();
    const other = { ...mappingOf(found, 'upnp', 7000), internalPort: 7001, description: 'other' };
    await inside('add', other);
    const before = (await find()).list;
    expect(before).toMatchObject([{ externalPort: 7000, internalPort: 7001, protocol: 'TCP' }]);
    const ours = mappingOf(found, 'upnp', 8443);
    await inside('add', ours);
    expect((await find()).list.map(({ externalPort }) => externalPort).sort()).toEqual([7000, 8443]);
    await inside('remove', ours);
    const same = ({ lease: _left, ...rest }: MappingEntry) => rest;
    expect((await find()).list.map(same)).toEqual(before.map(same));
  });

  it('a router that was restarted has forgotten it; asked again, it passes the port on as before', async () => {
    const it = await homeNetwork();
    await greet(it);
    const mapping = mappingOf(await find(), 'upnp', 8443);
    await inside('add', mapping);
    expect(await call(8443)).toBe('hello 203.0.113.9');
    await it.reboot();
    expect(await inside('read', mapping)).toBeNull();
    expect(await call(8443)).toBe('');
    // Where its commands go has changed meanwhile.
    const moved = { ...mapping, control: { ...mapping.control, url: 'http://192.168.77.1:5999/ctl' } };
    expect(await inside('add', moved as PortMapping)).toMatchObject(AN_HOUR);
    expect(await call(8443)).toBe('hello 203.0.113.9');
  });

  it('a host firewall that lets no strangers in: the gateway is found all the same', async () => {
    const { exec } = await homeNetwork();
    const rules = `table inet filter {
      chain input {
        type filter hook input priority 0; policy drop;
        iif "lo" accept
        ct state established,related accept
      }
    }\n`;
    expect(await exec('lan', ['nft', '-f', '-'], rules)).toMatchObject({ status: 0 });
    expect((await find()).router.upnp?.igd).toBe(2);
  });
});
