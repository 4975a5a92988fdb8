import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openChanges } from '../../src/features/firewall/changes.ts';
import { FIREWALLS } from '../../src/features/firewall/firewalls.ts';
import type { FirewallRule } from '../../src/features/firewall/types.ts';
import { buildUndo } from '../../src/features/index.ts';
import { describeJob } from '../../src/features/schedule/job.ts';
import { planRemoval, planSchedule } from '../../src/features/schedule/plan.ts';
import { SCHEDULERS } from '../../src/features/schedule/schedulers.ts';
import { readOwnAuthority } from '../../src/features/tls/trust/authority.ts';
import { findStores, trustChange } from '../../src/features/tls/trust/stores.ts';
import { planTunnelStart } from '../../src/features/tunnel/plan.ts';
import { TUNNELS } from '../../src/features/tunnel/tunnels.ts';
import { rollbackOf } from '../../src/plan/action.ts';
import type { Change, RunCommand } from '../../src/plan/change.ts';
import type { System } from '../../src/system/system.ts';
import { recordedSystem } from '../checks/recorded.ts';
import { localSystem } from '../jupyter/local-system.ts';
import { fakeNetwork } from '../net/fake-network.ts';
import { type Certificate, makeAuthority, makeCertificate } from '../real/certificates.ts';

const EXPOSE = '/home/min/.jupyter/expose';
const DEBIAN = { '/usr/sbin/update-ca-certificates': '', '/etc/ca-certificates.conf': '' };
const NSS = { '/home/min/.pki/nssdb/cert9.db': '' };

let scratch: string;
let ours: Certificate;
beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'tasks '));
  ours = makeAuthority(scratch, 'ours');
});
afterAll(() => rmSync(scratch, { recursive: true }));

const computer = (over: Partial<System> = {}): System => ({
  ...recordedSystem({ files: { ...DEBIAN, ...NSS, [`${EXPOSE}/ca.pem`]: ours.certPem } }),
  ...over,
});
const rebuild = (task: unknown, system = computer()) => buildUndo(task, { system, exposeDir: EXPOSE });
const commandsIn = (changes: readonly Change[]) =>
  changes.filter((change): change is RunCommand => change.kind === 'run-command');

/** Whether the task alone, as the journal keeps it, gives the command that the plan showed. */
async function expectRebuilt(changes: readonly RunCommand[], system = computer()): Promise<void> {
  expect(changes.length).toBeGreaterThan(0);
  for (const { undo } of changes) {
    const { task, ...command } = undo ?? { task: {} };
    const kept = JSON.parse(JSON.stringify(task));
    const { command: line, input, needsRoot = false } = (await rebuild(kept, system)) ?? {};
    expect({ needsRoot: false, ...command }).toEqual({
      command: line,
      needsRoot,
      ...(input !== undefined && { input }),
    });
  }
}

