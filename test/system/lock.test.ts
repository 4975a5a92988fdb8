import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { acquireLock, thisOwner } from '../../src/system/lock.ts';
import { nodeSystem } from '../../src/system/node-system.ts';
import { compileSources } from '../compiled.ts';

const system = nodeSystem();
let compiled: string;
let dir: string;
let lock: string;
const children: ChildProcess[] = [];

beforeAll(() => {
  compiled = compileSources();
});
afterAll(() => fs.rmSync(compiled, { recursive: true }));
beforeEach(() => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'lock-'));
  lock = path.join(dir, 'expose', 'lock');
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  fs.rmSync(dir, { recursive: true });
});

/** A process that runs this program with `lock`, `system` and `acquireLock` at hand. */
function start(program: string): ChildProcess {
  const whole = `
    const { acquireLock } = await import(${JSON.stringify(`${compiled}/dist/system/lock.js`)});
    const { nodeSystem } = await import(${JSON.stringify(`${compiled}/dist/system/node-system.js`)});
    import fs from 'node:fs';
    const lock = ${JSON.stringify(lock)}, dir = ${JSON.stringify(dir)}, system = nodeSystem();
    ${program}`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', whole], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  children.push(child);
  return child;
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('no stdout');
  const [line] = await once(createInterface(child.stdout), 'line');
  return line;
}

const HOLD = `await acquireLock(lock, system); console.log('held'); setInterval(() => {}, 1e6);`;

function pretendOwner(owner: object, changed = new Date()): void {
  const file = path.join(lock, '7', 'owner');
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, JSON.stringify({ ...thisOwner(process.pid), ...owner }));
  fs.utimesSync(file, changed, changed);
}

it('a second run is told which process is at work', async () => {
  const first = start(HOLD);
  expect(await firstLine(first)).toBe('held');
  await expect(acquireLock(lock, system)).rejects.toMatchObject({
    code: 'locked',
    message: `Another jupyter-expose is at work here (process ${first.pid}).`,
  });
});

it('after kill -9 the next run gets it', async () => {
  const first = start(HOLD);
  await firstLine(first);
  first.kill('SIGKILL');
  await once(first, 'exit');
  await (await acquireLock(lock, system)).release();
});

it('a run in the same process is no exception', async () => {
  const first = await acquireLock(lock, system);
  await expect(acquireLock(lock, system)).rejects.toMatchObject({ code: 'locked' });
  await first.release();
  await (await acquireLock(lock, system)).release();
  expect(fs.readdirSync(lock)).toHaveLength(1);
});

it.each<[string, object, Date, 'taken' | 'locked']>([
  ['a process id that another program has by now', { started: '1' }, new Date(), 'taken'],
  ['this very process', {}, new Date(), 'locked'],
  ['a computer that shares this home, at work', { world: 'x', host: 'x' }, new Date(), 'locked'],
  ['a computer that has been silent for an hour', { world: 'x' }, new Date(Date.now() - 3_600_000), 'taken'],
  ['a file that never reached the disk', { pid: 'nonsense' }, new Date(), 'taken'],
])('a lock of %s', async (_name, owner, changed, outcome) => {
  pretendOwner(owner, changed);
  const got = await acquireLock(lock, system).then(
    (mine) => mine.release().then(() => 'taken'),
    (error) => error.code,
  );
  expect(got).toBe(outcome);
});

it.runIf(process.platform === 'linux')('a zombie holds nothing', async () => {
  // The shell becomes a program that never asks for its ended child.
  const parent = spawn('sh', ['-c', 'sleep 0.3 & echo $!; exec sleep 1000'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(parent);
  const zombie = Number(await firstLine(parent));
  while (!/ Z /.test(fs.readFileSync(`/proc/${zombie}/stat`, 'utf8')))
    await new Promise((done) => setTimeout(done, 5));
  pretendOwner(thisOwner(zombie));
  await (await acquireLock(lock, system)).release();
});

it('of many starters at once, none ever works beside another, whatever is killed', async () => {
  // Whoever is inside makes a directory, which fails if another is inside, and some die there.
  const program = `
    const inside = dir + '/inside';
    let entered = 0;
    for (let i = 0; i < 300; i++) {
      let mine;
      try { mine = await acquireLock(lock, system); } catch (e) { if (e.code === 'locked') continue; throw e; }
      try { fs.mkdirSync(inside); } catch { fs.writeFileSync(dir + '/overlap', 'two at once'); process.exit(1); }
      entered++;
      await new Promise((done) => setImmediate(done));
      fs.rmdirSync(inside);
      if (Math.random() < 0.02) process.kill(process.pid, 'SIGKILL');
      await mine.release();
    }
    console.log(entered);`;
  const starters = Array.from({ length: 6 }, () => start(program));
  await Promise.all(starters.map((child) => once(child, 'exit')));
  expect(fs.existsSync(path.join(dir, 'overlap'))).toBe(false);
  expect(starters.filter((child) => child.exitCode !== 0 && child.signalCode !== 'SIGKILL')).toEqual([]);
  await (await acquireLock(lock, system)).release();
  expect(fs.readdirSync(lock).filter((name) => /^\d+$/.test(name))).toHaveLength(1);
});

it('two starters that find a dead owner at the same moment: one gets it, every time', async () => {
  const dead = spawnSync('true').pid;
  for (let round = 0; round < 100; round++) {
    fs.rmSync(lock, { recursive: true, force: true });
    pretendOwner({ pid: dead, started: 'long ago' });
    const results = await Promise.allSettled(Array.from({ length: 4 }, () => acquireLock(lock, system)));
    const got = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    expect(got).toHaveLength(1);
    await got[0]?.release();
  }
});
