import { chmodSync, rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CliResult, TestHome } from './run-cli.ts';
import { withoutPrivilege } from './without-privilege.ts';

const FILE = 'jupyter_notebook_config.py';
const MINE = '# 내 설정\nc.ServerApp.port = 8888\n';

let home: TestHome;
beforeEach(() => {
  home = new TestHome();
  home.write(FILE, MINE, 0o640);
});
afterEach(() => home.remove());

const setPort = (port: number) => home.run(['config', 'set', `ServerApp.port=${port}`], { stdin: 'null' });
const undo = (...args: string[]): Promise<CliResult> => home.run(['undo', ...args], { stdin: 'null' });
const withPort = (port: number) => MINE.replace('8888', String(port));

describe('undo', () => {
  beforeEach(async () => {
    expect((await setPort(9001)).code).toBe(0);
    expect((await setPort(9002)).code).toBe(0);
  });

  it('takes back the last run; again, the one before; then there is nothing', async () => {
    expect(await undo('--yes')).toMatchObject({
      code: 0,
      stdout: `Restored ${home.shown(home.config(FILE))}\n`,
    });
    expect(home.read(FILE)).toBe(withPort(9001));
    expect((await undo('--yes')).code).toBe(0);
    expect(home.read(FILE)).toBe(MINE);
    const third = await undo('--yes');
    expect(third).toMatchObject({ code: 0, stdout: '' });
    expect(third.stderr).toContain('nothing to take back');
    expect(home.read(FILE)).toBe(MINE);
  });

  it('--all goes back to before the first, mode and all', async () => {
    const before = home.tree(['expose']);
    expect(before[FILE]).toMatch(/^416 /);
    expect((await undo('--all', '--yes')).code).toBe(0);
    expect(home.tree(['expose'])[FILE]).toMatch(/^416 /);
    expect(home.read(FILE)).toBe(MINE);
  });

  it('what was made anew after an undo can be undone as well', async () => {
    await undo('--yes');
    await setPort(9003);
    expect((await undo('--yes')).code).toBe(0);
    expect(home.read(FILE)).toBe(withPort(9001));
  });

  it('--list names each run, its state and its files', async () => {
    await undo('--yes');
    const { code, stdout } = await undo('--list');
    expect(code).toBe(0);
    expect(stdout).toMatch(/config set\s+taken back.*config set\s+done/s);
    expect(stdout.split(home.shown(home.config(FILE)))).toHaveLength(3);
    const { runs } = JSON.parse((await undo('--list', '--json')).stdout);
    const run = { command: 'config set', files: [home.config(FILE)] };
    expect(runs).toMatchObject([
      { ...run, state: 'undone' },
      { ...run, state: 'finished' },
    ]);
  });

  it.each([[['--dry-run']], [['--dry-run', '--json']], [['--dry-run', '--all']]])(
    '%j changes nothing',
    async (args) => {
      const before = home.tree();
      const { code, stdout, stderr } = await undo(...args);
      expect(code).toBe(0);
      expect(stdout + stderr).toContain(home.shown(home.config(FILE)));
      expect(home.tree()).toEqual(before);
    },
  );

  it('--json', async () => {
    const planned = JSON.parse((await undo('--dry-run', '--json')).stdout);
    expect(planned).toMatchObject({ schema: 1, status: 'planned', runs: [{ command: 'config set' }] });
    const applied = JSON.parse((await undo('--yes', '--json')).stdout);
    expect(applied).toMatchObject({
      schema: 1,
      status: 'applied',
      restored: [home.config(FILE)],
      removed: [],
    });
    await undo('--yes');
    const nothing = JSON.parse((await undo('--yes', '--json')).stdout);
    expect(nothing).toEqual({ schema: 1, status: 'unchanged', runs: [] });
  });

  it('asks on a pipe: y does it, n and an end of the input do not', async () => {
    const before = home.tree();
    expect((await home.run(['undo'], { input: 'n\n' })).code).toBe(130);
    const ended = await undo();
    expect(ended).toMatchObject({ code: 2, stderr: expect.stringContaining('--yes') });
    expect(home.tree()).toEqual(before);
    expect((await home.run(['undo'], { input: '네\n' })).code).toBe(0);
    expect(home.read(FILE)).toBe(withPort(9001));
  });

  it('a file that somebody else changed: exit 4 names it; --force keeps what it held in the journal', async () => {
    home.write(FILE, '# rewritten\n');
    const before = home.tree(['expose/lock']);
    expect(await undo('--yes')).toMatchObject({
      code: 4,
      stderr: expect.stringContaining(home.shown(home.config(FILE))),
    });
    expect(await undo('--all', '--yes')).toMatchObject({ code: 4 });
    expect(home.tree(['expose/lock'])).toEqual(before);
    expect(await undo('--yes', '--force')).toMatchObject({ code: 0 });
    expect(home.read(FILE)).toBe(withPort(9001));
    expect(Object.values(home.tree()).join('\n')).toContain('# rewritten');
  });

  it('a file that somebody removed comes back with --force', async () => {
    rmSync(home.config(FILE));
    expect((await undo('--yes')).code).toBe(4);
    expect((await undo('--yes', '--force')).code).toBe(0);
    expect(home.read(FILE)).toBe(withPort(9001));
  });

  it('a directory that may not be written: exit 4 names it, and nothing is touched', async () => {
    const before = home.tree(['expose/lock']);
    chmodSync(home.config(''), 0o500);
    const refused = await home.run(['undo', '--yes'], { stdin: 'null', prefix: withoutPrivilege() });
    chmodSync(home.config(''), 0o700);
    expect(refused).toMatchObject({ code: 4, stdout: '' });
    expect(refused.stderr).toMatch(/cannot be put back.*Nothing was taken back.*chmod u\+w/s);
    expect(refused.stderr).toContain(home.shown(home.config(FILE)));
    expect(home.tree(['expose/lock'])).toEqual(before);
  });

  it('--quiet says nothing', async () => {
    expect(await undo('--yes', '--quiet')).toMatchObject({ code: 0, stdout: '', stderr: '' });
  });
});

it('nothing was ever done: it says so and leaves no trace', async () => {
  const before = home.tree();
  for (const args of [['--yes'], ['--list'], ['--all', '--yes'], ['--dry-run']]) {
    const { code, stderr } = await undo(...args);
    expect({ code, stderr }).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('nothing to take back'),
    });
  }
  expect(home.tree()).toEqual(before);
});