describe('from its task alone comes the command that the plan showed', () => {
  it.each(FIREWALLS.filter(({ byHand }) => !byHand).map(({ id }) => id))('firewall: %s', async (firewall) => {
    const rules = (['lan', 'everywhere'] as const).flatMap((scope) =>
      [false, true].map((unseen): FirewallRule => {
        const place = { zone: 'home', chains: ['inet filter input'], program: '/opt/py thon3' };
        const sources = scope === 'lan' ? ['192.168.0.0/24', 'fe80::/10'] : [];
        return { firewall, port: 8100, scope, sources, place, unseen };
      }),
    );
    for (const rule of rules) await expectRebuilt(commandsIn(openChanges(EXPOSE, rule, rule)));
  });

  it.each(SCHEDULERS.map(({ id }) => id))('schedule: %s, on and off', async (id) => {
    const node = "/opt/100% it's node/bin/node";
    const scheduler = SCHEDULERS.find((one) => one.id === id);
    if (scheduler === undefined) throw new Error(id);
    for (const code of [0, 1]) {
      // Every crontab has a line of an older Node.js, at times that the user chose.
      const job = describeJob(computer(), EXPOSE, process.execPath);
      const line = scheduler.restore?.(job, [{ times: '7 */6 * * 1-5', node }]).at(-1) ?? '';
      const run: System['run'] = async (_program, args) =>
        args.includes('-c') && args[1]?.includes('| grep -- ')
          ? { code: 0, stdout: `${line}\n`, stderr: '' }
          : {
              code: code || (scheduler.isThere(job).slice(1).join() === args.join() ? 0 : 1),
              stdout: '',
              stderr: '',
            };
      const system = computer({ run });
      const program = { bytes: new Uint8Array(), version: '1.0.0' };
      await expectRebuilt(commandsIn(await planSchedule(system, scheduler, job, program)), system);
      if (code === 0) await expectRebuilt(commandsIn(await planRemoval(system, job)), system);
    }
  });

  it.each(TUNNELS.filter(({ life }) => life === 'background').map(({ id }) => id))(
    'tunnel: %s',
    async (id) => {
      const tunnel = TUNNELS.find((one) => one.id === id);
      if (tunnel === undefined) throw new Error(id);
      const target = { port: 8100, secure: true };
      await expectRebuilt(commandsIn(planTunnelStart(EXPOSE, tunnel, 'tailscale', target, 'https://box/')));
      const on = await rebuild({ kind: 'tunnel', want: 'off', id, ...target });
      expect(on?.command).toEqual(['tailscale', ...tunnel.start(target)]);
    },
  );

  it('trust: every store of a Linux, macOS and Windows', async () => {
    for (const platform of ['linux', 'darwin', 'win32'] as const) {
      const system = computer({ platform });
      const stores = await findStores(system, await readOwnAuthority(system, EXPOSE));
      await expectRebuilt(stores.map(trustChange), system);
    }
  });
});

const firewall = (over: object, task: object = {}) => {
  const rule = { firewall: 'ufw', port: 8100, scope: 'lan', sources: ['10.0.0.0/8'], place: {}, ...over };
  return { kind: 'firewall-rule', want: 'open', rule, ...task };
};
const schedule = (over: object) => ({ kind: 'schedule', scheduler: 'cron', undo: 'on', ...over });
const crontab = (over: object) =>
  schedule({ lines: [{ times: '1 3 * * *', node: '/usr/bin/node', ...over }] });
const tunnel = (over: object) => ({
  ...{ kind: 'tunnel', want: 'off', id: 'tailscale-serve', port: 8100, secure: true },
  ...over,
});

