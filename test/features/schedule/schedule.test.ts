import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildUndo } from '../../../src/features/index.ts';
import { describeJob, scheduleFacts } from '../../../src/features/schedule/job.ts';
import { findScheduler, planRemoval, planSchedule } from '../../../src/features/schedule/plan.ts';
import { SCHEDULERS } from '../../../src/features/schedule/schedulers.ts';
import { cronLine } from '../../../src/features/schedule/units.ts';
import { applyPlan } from '../../../src/plan/apply.ts';
import { preparePlan } from '../../../src/plan/prepare.ts';
import { finishRun } from '../../../src/plan/transaction.ts';
import { undoAll, undoRun } from '../../../src/plan/undo.ts';
import { nodeSystem } from '../../../src/system/node-system.ts';
import type { System } from '../../../src/system/system.ts';
import { TestHome } from '../../commands/run-cli.ts';
import { fakeNetwork } from '../../net/fake-network.ts';

let programs: string;
let home: TestHome;
beforeEach(() => {
  programs = mkdtempSync(join(tmpdir(), 'programs 집 '));
  home = new TestHome([programs]);
});
afterEach(() => {
  home.remove();
  rmSync(programs, { recursive: true });
});

function program(name: string, script: string): void {
  writeFileSync(join(programs, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(programs, name), 0o755);
}

const table = () => join(programs, 'table');
const readTable = () => (existsSync(table()) ? readFileSync(table(), 'utf8') : undefined);

/** A computer with cron and nothing else; its table is a file. */
function withCron(): void {
  program('systemctl', 'exit 1');
  program('pgrep', 'echo 1');
  program(
    'crontab',
    `t='${table()}'
case $1 in
  -l) if [ -e "$t" ]; then cat "$t"; else echo "no crontab for me" >&2; exit 1; fi;;
  -r) rm "$t";;
  -) cat >"$t";;
esac`,
  );
}

/** A computer whose user manager answers: what was asked of it is written down, and what is on is a file. */
function withSystemd(): void {
  program('crontab', 'exit 1');
  program(
    'systemctl',
    `echo "$@" >>'${join(programs, 'calls')}'
on='${join(programs, 'on')}'
case "$*" in
  *is-system-running) echo degraded; exit 1;;
  *is-enabled*|*is-active*) [ -e "$on" ];;
  *enable\\ --now*) touch "$on";;
  *disable\\ --now*) rm -f "$on";;
esac`,
  );
}

const json = async (...args: string[]) => {
  const { code, stdout, stderr } = await home.run([...args, '--json']);
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout) as Record<string, unknown>;
};
const files = () => Object.keys(home.tree(['expose/journal', 'expose/lock']));

