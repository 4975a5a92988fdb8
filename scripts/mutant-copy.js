// A copy of the checkout, in which faults are put and tests are run, so that the developer's own files stay as they are.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ROOT } from './setup.js';

const MEMORY = '/dev/shm';
/** Of node_modules: what remembers the state of one checkout. */
const REMEMBERED = new Set(['.cache', '.vite']);
/** Milliseconds without a line from vitest, longer than a test may take: the program hangs. */
const SILENCE = 120_000;

/** Makes the copy, and removes it with all processes that its tests left when this process ends, also after Ctrl-C. */
export function makeCopy() {
  const work = mkdtempSync(join(tmpdir(), 'jx-mutants-'));
  const homes = mkdtempSync(join(existsSync(MEMORY) ? MEMORY : tmpdir(), 'jxm-'));
  const copy = { root: join(work, 'copy'), work, homes, running: undefined };
  process.on('exit', () => {
    stopAll(copy);
    for (const path of [work, homes]) rmSync(path, { recursive: true, force: true });
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(130));
  for (const path of [work, homes]) chmodSync(path, 0o1777); // tests without privileges go through both
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], { cwd: ROOT });
  for (const name of listed.toString().split('\0').filter(Boolean)) {
    if (!existsSync(join(ROOT, name))) continue;
    mkdirSync(dirname(join(copy.root, name)), { recursive: true });
    cpSync(join(ROOT, name), join(copy.root, name));
  }
  linkTree(join(ROOT, 'node_modules'), join(copy.root, 'node_modules'));
  mkdirSync(join(work, 'home'));
  return copy;
}

/** Hard links where possible: tests show the directory alone to a user of their own, where a link leads nowhere. */
function linkTree(from, to) {
  mkdirSync(to);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [old, made] = [join(from, entry.name), join(to, entry.name)];
    if (REMEMBERED.has(entry.name)) continue;
    if (entry.isDirectory()) linkTree(old, made);
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(old), made);
    else linkOrCopy(old, made);
  }
}

function linkOrCopy(old, made) {
  try {
    linkSync(old, made);
  } catch {
    copyFileSync(old, made);
  }
}

export function readSource(copy, file) {
  return readFileSync(join(copy.root, file), 'utf8');
}

export function writeSource(copy, file, text) {
  writeFileSync(join(copy.root, file), text);
}

/** Whether the compiler takes the program as it is. */
export function hasTypes(copy) {
  const tsc = join('node_modules', 'typescript', 'bin', 'tsc');
  const { status } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json', '--noEmit'], {
    cwd: copy.root,
  });
  return status === 0;
}

/**
 * Runs test files until one fails.
 * @param {number} patience milliseconds
 * @returns {Promise<{ end: 'passed' | 'failed' | 'out of time' | 'hangs', seen: number, test?: string, file?: string, why?: string }>}
 * `seen`: test files of which at least one test ended.
 */
export async function runTests(copy, files, patience) {
  const report = join(copy.work, 'report.json');
  rmSync(report, { force: true });
  const reporters = ['--reporter=verbose', '--reporter=json', `--outputFile.json=${report}`];
  const child = spawn(
    process.execPath,
    [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--bail=1',
      '--experimental.fsModuleCache',
      ...reporters,
      ...files,
    ],
    {
      cwd: copy.root,
      env: environmentOf(copy),
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    },
  );
  copy.running = child.pid;
  const start = Date.now();
  let lastLine = start;
  let output = '';
  const seen = new Set();
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => {
      lastLine = Date.now();
      output = (output + text).slice(-4_000);
      for (const [file] of text.matchAll(/test\/[\w/-]+\.test\.ts/g)) seen.add(file);
    });
  let stopped;
  const timer = setInterval(() => {
    if (Date.now() - lastLine > SILENCE) stopped = 'hangs';
    else if (Date.now() - start > patience) stopped = 'out of time';
    if (stopped !== undefined) stopAll(copy);
  }, 500);
  const code = await new Promise((resolve) => child.once('close', resolve));
  clearInterval(timer);
  stopAll(copy);
  if (stopped !== undefined) return { end: stopped, seen: seen.size };
  const end = code === 0 ? 'passed' : 'failed';
  return { end, seen: seen.size, ...(code !== 0 && firstFailure(copy, report, output)) };
}

/** Where the tests' programs write is temporary, whatever a fault makes them do; the real Jupyters are those of always. */
function environmentOf({ work, homes }) {
  const { JUPYTER_EXPOSE_TEST_CACHE, CI, ...env } = process.env;
  const cache = JUPYTER_EXPOSE_TEST_CACHE || join(homedir(), '.cache', 'jupyter-expose-test');
  return { ...env, HOME: join(work, 'home'), TMPDIR: homes, JUPYTER_EXPOSE_TEST_CACHE: cache, NO_COLOR: '1' };
}

function firstFailure({ root }, report, output) {
  const { testResults = [] } = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : {};
  const failed = testResults.find(({ status }) => status === 'failed');
  if (failed === undefined) return { test: 'vitest itself', why: output.trim() };
  const file = failed.name.slice(root.length + 1);
  const test = failed.assertionResults.find(({ status }) => status === 'failed');
  const why = test?.failureMessages.join('\n') ?? failed.message;
  return { file, test: test === undefined ? file : `${file} > ${test.fullName}`, why };
}

/** Ends the run and whatever its tests started: their environment, directory or words name the copy or its homes. */
function stopAll(copy) {
  const { running, work, homes } = copy;
  if (running !== undefined) kill(-running);
  copy.running = undefined;
  if (process.platform !== 'linux') return;
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    if (Number(pid) !== process.pid && [work, homes].some((path) => mentions(pid, path))) kill(Number(pid));
  }
}

function mentions(pid, path) {
  return ['environ', 'cmdline'].some((name) => {
    try {
      return readFileSync(join('/proc', pid, name), 'utf8').includes(`${path}/`);
    } catch {
      return false;
    }
  });
}

function kill(pid) {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended.
  }
}
