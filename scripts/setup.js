// Installs the dependencies and builds, for a fresh clone. Does nothing if both are up to date. Logs to stderr and
// never reads stdin, which may contain the user's answers.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const STAMPS = join(ROOT, 'node_modules', '.cache', 'jupyter-expose');
const LOCK = join(ROOT, '.setup-lock');

/** Installs and builds what is missing or stale. */
export function setUp() {
  holdingLock(() => {
    ensureDependencies();
    ensureBuild();
  });
}

function ensureDependencies() {
  const wanted = hashOf([join(ROOT, 'package-lock.json'), join(ROOT, 'package.json')]);
  if (readStamp('dependencies') === wanted) return;
  print('Installing the dependencies (npm ci) …');
  run(process.platform === 'win32' ? 'npm.cmd' : 'npm', [
    'ci',
    '--include=dev',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ]);
  writeStamp('dependencies', wanted);
}

/** Builds dist from src when a source has changed since the last time. */
export function ensureBuild() {
  const sources = ['src', 'data'].flatMap((name) => filesBelow(join(ROOT, name)));
  const recipe = [
    'tsconfig.json',
    'tsconfig.build.json',
    'tsconfig.types.json',
    'scripts/bundle.js',
    'package.json',
  ];
  const wanted = hashOf([...sources, ...recipe.map((name) => join(ROOT, name))]);
  if (existsSync(join(ROOT, 'dist', 'main.js')) && readStamp('build') === wanted) return;
  print('Building …');
  rmSync(join(ROOT, 'dist'), { recursive: true, force: true });
  run(process.execPath, [join(ROOT, 'scripts', 'bundle.js')]);
  run(process.execPath, [
    join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc'),
    '-p',
    'tsconfig.types.json',
  ]);
  writeStamp('build', wanted);
}

function filesBelow(directory) {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

function hashOf(paths) {
  const hash = createHash('sha256');
  for (const path of paths)
    hash
      .update(`${path.slice(ROOT.length)}\0`)
      .update(readFileSync(path))
      .update('\0');
  return hash.digest('hex');
}

function readStamp(name) {
  const path = join(STAMPS, name);
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

function writeStamp(name, text) {
  mkdirSync(STAMPS, { recursive: true });
  writeFileSync(join(STAMPS, name), text);
}

function run(command, args) {
  const { status, error } = spawnSync(command, args, {
    cwd: ROOT,
    stdio: ['ignore', process.stderr, process.stderr],
    shell: process.platform === 'win32',
  });
  if (status === 0) return;
  print(`${command} ${args[0]} failed${error ? `: ${error.message}` : ` (exit code ${status})`}.`);
  process.exit(4);
}

function print(line) {
  process.stderr.write(`${line}\n`);
}

/** Makes the second of two commands started at once on a fresh clone wait for the first. */
function holdingLock(work) {
  const patience = Date.now() + 300_000;
  for (;;) {
    try {
      writeFileSync(LOCK, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code === 'EROFS' || error.code === 'EACCES') return work();
      if (error.code !== 'EEXIST') throw error;
      if (isStale() || Date.now() > patience) rmSync(LOCK, { force: true });
      else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
    }
  }
  process.once('exit', unlock);
  try {
    return work();
  } finally {
    unlock();
    process.off('exit', unlock);
  }
}

function unlock() {
  rmSync(LOCK, { force: true });
}

function isStale() {
  try {
    const pid = Number(readFileSync(LOCK, 'utf8'));
    if (!pid) return Date.now() - statSync(LOCK).mtimeMs > 5_000;
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}