describe('schedule with cron', () => {
  it.each([
    undefined,
    '# mine\nMAILTO=me\n\n5 4 * * * true 100%\n\n',
    '# jupyter-expose-renew is below\n1 1 * * * mine # jupyter-expose-renew\n',
  ])(
    'installs a line beside what is there (%j), a second time changes nothing, remove takes it away exactly',
    async (before) => {
      withCron();
      if (before !== undefined) writeFileSync(table(), before);
      expect(await json('schedule', 'install', '--yes')).toMatchObject({
        status: 'applied',
        scheduler: 'cron',
      });
      const line = readTable()?.slice(before?.length ?? 0) ?? '';
      expect(line).toMatch(
        /^\d+ 3,15 \* \* \* JUPYTER_CONFIG_DIR='.*' '\/.*node' '\/.*' renew --scheduled .*\n$/,
      );
      expect(readTable()?.startsWith(before ?? '')).toBe(true);
      expect(await json('schedule', 'install', '--yes')).toMatchObject({ status: 'unchanged' });
      expect(await json('schedule', 'status')).toMatchObject({
        installed: true,
        active: true,
        sameVersion: true,
        programMissing: false,
        nodeMissing: false,
        scheduler: 'cron',
      });
      expect(await json('schedule', 'remove', '--yes')).toMatchObject({ status: 'applied' });
      expect(readTable()).toBe(before);
      expect(files().filter((name) => name !== 'expose')).toEqual([]);
      expect(await json('schedule', 'remove', '--yes')).toMatchObject({ status: 'unchanged' });
    },
  );

  it('undo takes the line and the program away', async () => {
    withCron();
    writeFileSync(table(), '1 1 * * * true\n');
    await json('schedule', 'install', '--yes');
    expect(await json('undo', '--yes')).toMatchObject({ status: 'applied' });
    expect(readTable()).toBe('1 1 * * * true\n');
    expect(files().filter((name) => name !== 'expose')).toEqual([]);
    expect(await json('schedule', 'status')).toMatchObject({ installed: false, active: false });
  });

  it('a removal is a run of its own: undo brings back the line byte for byte, the files and their directory', async () => {
    withCron();
    writeFileSync(table(), '1 1 * * * true\n');
    await json('schedule', 'install', '--yes');
    // As another version of Node.js had left it.
    writeFileSync(table(), readTable()?.replace(process.execPath, '/opt/node/bin/node') ?? '');
    const [line, tree] = [readTable(), home.tree(['expose/journal', 'expose/lock'])];
    const planned = await json('schedule', 'remove', '--dry-run');
    expect(planned).toMatchObject({ status: 'planned', schedulers: ['cron'], removed: [], findings: [] });
    expect(readTable()).toBe(line);
    const removed = await json('schedule', 'remove', '--yes');
    expect(removed).toMatchObject({ status: 'applied', changes: planned.changes });
    expect(readTable()).toBe('1 1 * * * true\n');
    expect(existsSync(home.config('expose/program'))).toBe(false);
    const { runs } = await json('undo', '--list');
    expect(runs).toMatchObject([{ command: 'schedule remove' }, { command: 'schedule install' }]);
    await json('undo', '--yes');
    expect(readTable()).toBe(line);
    const again = home.tree(['expose/journal', 'expose/lock']);
    const withoutTime = (all: Record<string, string>) =>
      Object.entries(all).map(([name, content]) => [name, content.replace(/^(\d+) [\d.]+/, '$1')]);
    expect(withoutTime(again)).toEqual(withoutTime(tree));
    await json('undo', '--yes');
    expect(readTable()).toBe('1 1 * * * true\n');
    expect(files().filter((name) => name !== 'expose')).toEqual([]);
  });

  it('a directory whose name has a line break is refused', async () => {
    withCron();
    const env = { JUPYTER_CONFIG_DIR: home.at('a\n* * * * * rm') };
    const { code, stderr } = await home.run(['schedule', 'install', '--yes'], { env });
    expect(code).not.toBe(0);
    expect(stderr).toMatch(/line break/);
    expect(readTable()).toBeUndefined();
  });

  it.each(['no access', "crontab: can't open 'me': Permission denied"])(
    'a crontab that cannot be read is not written over: %s',
    async (words) => {
      withCron();
      program('crontab', `[ "$1" = -l ] && { echo "${words}" >&2; exit 1; }; cat >'${table()}'`);
      const { code, stderr } = await home.run(['schedule', 'install', '--yes']);
      expect(code).not.toBe(0);
      expect(stderr).toContain(words);
      expect(readTable()).toBeUndefined();
      expect(files().filter((name) => name !== 'expose')).toEqual([]);
    },
  );

  it('--dry-run shows the line and touches nothing', async () => {
    withCron();
    const planned = await json('schedule', 'install', '--dry-run');
    expect(planned).toMatchObject({ status: 'planned' });
    expect(JSON.stringify(planned)).toMatch(/renew --scheduled/);
    expect([readTable(), files()]).toEqual([undefined, []]);
  });
});

