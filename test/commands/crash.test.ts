import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readSettings } from '../../src/python-config/index.ts';
import { makeDice } from '../python-config/dice.ts';
import { BIN, TestHome } from './run-cli.ts';
import { installSlowJupyter } from './slow-jupyter.ts';

const LONG = process.env.JUPYTER_EXPOSE_LONG !== undefined;
const SEED = Number(process.env.JUPYTER_EXPOSE_SEED ?? Date.now() % 1_000_000);
const KILLS = LONG ? 200 : 8;
const FILE = 'jupyter_notebook_config.py';
const PORTS = [8101, 8102] as const;

let home: TestHome;
beforeEach(async () => {
  home = new TestHome();
});
afterEach(() => home.remove());

/** ~/bin comes first: there the fake Jupyter lies, where there is one. */
const path = () => ({ PATH: `${home.at('bin')}:${home.env.PATH}` });

/** A config with the person's own lines, set up once for port 8101. */
async function setUp(env: Record<string, string> = {}): Promise<string> {
  home.write(FILE, '# 내 설정\nc.ServerApp.quit_button = False\nc.ServerApp.port = 1\n');
  const first = await home.run(
    ['init', '--password-stdin', '--port', '8101', '--tls', 'none', '--yes', '--no-input'],
    {
      input: 's3cret-문장-passphrase',
      env: { ...path(), ...env },
    },
  );
  expect(first).toMatchObject({ code: 0 });
  return home.read(FILE);
}

const changePort = (port: number) => ['init', '--port', String(port), '--yes', '--no-input'];

/** Starts the program in a process group of its own. */
function start(args: readonly string[]) {
  const child = spawn(process.execPath, [BIN, ...args], {
    cwd: home.dir,
    env: { ...home.env, ...path() },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      output[name] += text;
    });
  }
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) =>
    child.once('close', (code, signal) => resolve({ code, signal })),
  );
  const pid = child.pid ?? Number.NaN;
  return { ended, output, send: (signal: NodeJS.Signals) => killGroup(pid, signal), pid };
}

function killGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // It has ended by itself.
  }
}

/** Waits until a run more stands in the journal, or the program has ended. */
async function newRun(ended: Promise<unknown>): Promise<void> {
  const runs = () => readdirSync(home.config('expose/journal')).length;
  const before = runs();
  let over = false;
  void ended.then(() => {
    over = true;
  });
  while (runs() === before && !over) await sleep(1);
}

it(`kill -9 at ${KILLS} random moments leaves the old file or the new one, and the next run recovers`, async () => {
  const text = await setUp();
  const withPort = (port: number) => text.replace('port = 8101', `port = ${port}`);
  const dice = makeDice(SEED);
  const began = performance.now();
  expect(await home.run(changePort(8102), { stdin: 'null' })).toMatchObject({ code: 0 });
  const usual = performance.now() - began;

  const seen = { killed: 0, recovered: 0, old: 0, new: 0 };
  let port = 8102;
  for (let round = 0; round < KILLS; round += 1) {
    const wanted = PORTS[round % 2] ?? 8101;
    const run = start(changePort(wanted));
    // Every other time just after its journal has begun: that is when the files are written.
    if (round % 2 === 0) await sleep(usual * (0.3 + dice.below(900) / 1000));
    else {
      await newRun(run.ended);
      await sleep(dice.below(25));
    }
    run.send('SIGKILL');
    if ((await run.ended).signal === 'SIGKILL') seen.killed += 1;

    const left = home.read(FILE);
    const told = readSettings(left).settings.find(({ key, wins }) => wins && key === 'ServerApp.port');
    expect([port, wanted], `seed ${SEED}, round ${round}`).toContain(told?.value);
    expect(left, `seed ${SEED}, round ${round}`).toBe(withPort(Number(told?.value)));
    seen[told?.value === wanted ? 'new' : 'old'] += 1;

    const next = await home.run(changePort(wanted), { stdin: 'null' });
    expect(next, `seed ${SEED}, round ${round}`).toMatchObject({ code: 0 });
    if (/cut off/.test(next.stderr)) seen.recovered += 1;
    expect(home.read(FILE), `seed ${SEED}, round ${round}`).toBe(withPort(wanted));
    expect(readdirSync(home.config('')).sort()).toEqual(['expose', FILE]);
    port = wanted;
  }
  console.log(`seed ${SEED}: ${JSON.stringify(seen)} of ${KILLS}, a whole run takes ${Math.round(usual)} ms`);
  expect(seen.killed).toBeGreaterThan(KILLS / 3);
  if (LONG) expect(seen.recovered).toBeGreaterThan(KILLS / 20);

  expect(await home.run(['undo', '--all', '--yes'], { stdin: 'null' })).toMatchObject({ code: 0 });
  expect(home.read(FILE)).toBe('# 내 설정\nc.ServerApp.quit_button = False\nc.ServerApp.port = 1\n');
}, 600_000);

it('two at once: one does it, the other does it after that or gives way, and the file is whole', async () => {
  const text = await setUp();
  for (let round = 0; round < (LONG ? 30 : 4); round += 1) {
    const runs = [9001 + round, 9101 + round].map((port) => ({ port, run: start(changePort(port)) }));
    const ends = await Promise.all(runs.map(({ run }) => run.ended));
    const codes = ends.map(({ code }) => code);
    expect(codes).toContain(0);
    for (const [at, code] of codes.entries()) {
      expect([0, 4], runs[at]?.run.output.stderr).toContain(code);
      if (code === 4) expect(runs[at]?.run.output.stderr).toMatch(/at work here|changed by somebody else/);
    }
    const winners = runs.filter((_, at) => codes[at] === 0).map(({ port }) => port);
    const whole = winners.map((port) => text.replace('port = 8101', `port = ${port}`));
    expect(whole).toContain(home.read(FILE));
  }
});

describe('while Jupyter is asked whether it reads the new settings', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 143],
  ] as const)('%s: exit %i, and everything is as before', async (signal, code) => {
    const jupyter = installSlowJupyter(home);
    const text = await setUp({ FAKE_JUPYTER: 'quick' });
    const before = home.tree(['expose']);
    const run = start(changePort(8102));
    await jupyter.asked();
    expect(home.read(FILE)).toBe(text.replace('port = 8101', 'port = 8102'));
    process.kill(run.pid, signal);
    expect(await run.ended).toEqual({ code, signal: null });
    expect(home.read(FILE)).toBe(text);
    expect(Object.keys(home.tree(['expose']))).toEqual(Object.keys(before));
    expect(run.output.stderr).toContain('Cancelled.');
    expect(run.output.stderr).toMatch(/Restored .*jupyter_notebook_config\.py/);
    expect(run.output.stderr).not.toMatch(/^ {4}at /m);
    expect(jupyter.isRunning()).toBe(false);
  });

  it('kill -9: the next run takes it back first, says so, and succeeds', async () => {
    const jupyter = installSlowJupyter(home);
    const text = await setUp({ FAKE_JUPYTER: 'quick' });
    const run = start(changePort(8102));
    await jupyter.asked();
    run.send('SIGKILL');
    await run.ended;
    jupyter.end();
    const next = await home.run(changePort(8103), {
      stdin: 'null',
      env: { ...path(), FAKE_JUPYTER: 'quick' },
    });
    expect(next).toMatchObject({ code: 0 });
    expect(next.stderr).toMatch(/was cut off/);
    expect(next.stderr).toMatch(/Restored .*jupyter_notebook_config\.py/);
    expect(home.read(FILE)).toBe(text.replace('port = 8101', 'port = 8103'));
  });
});
