import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { en } from '../../src/messages/en/index.ts';
import type { FoundRouter, MappingEntry, PortMapping } from '../../src/net/port-mapping.ts';
import {
  answering,
  CONTROL,
  describing,
  faulting,
  type HostileDevice,
  type Hostility,
  startDevice,
} from './hostile-device.ts';
import { describeWithRouter, makeRouterLab, type RouterLab } from './router-lab.ts';
import { makeProgram, runInLab } from './run-in-lab.ts';

const PROGRAM = `
  import { readGateways } from '@/net/node/gateways.ts';
  import { addMapping, findRouter, listMappings, readMapping, removeMapping } from '@/net/node/port-mapping/index.ts';
  import { ExposeError } from '@/errors.ts';
  const { what, mapping } = JSON.parse(process.argv[2]);
  const [gateway] = await readGateways({ platform: 'linux' });
  const work = {
    find: () => findRouter(gateway),
    list: async () => listMappings(await findRouter(gateway)),
    add: () => addMapping(mapping),
    remove: () => removeMapping(mapping),
    read: async () => (await readMapping(mapping)) ?? null,
  };
  try {
    console.log(JSON.stringify(await work[what]()));
  } catch (error) {
    if (!(error instanceof ExposeError) || error.code === 'internal') throw error;
    console.log(JSON.stringify({ refused: error.message, hint: error.hint }));
  }
`;

const OURS: PortMapping = {
  protocol: 'upnp',
  gateway: '192.168.77.1',
  control: {
    url: `http://192.168.77.1:5000${CONTROL}`,
    service: 'urn:schemas-upnp-org:service:WANIPConnection:1',
  },
  internalAddress: '192.168.77.10',
  internalPort: 8100,
  externalPort: 8443,
  description: 'jupyter-expose',
  lease: 3600,
};
const SPECIFIC = 'GetSpecificPortMappingEntry';
const GENERIC = 'GetGenericPortMappingEntry';
const DELETE = 'DeletePortMapping';
const entry = (address: string, port: number, enabled = 1, lease = 3600) => ({
  NewInternalClient: address,
  NewInternalPort: port,
  NewEnabled: enabled,
  NewPortMappingDescription: 'web\u001b[2J',
  NewLeaseDuration: lease,
});