describe('a task that is none of ours gives no command', () => {
  it.each<[unknown]>([
    [null],
    [['sh', '-c', 'touch /tmp/x']],
    [{ kind: 'run-command', command: ['sh'] }],
    [firewall({ port: '22; rm' })],
    [firewall({ port: 0 })],
    [firewall({ firewall: 'sh' })],
    [firewall({ firewall: 'container' })],
    [firewall({ firewall: 'wsl-nat' })],
    [firewall({ sources: ['-j'] })],
    [firewall({ sources: ['10.0.0.0/8 -j ACCEPT'] })],
    [firewall({ sources: ['10.0.0.0/33'] })],
    [firewall({ sources: ['fe80::1%$(rm)/64'] })],
    [firewall({ sources: [] })],
    [firewall({ firewall: 'nftables', place: { chains: ['inet -f /tmp/x'] } })],
    [firewall({ firewall: 'nftables', place: { chains: ['inet a b; rm'] } })],
    [firewall({ firewall: 'firewalld', place: { zone: '-x' } })],
    [firewall({ firewall: 'macos', place: { program: '--setglobalstate' } })],
    [firewall({}, { want: 'sh' })],
    [schedule({ scheduler: 'at' })],
    [schedule({})],
    [schedule({ undo: 'sh' })],
    [crontab({ times: '@reboot' })],
    [crontab({ times: '1 3 * * * rm -r /;' })],
    [crontab({ node: '/usr/bin/python3' })],
    [crontab({ node: 'node' })],
    [crontab({ node: '/usr/bin/../../tmp/node' })],
    [crontab({ node: '/tmp/a\n* * * * * rm /node' })],
    [tunnel({ id: 'ssh' })],
    [tunnel({ id: 'sh' })],
    [tunnel({ port: '1 --bg' })],
    [tunnel({ want: 'sh' })],
  ])('%j', async (task) => {
    expect(await rebuild(task)).toBeUndefined();
  });

  it('a store that is not here, and a certificate that is not our authority', async () => {
    const trust = (store: string, certificate: string) => ({ kind: 'trust-store', store, certificate });
    const leaf = makeCertificate(scratch, 'leaf');
    const foreign = makeAuthority(scratch, 'foreign');
    for (const task of [
      trust('fedora', ours.certPem),
      trust('../../etc/passwd', ours.certPem),
      trust('debian', ''),
      trust('debian', leaf.certPem),
      trust('debian', foreign.certPem),
      trust('chromium', ours.certPem + foreign.certPem),
      trust('chromium', `-d /\n${ours.certPem}`),
    ])
      expect(await rebuild(task), task.store).toBeUndefined();
    // A path or a program that is planted beside is not looked at.
    const planted = { ...trust('debian', ours.certPem), path: '/etc/passwd', update: ['rm'] };
    expect(await rebuild(planted)).toEqual(await rebuild(trust('debian', ours.certPem)));
    expect(await rebuild(trust('chromium', ours.certPem))).toMatchObject({ needsRoot: false });
  });

  it('a line of the crontab that the user rewrote: its removal says that undo cannot restore it', async () => {
    const run: System['run'] = async (_program, args) => {
      const line = '7 3 * * * nice node renew --scheduled >/dev/null 2>&1 # jupyter-expose-renew';
      const isCron = args[1]?.includes('crontab -l') && !args[1].includes('grep -qxF');
      return { code: isCron ? 0 : 1, stdout: isCron ? `${line}\n` : '', stderr: '' };
    };
    const system = computer({ run });
    const [off] = commandsIn(await planRemoval(system, describeJob(system, EXPOSE, process.execPath)));
    expect(off).toMatchObject({ id: 'schedule-off-cron', undo: undefined });
  });

  it('a Node.js that others may write is not started by cron again', async () => {
    mkdirSync(join(scratch, 'open'));
    const node = join(scratch, 'open', 'node');
    writeFileSync(node, '');
    const system = localSystem({ env: {}, home: scratch });
    chmodSync(join(scratch, 'open'), 0o755);
    expect(await rebuild(crontab({ node }), system)).toBeDefined();
    chmodSync(join(scratch, 'open'), 0o777);
    expect(await rebuild(crontab({ node }), system)).toBeUndefined();
  });
});

describe('a recorded port forwarding', () => {
  const mapping = {
    ...{ protocol: 'upnp', gateway: '192.168.0.1', internalAddress: '192.168.0.3' },
    ...{ internalPort: 8443, externalPort: 8443, description: 'jupyter-expose', lease: 0 },
  };
  const rollback = (router: unknown) => {
    const location = { system: computer(), network: fakeNetwork(), exposeDir: EXPOSE, buildUndo };
    return rollbackOf({ id: 'it', title: 'it', after: 0, result: 'done', router } as never, location);
  };

  it.each<[unknown]>([
    ['open'],
    [{ want: 'sh', mapping }],
    [{ want: 'open', mapping: { ...mapping, gateway: 'router.example' } }],
    [{ want: 'open', mapping: { ...mapping, internalAddress: '192.168.0.3</a>' } }],
    [{ want: 'open', mapping: { ...mapping, externalPort: '22' } }],
    [{ want: 'open', mapping: { ...mapping, description: 'a\r\nb' } }],
    [{ want: 'open', mapping: { ...mapping, control: { url: 'file:///etc', service: 'urn:a' } } }],
    [{ want: 'open', mapping: { ...mapping, control: { url: 'http://192.168.0.1/', service: 'a"\r\nb' } } }],
    [{ want: 'open', mapping, replaces: { ...mapping, lease: -1 } }],
  ])('%j is not asked of any router', async (router) => {
    expect(await rollback(router)).toBeUndefined();
  });

  it('of ours is', async () => {
    expect(await rollback({ want: 'open', mapping })).toBeDefined();
  });
});