it("Debian's own crontab takes the line and loses it again, with a table of its own", async () => {
  const job = describeJob(nodeSystem(), home.at("it's 100% 집", 'expose'), process.execPath);
  const cron = SCHEDULERS.find(({ id }) => id === 'cron');
  if (cron === undefined) throw new Error('no cron');
  const word = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
  const line = (command: readonly string[]) => command.map(word).join(' ');
  // A mount namespace: nobody's real table is touched.
  const script = `
    mount -t tmpfs none /var/spool/cron && mkdir /var/spool/cron/crontabs || { echo skipped; exit; }
    chown root:crontab /var/spool/cron/crontabs && chmod 1730 /var/spool/cron/crontabs || { echo skipped; exit; }
    printf '1 1 * * * true\\n\\n' | crontab -
    ${line(cron.on(job))} && ${line(cron.on(job))} && ${line(cron.isOn(job))} && crontab -l && echo --
    ${line(cron.off(job))} && ${line(cron.off(job))} && crontab -l && echo --
    crontab -r; ${line(cron.on(job))} && ${line(cron.off(job))}; crontab -l 2>&1`;
  const { stdout, stderr } = spawnSync('unshare', ['-m', 'sh', '-c', script], { encoding: 'utf8' });
  if (stdout.trim() === 'skipped' || /not found|not permitted/.test(stderr)) return;
  const mine = '1 1 * * * true\n\n';
  expect(stdout).toBe(`${mine}${cronLine(job)}\n--\n${mine}--\nno crontab for root\n`);
});

it('without any scheduler it says so and shows the line', async () => {
  for (const name of ['systemctl', 'crontab', 'pgrep']) program(name, 'exit 1');
  const preview = await home.run(['schedule', 'install', '--dry-run', '--json']);
  // The sentence that announces the line, then the line.
  expect(preview.stderr.split('\n')).toContain(JSON.parse(preview.stdout).line);
  const document = await json('schedule', 'install', '--yes');
  expect(document).toMatchObject({ status: 'applied', scheduler: null });
  // The line runs what it names.
  const [, file] = /'([^']*program\/jupyter-expose\.js)'/.exec(String(document.line)) ?? [];
  expect(existsSync(file ?? '')).toBe(true);
  expect(document.line).toMatch(/renew --scheduled/);
  expect(files()).toContain('expose/program/package.json');
  expect(await json('schedule', 'remove', '--yes')).toMatchObject({ status: 'applied', schedulers: [] });
  expect(files().filter((name) => name !== 'expose')).toEqual([]);
  expect(await json('schedule', 'remove', '--yes')).toMatchObject({ status: 'unchanged' });
});

it('with systemd: installs, is then so, and undo switches it off and leaves nothing', async () => {
  withSystemd();
  const real = nodeSystem();
  const PATH = `${programs}:/usr/bin:/bin`;
  const system: System = {
    ...real,
    home: home.dir,
    env: {},
    uid: 1000,
    files: {
      ...real.files,
      linkFacts: async (path) => {
        const facts = await real.files.linkFacts(path);
        return facts && { ...facts, uid: 1000 };
      },
    },
    run: (name, args, options) => real.run(name, args, { ...options, env: { PATH } }),
  };
  const exposeDir = home.config('expose');
  const job = describeJob(system, exposeDir, process.execPath);
  const scheduler = await findScheduler(system, job);
  if (scheduler?.id !== 'systemd-user') throw new Error(`${scheduler?.id}`);
  const program = { bytes: new TextEncoder().encode('//'), version: '1.0.0' };
  const plan = async () => {
    const changes = await planSchedule(system, scheduler, job, program);
    return preparePlan({ command: 'schedule install', changes }, system);
  };
  const place = { system, network: fakeNetwork(), exposeDir, buildUndo };
  await finishRun(await applyPlan(await plan(), place), place);
  expect(existsSync(join(programs, 'on'))).toBe(true);
  expect(existsSync(home.at('.config', 'systemd', 'user', 'jupyter-expose-renew.timer'))).toBe(true);
  expect((await plan()).changes).toEqual([]);
  const removal = { command: 'schedule remove', changes: await planRemoval(system, job) };
  // The files are those of whoever runs the test.
  const prepared = await preparePlan(removal, { ...system, uid: real.uid });
  const removed = await finishRun(await applyPlan(prepared, place), place);
  expect(existsSync(join(programs, 'on'))).toBe(false);
  expect(existsSync(home.at('.config', 'systemd', 'user', 'jupyter-expose-renew.timer'))).toBe(false);
  expect(existsSync(join(exposeDir, 'program'))).toBe(false);
  expect(await undoRun(removed, place)).toMatchObject({ left: [], failed: [] });
  expect(existsSync(join(programs, 'on'))).toBe(true);
  expect((await plan()).changes).toEqual([]);
  expect(await undoAll(place)).toMatchObject({ left: [], failed: [] });
  expect(existsSync(join(programs, 'on'))).toBe(false);
  expect(existsSync(home.at('.config'))).toBe(false);
  const calls = readFileSync(join(programs, 'calls'), 'utf8').trim().split('\n');
  expect(calls.slice(-3)).toEqual([
    '--user disable --now jupyter-expose-renew.timer',
    '--user daemon-reload',
    '--user daemon-reload',
  ]);
});

