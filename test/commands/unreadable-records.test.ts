import { chmodSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TestHome } from './run-cli.ts';
import { withoutPrivilege } from './without-privilege.ts';

const FILE = 'jupyter_notebook_config.py';

let home: TestHome;
beforeEach(() => {
  home = new TestHome();
  home.write(FILE, "c.ServerApp.ip = '0.0.0.0'\n");
});
afterEach(() => home.remove());

const run = (...args: string[]) => home.run(args, { stdin: 'null' });

/** Exit 4 names the file, and nothing is claimed or changed. */
async function expectUnknown(path: string, args: readonly string[], prefix: readonly string[] = []) {
  const { code, stdout, stderr } = await home.run(args, { stdin: 'null', prefix });
  expect({ args, code, stdout, stderr }).toMatchObject({ code: 4, stdout: '' });
  expect(stderr).toContain(home.shown(path));
  expect(stderr).toMatch(/what it records is not known/);
  expect(stderr).not.toMatch(/nothing of ours|Nothing is open|no tunnel|nothing to take back|is closed/i);
}

describe('a record that cannot be read is never "none"', () => {
  it.each<[string, string, string[]]>([
    ['firewall.json', '{"rule": {"firewall": "ufw"}}', ['firewall', 'close', '--yes']],
    ['firewall.json', '{', ['firewall', 'status']],
    ['firewall.json', '[]', ['close', '--yes']],
    ['mapping.json', '{"schema": 1}', ['router', 'unmap', '--yes']],
    ['tunnel.json', '', ['tunnel', 'status']],
    ['schedule.json', 'null', ['schedule', 'status']],
    ['renewal.json', '{"schema": 1, "last": "never"}', ['schedule', 'status']],
    ['ddns.json', '{"schema": 2}', ['ddns', 'status']],
    ['answers.json', '{"schema": 1, "answers"', ['config', 'set', 'ServerApp.port=9001']],
  ])('%s, holding %s or being a directory: %j', async (name, content, args) => {
    const path = home.write(`expose/${name}`, content);
    const before = home.tree(['expose/lock', 'expose/journal']);
    await expectUnknown(path, args);
    expect(home.tree(['expose/lock', 'expose/journal'])).toEqual(before);
    rmSync(path);
    mkdirSync(path);
    await expectUnknown(path, args);
  });

  it('the directory of all records may not be read', async () => {
    const path = home.write('expose/firewall.json', '{"rule": null}');
    const directory = home.config('expose');
    chmodSync(directory, 0);
    const { code, stderr } = await home.run(['undo', '--list'], {
      stdin: 'null',
      prefix: withoutPrivilege(),
    });
    await expectUnknown(path, ['firewall', 'status'], withoutPrivilege());
    chmodSync(directory, 0o700);
    expect({ code, stderr }).toMatchObject({
      code: 4,
      stderr: expect.stringContaining(home.shown(directory)),
    });
    rmSync(directory, { recursive: true });
    writeFileSync(directory, 'x');
    await expectUnknown(directory, ['undo', '--yes']);
  });
});

describe('a run in the journal', () => {
  const recordOf = (at: number) => {
    const journal = home.config('expose/journal');
    return join(journal, readdirSync(journal)[at] ?? '', 'run.json');
  };
  const spoil = (path: string, how: string) => {
    rmSync(path);
    if (how === 'a directory') mkdirSync(path);
    else writeFileSync(path, how);
  };
  beforeEach(async () => {
    for (const port of [9001, 9002]) await run('config', 'set', `ServerApp.port=${port}`);
  });

  it.each(['{"schema": 1', 'a directory', '{"schema": 1, "changes": []}'])(
    'that is %s and the newest: undo refuses, the list shows it, and the others can be undone without it',
    async (how) => {
      const path = recordOf(1);
      spoil(path, how);
      const before = home.read(FILE);
      for (const args of [['--yes'], ['--all', '--yes'], ['--dry-run']])
        await expectUnknown(path, ['undo', ...args]);
      expect(home.read(FILE)).toBe(before);
      const { code, stdout } = await run('undo', '--list');
      expect({ code, stdout }).toMatchObject({
        code: 0,
        stdout: expect.stringMatching(/unreadable.*run\.json.*config set/s),
      });
      const { runs } = JSON.parse((await run('undo', '--list', '--json')).stdout);
      expect(runs).toMatchObject([{ state: 'unreadable' }, { state: 'finished' }]);
    },
  );

  it("that is damaged and older than the one to undo is in nobody's way, except for --all", async () => {
    const path = recordOf(0);
    spoil(path, '');
    await expectUnknown(path, ['undo', '--all', '--yes']);
    expect(await run('undo', '--yes')).toMatchObject({ code: 0 });
    expect(home.read(FILE)).toContain('9001');
    await expectUnknown(path, ['undo', '--yes']);
  });
});
