import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { withLock } from '../../src/plan/transaction.ts';
import { compileSources } from '../compiled.ts';
import { type Home, makeHome } from './temporary-home.ts';

const KILLS = process.env.JUPYTER_EXPOSE_LONG ? 200 : 12;
const SEED = Number(process.env.JUPYTER_EXPOSE_SEED ?? 20_260_101);
const LONGEST_WAIT = 200; // milliseconds after a run began: about as long as the first ones take

let compiled: string;
let home: Home;
let child: ChildProcess | undefined;

beforeAll(() => {
  compiled = compileSources();
});
afterAll(() => fs.rmSync(compiled, { recursive: true }));
beforeEach(() => {
  home = makeHome();
  home.write('config.py', config(0), 0o644);
  home.write('settings.json', json(0), 0o600);
});
afterEach(() => {
  child?.kill('SIGKILL');
  home.remove();
});

/** Long enough that half of it would be seen. */
const PADDING = `# ${'설정 '.repeat(3000)}\n`;
const config = (count: number) => `${PADDING}c.A.count = ${count}  # mine\n${PADDING}`;
const json = (count: number) => `{\n  "A": {\n    "count": ${count}\n  }\n}\n`;

/** Counts on in both files, a run at a time, with a new file beside them; takes every third run back. */
const PROGRAM = () => `
  const from = (name) => import(${JSON.stringify(`${compiled}/dist/`)} + name);
  const { preparePlan } = await from('plan/prepare.js');
  const { applyPlan } = await from('plan/apply.js');
  const { finishRun } = await from('plan/transaction.js');
  const { withLock } = await from('plan/transaction.js');
  const { runToUndo, undoRun } = await from('plan/undo.js');
  const { listRuns } = await from('plan/journal.js');
  const { nodeSystem } = await from('system/node-system.js');
  import fs from 'node:fs';
  const [dir, exposeDir] = ${JSON.stringify([home.dir, home.exposeDir])};
  const place = { exposeDir, system: nodeSystem() };
  const edit = (name, format, count) =>
    ({ kind: 'edit-settings', path: dir + '/' + name, format, settings: { 'A.count': count }, secret: [], mode: 0o600 });
  for (let round = 1; ; round++) {
    await withLock(place, async () => {
      fs.writeSync(1, 'begun\\n');
      const last = round % 3 === 0 ? runToUndo(await listRuns(place)) : undefined;
      if (last) return void (await undoRun(last, place));
      const count = JSON.parse(fs.readFileSync(dir + '/settings.json', 'utf8')).A.count + 1;
      const changes = [edit('config.py', 'python', count), edit('settings.json', 'json', count)];
      changes.push({ kind: 'write-file', path: dir + '/new/' + count + '/note', bytes: Buffer.from('x'), mode: 0o600, secret: false });
      const run = await applyPlan(await preparePlan({ command: 'count', changes }, place.system), place);
      await finishRun(run, place);
    });
  }`;

/** Small, fast and the same everywhere: https://gist.github.com/tommyettinger/46a874533244883189143505d203312c */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The number a file counts to; the whole content must be one that some run wrote. */
function countIn(name: string, whole: (count: number) => string): number {
  const text = fs.readFileSync(home.at(name), 'utf8');
  const count = Number(/count"?(?: =|:) (\d+)/.exec(text)?.[1]);
  expect(text).toBe(whole(count));
  return count;
}

/** Waits until the child has begun this many runs. */
async function begun({ stdout }: ChildProcess, count: number): Promise<void> {
  if (stdout === null) throw new Error('no stdout');
  const lines = createInterface(stdout);
  for (let seen = 0; seen < count; seen++) await once(lines, 'line');
}

it(`kill -9 at a random moment, ${KILLS} times: old or new, and the next run recovers`, async () => {
  console.log(`crash test: ${KILLS} kills, seed ${SEED}`);
  const random = mulberry32(SEED);
  const seen = { recovered: 0, apart: 0 };
  for (let kill = 0; kill < KILLS; kill++) {
    child = spawn(process.execPath, ['--input-type=module', '-e', PROGRAM()], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(child, 'exit');
    await Promise.race([begun(child, 1 + Math.floor(random() * 3)), ended]);
    await new Promise((done) => setTimeout(done, random() * LONGEST_WAIT));
    child.kill('SIGKILL');
    expect((await ended)[1], 'it ran until it was killed').toBe('SIGKILL');

    const apart = Math.abs(countIn('config.py', config) - countIn('settings.json', json));
    expect(apart).toBeLessThanOrEqual(1);
    await withLock(home, async (recovered) => {
      seen.recovered += recovered === undefined ? 0 : 1;
      seen.apart += apart;
      expect(recovered?.kept ?? []).toEqual([]);
      if (apart > 0) expect(recovered).toBeDefined();
    });
    const count = countIn('config.py', config);
    expect(countIn('settings.json', json)).toBe(count);
    const notes = Object.keys(home.tree()).filter((name) => name.endsWith('/note'));
    expect(notes.length).toBe(count);
    expect(Object.keys(home.tree()).filter((name) => name.includes('.tmp'))).toEqual([]);
  }
  console.log(`crash test: ${seen.recovered} runs were recovered, in ${seen.apart} the files were apart`);
  expect(seen.recovered).toBeGreaterThan(0);
}, 600_000);