it.each(SCHEDULERS.filter(({ id }) => id.startsWith('systemd')).map(({ id }) => id))(
  'systemd itself accepts the units of %s, with blanks, Hangul, % and $ in the paths',
  (id) => {
    const exposeDir = home.at('.jupyter 100% $HOME', 'expose');
    const node = home.at('node 100% $HOME $$');
    symlinkSync(process.execPath, node);
    const job = describeJob({ ...nodeSystem(), home: home.dir, env: {} }, exposeDir, node);
    mkdirSync(join(exposeDir, 'program'), { recursive: true });
    writeFileSync(job.program, '');
    const units = SCHEDULERS.find((one) => one.id === id)?.files(job) ?? [];
    const paths = units.map(({ path, text }) => {
      const at = home.at(path.slice(path.lastIndexOf('/') + 1));
      writeFileSync(at, text);
      return at;
    });
    expect(paths).toHaveLength(2);
    const { error, status, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', ...paths], {
      encoding: 'utf8',
    });
    if (error !== undefined) return; // no systemd on this computer
    expect(stderr.split('\n').filter((line) => line.includes('jupyter-expose'))).toEqual([]);
    expect(status).toBe(0);
  },
);

it('the installed program runs by itself, where no package can be reached', async () => {
  withCron();
  await json('schedule', 'install', '--yes');
  const command = /\* \* \* (.*) >\/dev\/null/.exec(readTable() ?? '')?.[1] ?? '';
  const env = { HOME: home.dir, PATH: '/usr/bin:/bin' };
  const version = spawnSync('sh', ['-c', command.replace('renew --scheduled', '--version')], {
    env,
    encoding: 'utf8',
  });
  expect(version.stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  const { status, stderr } = spawnSync('sh', ['-c', command], { env, cwd: home.dir, encoding: 'utf8' });
  expect(stderr).not.toMatch(/Cannot find|ERR_MODULE|SyntaxError/);
  expect(status, stderr).toBe(0);
});

it('what the last run did, and what is gone since, is known without running anything', async () => {
  withCron();
  await json('schedule', 'install', '--yes');
  const failed = { what: 'certificate', status: 'failed', message: 'no network' };
  const renewal = { schema: 1, last: '2026-11-24T03:17:00.000Z', results: [failed] };
  home.write('expose/renewal.json', JSON.stringify(renewal));
  rmSync(home.config('expose/program/jupyter-expose.js'));
  const facts = await scheduleFacts(nodeSystem(), home.config('expose'));
  expect(facts).toMatchObject({
    installed: true,
    programMissing: true,
    nodeMissing: false,
    last: renewal.last,
    failures: [{ what: 'certificate', message: 'no network' }],
  });
});

it('two config directories of one person have a job each', () => {
  const system = { ...nodeSystem(), home: home.dir, env: {} };
  const usual = describeJob(system, home.config('expose'), process.execPath);
  const other = describeJob(system, home.at('work', 'expose'), process.execPath);
  expect(usual.name).toBe('jupyter-expose-renew');
  expect(other.name).toMatch(/^jupyter-expose-renew-[\da-f]{8}$/);
  for (const scheduler of SCHEDULERS)
    for (const part of ['on', 'off', 'isOn', 'isThere'] as const)
      expect(scheduler[part](other)).not.toEqual(scheduler[part](usual));
});
