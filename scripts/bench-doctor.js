// Compares a static `doctor` with one `jupyter … --show-config-json` of the same Jupyter, interleaved in one run.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { prepareEnvironments } from './environments.js';
import { ROOT } from './setup.js';

const ROUNDS = Number(process.env.BENCH_DOCTOR_ROUNDS ?? 7);
const BUDGET = 1.3;
const BIN = join(ROOT, 'bin', 'jupyter-expose.js');
const CASES = [
  { name: 'nb64', app: 'notebook', section: 'NotebookApp' },
  { name: 'nb7', app: 'lab', section: 'ServerApp' },
];

/** Prints the ratios; true when one is over its budget. */
export async function benchDoctor() {
  const { ready } = await prepareEnvironments({ names: CASES.map(({ name }) => name) });
  let exceeded = false;
  console.log(`static doctor, median of ${ROUNDS}, one --show-config-json of the same Jupyter = 1.00`);
  for (const { name, app, section } of CASES) {
    const dir = ready.find((part) => part.name === name)?.dir;
    if (dir === undefined) {
      console.log(`  ${name} is not available here`);
      continue;
    }
    const { ratio, bare } = await compare(join(dir, 'bin'), app, section);
    const over = ratio > BUDGET;
    exceeded ||= over;
    const what = `${app} of ${name} (${bare.toFixed(0)} ms)`;
    console.log(
      `  ${what.padEnd(48)} ${ratio.toFixed(2)}  (at most ${BUDGET.toFixed(2)})${over ? '  EXCEEDED' : ''}`,
    );
  }
  return exceeded;
}

async function compare(bin, app, section) {
  const home = mkdtempSync(join(tmpdir(), 'jupyter-expose-bench-doctor-'));
  try {
    mkdirSync(join(home, '.jupyter'), { mode: 0o700 });
    const file = app === 'notebook' ? 'jupyter_notebook_config.py' : 'jupyter_server_config.py';
    const lines = [
      `c.${section}.ip = 'localhost'`,
      `c.${section}.port = 8888`,
      `c.${section}.port_retries = 0`,
    ];
    writeFileSync(join(home, '.jupyter', file), `${lines.join('\n')}\n`, { mode: 0o600 });
    const path = [bin, dirname(process.execPath), '/usr/bin', '/bin'].join(delimiter);
    const env = { PATH: path, HOME: home, LANG: 'C.UTF-8' };
    const times = { asked: [], doctor: [] };
    for (let round = 0; round <= ROUNDS; round++) {
      const root = process.getuid?.() === 0 ? ['--allow-root'] : [];
      const asked = await time(join(bin, `jupyter-${app}`), ['--show-config-json', ...root], env, home);
      const looked = await time(process.execPath, [BIN, 'doctor', '--target', app], env, home);
      // The first round only warms the file caches.
      if (round > 0) times.asked.push(asked);
      if (round > 0) times.doctor.push(looked);
    }
    const bare = median(times.asked);
    return { bare, ratio: median(times.doctor) / bare };
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

async function time(program, args, env, cwd) {
  const start = process.hrtime.bigint();
  await once(spawn(program, args, { env, cwd, stdio: 'ignore' }), 'exit');
  return Number(process.hrtime.bigint() - start) / 1e6;
}

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
