import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TestHome } from './run-cli.ts';

const FILE = 'jupyter_notebook_config.py';
const MADE = 'planted.txt';
const ID = '20260131T235959123Z-0a1b2c';
/** What a stored line would run, and what the features start as root. */
const PROGRAMS = ['ufw', 'iptables', 'crontab', 'certutil', 'tailscale', 'sudo', 'evil'];

let home: TestHome;
beforeEach(() => {
  home = new TestHome();
  home.write(FILE, 'c.ServerApp.port = 8888\n');
  mkdirSync(home.at('bin'));
  for (const name of PROGRAMS) {
    writeFileSync(home.at('bin', name), `#!/bin/sh\necho "${name} $*" >>'${home.at('calls')}'\n`);
    chmodSync(home.at('bin', name), 0o755);
  }
});
afterEach(() => home.remove());

const calls = () => (existsSync(home.at('calls')) ? readFileSync(home.at('calls'), 'utf8') : '');
const run = (...args: string[]) =>
  home.run(args, { stdin: 'null', env: { PATH: `${home.at('bin')}:${home.env.PATH}` } });

/** A run that made one file and then did this. */
function plant(state: 'finished' | 'applied' | 'undoing', action: object): void {
  const path = home.write(MADE, 'made', 0o600);
  const made = { sha256: createHash('sha256').update('made').digest('hex'), mode: 0o600 };
  const change = { kind: 'write-file', path, realPath: path, before: null, after: made, directories: [] };
  const record = {
    schema: 1,
    id: ID,
    command: 'firewall open',
    by: 'person',
    started: '2026-01-31T23:59:59.123Z',
    state,
    force: false,
    changes: [{ ...change, result: 'done' }],
    commands: [{ id: 'it', title: 'open the port', after: 0, result: 'done', ...action }],
  };
  for (const directory of ['expose', 'expose/journal', `expose/journal/${ID}`])
    mkdirSync(home.config(directory), { mode: 0o700 });
  home.write(`expose/journal/${ID}/run.json`, JSON.stringify(record), 0o600);
}

const rule = (over: object) => ({
  kind: 'firewall-rule',
  want: 'open',
  rule: { firewall: 'ufw', port: 8100, scope: 'everywhere', sources: [], place: {}, ...over },
});

/** What is planted beside the title of an action. */
const PLANTED: [string, object][] = [
  ['a line of another version', { undo: ['evil', 'now'], needsRoot: true }],
  ['a line beside a task of ours', { undo: ['evil'], task: rule({ port: '22; evil' }) }],
  ['a task of another kind', { task: { kind: 'run', command: ['evil'] } }],
  ['a task with a line', { task: { ...rule({ firewall: 'evil' }), command: ['evil'] } }],
];

describe('a planted journal', () => {
  it.each(PLANTED)(
    '%s: undo runs nothing, restores the files, and says what is left',
    async (_name, action) => {
      plant('finished', { ...action, title: 'open \u001b[2J\u202ethe port' });
      const { code, stderr } = await run('undo', '--yes');
      expect(code, stderr).toBe(0);
      expect(stderr).toMatch(/stays .*open .*the port/);
      expect(stderr).toMatch(/Could not be taken back: open .*the port\. /);
      expect(stderr).not.toMatch(/evil|\u001b|\u202e/);
      expect([calls(), existsSync(home.config(MADE))]).toEqual(['', false]);
    },
  );

  it.each([
    ['applied', PLANTED[0]?.[1]],
    ['undoing', PLANTED[2]?.[1]],
  ] as const)('%s: the next command recovers the files and runs nothing', async (state, action = {}) => {
    plant(state, action);
    const { code, stderr } = await run('config', 'set', 'ServerApp.port=9001');
    expect(code, stderr).toBe(0);
    expect(stderr).toContain('Could not be taken back: open the port. ');
    expect([calls(), existsSync(home.config(MADE))]).toEqual(['', false]);
    expect(home.read(FILE)).toContain('9001');
  });

  it('a task of ours is what runs, by undo and by recovery, whatever line lies beside it', async () => {
    const action = { undo: ['evil'], task: rule({}) };
    plant('finished', action);
    const undone = await run('undo', '--yes');
    expect(undone.stderr).toMatch(/undo .*open the port\n *(sudo )?ufw delete allow 8100\/tcp\n/);
    const once = calls();
    expect(once).toContain('ufw delete allow 8100/tcp\n');
    cutOff(action);
    expect((await run('config', 'set', 'ServerApp.port=9001')).stderr).not.toContain('Could not');
    expect(calls()).toBe(once + once);
  });
});

/** The same run again, cut off this time. */
function cutOff(action: object): void {
  const path = home.config(`expose/journal/${ID}/run.json`);
  const record = JSON.parse(readFileSync(path, 'utf8'));
  const [command] = record.commands;
  const again = { ...record, state: 'applied', commands: [{ ...command, ...action }] };
  writeFileSync(path, JSON.stringify(again));
}
