// `npm run bench`: start-up as ratios to a bare `node -e 0` interleaved in the same run (machines drift, so
// milliseconds mean nothing alone), the patcher's throughput, and the doctor. Exit code 1 when a budget is exceeded.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, createReadStream, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { benchCertificates } from './bench-certificates.js';
import { benchDoctor } from './bench-doctor.js';
import { ROOT, setUp } from './setup.js';

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 21);
const BIN = join(ROOT, 'bin', 'jupyter-expose.js');

setUp();
const work = mkdtempSync(join(tmpdir(), 'jupyter-expose-bench-'));
process.on('exit', () => rmSync(work, { recursive: true, force: true }));
const home = makeHome();

const cases = [
  { name: 'node -e 0', args: ['-e', '0'], until: 'exit' },
  { name: '--version', args: [BIN, '--version'], until: 'exit', budget: 1.15 },
  { name: '--help', args: [BIN, '--help'], until: 'exit', budget: 1.5 },
  {
    name: 'piped rerun, new port, until Jupyter is asked',
    args: [BIN, 'init', '--tls', 'none'],
    until: 'asked',
    input: '\n\n9001\n\ny\n',
    budget: 2.0,
  },
];

const times = new Map(cases.map(({ name }) => [name, []]));
for (let round = 0; round < ROUNDS; round++) {
  for (const one of cases) times.get(one.name).push(await measure(one));
}
let exceeded = false;
const bare = median(times.get('node -e 0'));
console.log(`start-up, median of ${ROUNDS}, bare node ${bare.toFixed(0)} ms = 1.00`);
for (const { name, budget } of cases.slice(1)) {
  const ratio = median(times.get(name)) / bare;
  exceeded ||= ratio > budget;
  console.log(
    `  ${name.padEnd(48)} ${ratio.toFixed(2)}  (at most ${budget.toFixed(2)})${ratio > budget ? '  EXCEEDED' : ''}`,
  );
}
await benchPatcher();
if (await benchCertificates()) exceeded = true;
if (await benchDoctor()) exceeded = true;
process.exitCode = exceeded ? 1 : 0;

/**
 * Makes a configured HOME and a `jupyter-notebook` on the PATH whose interpreter writes to a pipe as soon as it is
 * started.
 */
function makeHome() {
  const bin = join(work, 'bin');
  const config = join(work, '.jupyter');
  mkdirSync(bin);
  mkdirSync(config);
  execFileSync('mkfifo', [join(work, 'asked')]);
  writeFileSync(join(bin, 'python'), `#!/bin/sh\nprintf x > '${join(work, 'asked')}'\nexit 1\n`);
  writeFileSync(join(bin, 'jupyter-notebook'), `#!${join(bin, 'python')}\n`);
  for (const name of ['python', 'jupyter-notebook']) chmodSync(join(bin, name), 0o755);
  const lines = [
    "c.ServerApp.ip = '*'",
    'c.ServerApp.port = 9000',
    'c.ServerApp.open_browser = False',
    "c.PasswordIdentityProvider.hashed_password = 'sha1:0123456789ab:0000000000000000000000000000000000000000'",
  ];
  writeFileSync(join(config, 'jupyter_notebook_config.py'), `${lines.join('\n')}\n`);
  return work;
}

/** Milliseconds from the start of the process until it ends or, for 'asked', until it runs Jupyter. */
async function measure({ args, until, input }) {
  const env = { ...process.env, HOME: home, PATH: [join(home, 'bin'), '/usr/bin', '/bin'].join(delimiter) };
  const asked = until === 'asked' ? createReadStream(join(work, 'asked')) : undefined;
  const start = process.hrtime.bigint();
  const child = spawn(process.execPath, args, { env, stdio: ['pipe', 'ignore', 'ignore'] });
  const ended = once(child, 'exit');
  child.stdin.on('error', () => undefined);
  child.stdin.end(input ?? '');
  await (asked ? Promise.race([once(asked, 'data'), ended.then(askedNothing)]) : ended);
  const milliseconds = Number(process.hrtime.bigint() - start) / 1e6;
  if (asked) {
    child.kill('SIGKILL');
    asked.destroy();
    await ended;
  }
  return milliseconds;
}

function askedNothing() {
  throw new Error('It ended without asking Jupyter.');
}

const SETTINGS =
  "c.KernelSpecManager.kernel_class = 'jupyter_client.kernelspec'  # of a long config\n# c.ServerApp.port = 1\n";
const DENSE_CODE = `def build(name, count=3, *args):
    for index, item in enumerate(args):
        if item is None or not options.get('flag'):
            total += item.weight * (count - index) + len(name)
    return {'name': name, 'items': [str(a) for a in args]}
port = int(os.environ.get('PORT', 8888))
c.ServerApp.port = port
c.ServerApp.tornado_settings = {'headers': {'X': 'y'}, 'xsrf': True}
`;

async function benchPatcher() {
  const { patchConfig, readSettings } = await import(join(ROOT, 'dist', 'index.js'));
  const set = (bytes) => patchConfig(bytes, { 'ServerApp.port': 9000 });
  console.log('patcher, best of 5');
  const speeds = [
    ['1 MB config', SETTINGS, 1, set],
    ['10 MB config', SETTINGS, 10, set],
    ['10 MB dense code', DENSE_CODE, 10, set],
    ['10 MB dense code, read', DENSE_CODE, 10, readSettings],
  ].map(([title, text, megabytes, run]) => {
    const bytes = new TextEncoder().encode(text.repeat(Math.ceil((megabytes * 1e6) / text.length)));
    let best = Number.POSITIVE_INFINITY;
    for (let i = 0; i < 5; i++) {
      const start = process.hrtime.bigint();
      run(bytes);
      best = Math.min(best, Number(process.hrtime.bigint() - start) / 1e9);
    }
    const speed = bytes.length / 1e6 / best;
    if (speed < 20) exceeded = true;
    console.log(`  ${title.padEnd(24)} ${speed.toFixed(0).padStart(6)} MB/s  (at least 20)`);
    return speed;
  });
  console.log(
    `  10 MB takes ${((speeds[0] / speeds[1]) * 10).toFixed(1)} times as long as 1 MB (linear: 10)`,
  );
}

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