let directory: string;
let program: string;
let lab: RouterLab | undefined;
let device: HostileDevice | undefined;
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'jx-hostile-'));
  program = await makeProgram(directory, 'work', PROGRAM);
});
afterEach(async () => {
  await device?.stop();
  await lab?.remove();
  device = undefined;
  lab = undefined;
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** Runs one thing in a house whose gateway is such a device; what it was asked comes along. */
async function against(wants: Hostility, what: string, mapping: PortMapping = OURS) {
  lab = await makeRouterLab({ silent: true });
  device = await startDevice(lab, directory, wants);
  const value = await runInLab(lab, 'lan', program, { what, mapping });
  return { value, asked: device.asked(), actions: device.asked().map(([, , , action]) => action) };
}

const BOMB = `<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;">]>`;
const { doubts } = en.router.mapping;

describeWithRouter()('a hostile device', () => {
  it.each<[string, Hostility, string]>([
    ['names somebody else', { location: 'http://192.168.77.66:5000/desc' }, doubts.elsewhere],
    [
      'names somebody else by a user name',
      { location: 'http://192.168.77.1@192.168.77.66:5000/' },
      doubts.elsewhere,
    ],
    ['names a file', { location: 'file:///etc/passwd' }, doubts.elsewhere],
    ['redirects', { kind: 'redirect' }, doubts.unreachable],
    ['is slow without end', { kind: 'slow' }, doubts.unreachable],
    ['sends without end', { kind: 'endless' }, doubts['no-description']],
    ['sends no XML', { description: '<root><device><<<' }, doubts['no-description']],
    ['sends entities', { description: describing(CONTROL, BOMB) }, doubts['no-description']],
    ['sends nests', { description: '<a>'.repeat(30_000) }, doubts['no-description']],
    ['sends a picture', { description: '\u0000\u0001\ufffd'.repeat(1000) }, doubts['no-description']],
  ])('that %s is not believed', async (_name, wants, doubt) => {
    const { value, asked } = await against(wants, 'find');
    const router = value as FoundRouter;
    expect(router.upnp).toBeUndefined();
    expect(router.ignored).toEqual([doubt]);
    expect(asked.filter(([address]) => address !== '192.168.77.1')).toEqual([]);
  });

  it.each([
    ['on another host', 'http://192.168.77.66:5000/ctl'],
    ['without a host', '//192.168.77.66:5000/ctl'],
    ['in a file', 'file:///ctl'],
  ])('whose commands lie %s gets none', async (_name, control) => {
    const { value, asked } = await against({ description: describing(control) }, 'find');
    expect((value as FoundRouter).upnp).toBeUndefined();
    expect(asked.map(([address, method]) => [address, method])).toEqual([['192.168.77.1', 'GET']]);
  });

  it('that is not the gateway is named, and not asked', async () => {
    const wants = { from: ['192.168.77.66'], location: 'http://192.168.77.66:5000/desc' };
    const { value, asked } = await against(wants, 'find');
    expect(value).toMatchObject({ ignored: [en.router.mapping.stranger('192.168.77.66')] });
    expect((value as FoundRouter).upnp).toBeUndefined();
    expect(asked).toEqual([]);
  });

  it('beside a good router changes nothing', async () => {
    const wants = { from: ['192.168.77.66', '192.168.77.1'] };
    const { value } = await against(wants, 'find');
    expect(value).toMatchObject({
      upnp: { igd: 1, description: { friendlyName: 'box' }, control: OURS.control },
      ignored: [en.router.mapping.stranger('192.168.77.66')],
    });
  });

  it('whose list never ends is cut off, and its words steer no terminal', async () => {
    const row = { NewExternalPort: 7000, NewProtocol: 'TCP', ...entry('192.168.77.20', 22) };
    const { value } = await against({ soap: { [GENERIC]: answering(GENERIC, row) } }, 'list');
    const list = value as MappingEntry[];
    expect(list.length).toBeGreaterThan(100);
    expect(list.length).toBeLessThanOrEqual(500);
    expect(JSON.stringify(list)).not.toContain('\\u001b');
  });

  it.each<[string, Hostility['soap'], string, boolean]>([
    ['garbage', { '*': [200, 'garbage'] }, en.router.mapping.silent('192.168.77.1', 'HTTP 200'), false],
    ['a fault without a number', { '*': faulting('\u001b[31mred') }, 'did not answer', false],
    [
      'yes, and enters somebody else',
      { [SPECIFIC]: answering(SPECIFIC, entry('192.168.77.20', 8100)), '*': answering('AddPortMapping', {}) },
      'leads to 192.168.77.20:8100',
      false,
    ],
    [
      'yes, and enters nothing',
      { [SPECIFIC]: faulting(714), AddPortMapping: answering('AddPortMapping', {}) },
      en.router.mapping.notKept(8443),
      false,
    ],
    [
      'yes, and enters it switched off',
      {
        [SPECIFIC]: answering(SPECIFIC, entry('192.168.77.10', 8100, 0)),
        AddPortMapping: answering('AddPortMapping', {}),
        [DELETE]: answering(DELETE, {}),
      },
      en.router.mapping.notKept(8443),
      true,
    ],
    [
      '501, though it has a public address',
      {
        [SPECIFIC]: faulting(714),
        AddPortMapping: faulting(501),
        GetExternalIPAddress: answering('GetExternalIPAddress', { NewExternalIPAddress: '192.0.1.2' }),
      },
      en.router.mapping.refused(8443, '501'),
      false,
    ],
    [
      '501 without an address',
      {
        [SPECIFIC]: faulting(714),
        AddPortMapping: faulting(501),
        GetExternalIPAddress: answering('GetExternalIPAddress', { NewExternalIPAddress: '' }),
      },
      en.router.mapping.noWayOut,
      false,
    ],
  ])('that answers %s: no port, a sentence', async (_name, soap = {}, sentence, isRestored) => {
    const { value, actions } = await against({ soap }, 'add');
    expect((value as { refused: string }).refused).toContain(sentence);
    expect(actions.includes(DELETE)).toBe(isRestored);
  });

  it.each([
    ['does not tell whose a port is', { '*': faulting(401) }],
    ['tells it in no way that can be read', { [SPECIFIC]: answering(SPECIFIC, {}), '*': faulting(401) }],
  ])('that %s: nothing is taken from it', async (_name, soap) => {
    const { value, actions } = await against({ soap }, 'remove');
    expect(value).toMatchObject({ refused: en.router.mapping.unread(8443) });
    expect(actions).not.toContain(DELETE);
  });

  it('that knows leases of no end only, and no exact question, serves all the same', async () => {
    const row = { NewExternalPort: 8443, NewProtocol: 'TCP', ...entry('192.168.77.10', 8100, 1, 0) };
    const soap = {
      [SPECIFIC]: faulting(401),
      [GENERIC]: answering(GENERIC, row),
      [DELETE]: answering(DELETE, {}),
    };
    const { value, actions } = await against({ soap }, 'remove');
    expect(value).toBe('removed');
    expect(actions).toContain(DELETE);
  });

  it('a record that names another host as the router is not followed', async () => {
    const control = {
      url: 'http://192.168.77.66:5000/ctl',
      service: 'urn:schemas-upnp-org:service:WANIPConnection:1',
    };
    const { value, asked } = await against({ soap: { [SPECIFIC]: faulting(714) } }, 'read', {
      ...OURS,
      control,
    });
    expect(value).toBeNull();
    expect(asked.filter(([address]) => address !== '192.168.77.1')).toEqual([]);
  });
});
