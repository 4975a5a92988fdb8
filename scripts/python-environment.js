// Makes virtual environments with exactly pinned packages, with uv, which is fast, or else with pip.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const isWindows = process.platform === 'win32';
const versions = new Map();

/** The first candidate whose version is in the range, as `{ path, version }`. Runs each one at most once. */
export function findPython(candidates, { from, below }) {
  for (const candidate of candidates) {
    const python = askPython(candidate);
    if (python !== undefined && compare(python.version, from) >= 0 && compare(python.version, below) < 0)
      return python;
  }
  return undefined;
}

/** Undefined for a missing Python, or for a pyenv shim that is not selected. */
function askPython(candidate) {
  if (!versions.has(candidate)) {
    const code = 'import sys; print(sys.executable); print("%d.%d.%d" % sys.version_info[:3])';
    const { status, stdout } = spawnSync(candidate, ['-I', '-c', code], {
      encoding: 'utf8',
      timeout: 20_000,
    });
    const [path, version] = (stdout ?? '').trim().split(/\r?\n/);
    versions.set(candidate, status === 0 && path && version ? { path, version } : undefined);
  }
  return versions.get(candidate);
}

function compare(a, b) {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number));
  return left[0] - right[0] || left[1] - right[1];
}

/** The path of uv: a copy from PyPI in the cache, else the one on PATH, else undefined (pip is used instead). */
export async function findUv({ cache, wanted, log }) {
  const dir = join(cache, wanted.replace('==', '-'));
  const path = binaryIn(dir, 'uv');
  const done = join(dir, '.complete');
  if (existsSync(done)) return path;
  try {
    rmSync(dir, { recursive: true, force: true, maxRetries: 3 });
    await run(isWindows ? 'python' : 'python3', ['-m', 'venv', dir]);
    await run(binaryIn(dir, 'python'), ['-m', 'pip', 'install', '--quiet', '--retries', '2', wanted]);
    writeFileSync(done, '');
    return path;
  } catch (error) {
    const onPath = spawnSync('uv', ['--version']).status === 0;
    log(`${wanted} cannot be had (${error.message}); ${onPath ? 'using the uv on PATH' : 'using pip'}.`);
    return onPath ? 'uv' : undefined;
  }
}

/** Makes the environment in `dir`, which must not be complete, and runs each Jupyter command with --version. */
export async function makeEnvironment({ dir, python, uv, wanted, build, cache }) {
  const constraints = join(dir, 'build-constraints.txt');
  rmSync(dir, { recursive: true, force: true, maxRetries: 3 });
  mkdirSync(dir, { recursive: true });
  writeFileSync(constraints, build.map((pin) => `${pin}\n`).join(''));
  if (uv !== undefined) {
    const env = { UV_CACHE_DIR: join(cache, 'uv-cache'), UV_PYTHON_DOWNLOADS: 'never', UV_NO_PROGRESS: '1' };
    await run(uv, ['venv', '--quiet', '--no-project', '--allow-existing', '--python', python.path, dir], env);
    const install = ['pip', 'install', '--quiet', '--no-deps', '--build-constraints', constraints];
    await run(uv, [...install, '--python', binaryIn(dir, 'python'), ...wanted.pins], env);
  } else {
    await run(python.path, ['-m', 'venv', dir]);
    const install = [
      '-m',
      'pip',
      'install',
      '--quiet',
      '--no-deps',
      '--retries',
      '2',
      '--disable-pip-version-check',
    ];
    await run(binaryIn(dir, 'python'), [...install, ...wanted.pins], { PIP_BUILD_CONSTRAINT: constraints });
  }
  await checkThatItRuns(dir, wanted.apps);
}

/** Detects packages that do not fit this Python here rather than in the middle of a test. */
async function checkThatItRuns(dir, apps) {
  const home = mkdtempSync(join(tmpdir(), 'jupyter-expose-check-'));
  try {
    for (const app of apps) {
      await run(binaryIn(dir, `jupyter-${app}`), ['--version'], { HOME: home, JUPYTER_CONFIG_DIR: home });
    }
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

function binaryIn(dir, name) {
  return isWindows ? join(dir, 'Scripts', `${name}.exe`) : join(dir, 'bin', name);
}

/** Runs a command without stdin. The error contains the command and the last lines of its stderr. */
export function run(command, args, env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'ignore', 'pipe'],
      shell: isWindows && command.endsWith('.cmd'),
    });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text) => {
      said = (said + text).slice(-4_000);
    });
    child.once('error', (error) => reject(new Error(`${command}: ${error.message}`)));
    child.once('close', (status) => {
      if (status === 0) return resolve();
      const last = said.trim().split('\n').slice(-2).join(' ');
      reject(new Error(`${command} ${args.slice(0, 2).join(' ')} ended with ${status}: ${last}`));
    });
  });
}
