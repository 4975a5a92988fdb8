// `npm test`: sets up what is missing (dependencies, build, real Jupyters), then checks types, style and behaviour.
// In CI a missing real part is a failure; elsewhere its tests are skipped, and the number of skipped tests is printed.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { countNamed, FEWEST_CAUSES, printCauses, readCauses } from './causes.js';
import { ROOT, setUp } from './setup.js';

/** Of each failure. */
const MOST_LINES = 12;
const MOST_LETTERS = 300;

const words = process.argv.slice(2);
const long = words.includes('--long');
const chosen = words.filter((word) => word !== '--long');

setUp();
const { prepareEnvironments } = await import('./environments.js');
const { missing } = await prepareEnvironments({ log: print });
for (const { name, reason } of missing) print(`Without ${name}: ${reason}`);
if (missing.length > 0 && process.env.CI)
  fail(`${missing.length} real parts are missing, and CI must have them.`);

if (chosen.length === 0) {
  check('types', ['node_modules/typescript/bin/tsc', '-p', '.']);
  check('rooms', ['scripts/rooms.js', '--check']);
  check('style', ['node_modules/@biomejs/biome/bin/biome', 'check', '.']);
  check('unused code', ['node_modules/knip/bin/knip.js']);
  check('the package', ['node_modules/publint/src/cli.js']);
}

const work = mkdtempSync(join(tmpdir(), 'jupyter-expose-report-'));
const report = join(work, 'report.json');
const causesFile = join(work, 'causes.jsonl');
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
    env: {
      ...process.env,
      JUPYTER_EXPOSE_CAUSES: causesFile,
      ...(long && { JUPYTER_EXPOSE_LONG: '1' }),
    },
  },
);
const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0, testResults = [] } = readReport();
const causes = readCauses(causesFile);
rmSync(work, { recursive: true, force: true });
if (causes.length > 0) process.stdout.write(`${printCauses(causes)}\n`);
for (const line of failuresIn(testResults)) process.stdout.write(`${line}\n`);
process.stdout.write(`${numPassedTests} passed, ${numFailedTests} failed, ${numPendingTests} skipped\n`);
if (numPassedTests === 0) fail('No test was run.');
process.exitCode = status ?? 1;
if (chosen.length === 0) evaluateCauses();

function check(what, [script, ...args]) {
  print(`Checking ${what} …`);
  const { status } = spawnSync(process.execPath, [join(ROOT, script), ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (status !== 0) fail(`Checking ${what} failed.`);
}

/** Fails unless every cause is named first and there are enough causes; if a real part is missing, fewer suffice. */
function evaluateCauses() {
  if (countNamed(causes) < causes.length) fail('The doctor does not name every cause first.');
  if (causes.length < FEWEST_CAUSES && missing.length === 0)
    fail(`Only ${causes.length} causes were shown; there must be ${FEWEST_CAUSES}.`);
}

/** What failed, once more at the end: a log of which only the end is kept must say it. */
function failuresIn(files) {
  return files.flatMap(({ name, message = '', assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed');
    const file = relative(ROOT, name);
    if (failed.length === 0) return message === '' ? [] : [`FAILED ${file}`, ...firstLines(message)];
    return failed.flatMap((test) => [
      `FAILED ${file} > ${test.fullName}`,
      ...firstLines(test.failureMessages.join('\n')),
    ]);
  });
}

function firstLines(text) {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.slice(0, MOST_LINES).map((line) => `  ${line.slice(0, MOST_LETTERS)}`);
}

function readReport() {
  try {
    return JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    return {};
  }
}

function print(line) {
  process.stderr.write(`${line}\n`);
}

function fail(line) {
  print(line);
  process.exit(1);
}
