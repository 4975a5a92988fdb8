// `npm test`: sets up what is missing (dependencies, build, real Jupyters), then checks types, style and
// behaviour. In CI a missing real part is a failure; elsewhere its tests are skipped and counted aloud.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT, setUp } from './setup.js';

const words = process.argv.slice(2);
const long = words.includes('--long');
const chosen = words.filter((word) => word !== '--long');

setUp();
const { prepareEnvironments } = await import('./environments.js');
const { missing } = await prepareEnvironments({ log: say });
for (const { name, reason } of missing) say(`Without ${name}: ${reason}`);
if (missing.length > 0 && process.env.CI)
  fail(`${missing.length} real parts are missing, and CI must have them.`);

if (chosen.length === 0) {
  check('types', ['node_modules/typescript/bin/tsc', '-p', '.']);
  check('style', ['node_modules/@biomejs/biome/bin/biome', 'check', '.']);
  check('unused code', ['node_modules/knip/bin/knip.js']);
  check('the package', ['node_modules/publint/src/cli.js']);
}

const report = join(mkdtempSync(join(tmpdir(), 'jupyter-expose-report-')), 'report.json');
const { status } = spawnSync(
  process.execPath,
  [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...chosen,
  ],
  {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...(long && { JUPYTER_EXPOSE_LONG: '1' }) },
  },
);
const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0 } = readReport();
rmSync(join(report, '..'), { recursive: true, force: true });
process.stdout.write(`${numPassedTests} passed, ${numFailedTests} failed, ${numPendingTests} skipped\n`);
if (numPassedTests === 0) fail('No test was run.');
process.exitCode = status ?? 1;

function check(what, [script, ...args]) {
  say(`Checking ${what} …`);
  const { status } = spawnSync(process.execPath, [join(ROOT, script), ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (status !== 0) fail(`Checking ${what} failed.`);
}

function readReport() {
  try {
    return JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    return {};
  }
}

function say(line) {
  process.stderr.write(`${line}\n`);
}

function fail(line) {
  say(line);
  process.exit(1);
}
