// Installs the real Jupyters and the oldest Node for the tests, as pinned in test/environments.json, once into
// ${JUPYTER_EXPOSE_TEST_CACHE:-~/.cache/jupyter-expose-test}, keyed by their pins.
// `npm test` runs it; by hand: `node scripts/environments.js [NAME…]`. Logs to stderr.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, realpathSync, renameSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { holdingCacheLock } from './cache-lock.js';
import { makeOldestNode, nodeKey } from './oldest-node.js';
import { findPython, findUv, makeEnvironment } from './python-environment.js';

const PINS = join(dirname(dirname(fileURLToPath(import.meta.url))), 'test', 'environments.json');

/** Marks a finished directory. Virtual environments contain their own path, so they cannot be moved into place. */
const COMPLETE = '.complete';

/**
 * Installs the missing parts in parallel. Needs no network if nothing is missing. Never throws for a part that cannot
 * be installed: `missing` gives the reason. Writes the result to an index for test/environments.ts.
 * @param {{ log?: (line: string) => void, names?: string[] }} options names: only these environments
 * @returns {Promise<{ ready: { name: string, dir: string }[], missing: { name: string, reason: string }[] }>}
 */
export async function prepareEnvironments({ log = print, names } = {}) {
  const source = readFileSync(PINS, 'utf8');
  const pins = JSON.parse(source);
  const cache = cacheDirectory();
  mkdirSync(cache, { recursive: true });
  const parts = [...environmentParts(cache, pins), nodePart(cache, pins)].filter(
    (part) => names === undefined || names.includes(part.name),
  );
  if (!parts.every(isSettled)) await holdingCacheLock(cache, log, () => makeMissing(cache, pins, parts, log));
  const found = {
    ready: parts.filter((part) => part.reason === undefined).map(({ name, dir }) => ({ name, dir })),
    missing: parts.filter((part) => part.reason !== undefined).map(({ name, reason }) => ({ name, reason })),
  };
  if (names === undefined) writeAtomically(join(cache, indexName(source)), JSON.stringify(found));
  return found;
}

/** @typedef {{ name: string, dir: string, reason?: string, make: (uv: string | undefined) => Promise<void> }} Part */

function environmentParts(cache, pins) {
  return Object.entries(pins.environments).map(([name, wanted]) => {
    const python = findPython(pins.pythons, wanted.python);
    if (python === undefined) {
      const reason = `no Python from ${wanted.python.from} and below ${wanted.python.below} on this computer`;
      return { name, dir: '', reason, make: async () => {} };
    }
    const key = digest(JSON.stringify([wanted.pins, pins.build, python.version]));
    const dir = join(cache, `${name}-${key}`);
    return {
      name,
      dir,
      make: (uv) => makeEnvironment({ dir, python, uv, wanted, build: pins.build, cache }),
    };
  });
}

function nodePart(cache, pins) {
  const wanted = pins.node[nodeKey()];
  const name = 'node';
  if (wanted === undefined) {
    return { name, dir: '', reason: `no old Node is packaged for ${nodeKey()}`, make: async () => {} };
  }
  const dir = join(cache, wanted.replace(/^node-.*@/, 'node-'));
  return { name, dir, make: () => makeOldestNode({ dir, wanted }) };
}

async function makeMissing(cache, pins, parts, log) {
  const open = parts.filter((part) => !isSettled(part));
  if (open.length === 0) return;
  log(
    `Making ${open.map((part) => part.name).join(', ')} for the tests in ${cache} (once, a minute or two) …`,
  );
  const uv = open.some((part) => part.name !== 'node')
    ? await findUv({ cache, wanted: pins.uv, log })
    : undefined;
  await Promise.all(
    open.map(async (part) => {
      try {
        await part.make(uv);
        writeFileSync(join(part.dir, COMPLETE), '');
        log(`Ready: ${part.name}`);
      } catch (error) {
        part.reason = error.message;
      }
    }),
  );
}

function isSettled(part) {
  return part.reason !== undefined || existsSync(join(part.dir, COMPLETE));
}

/** One index per set of pins, so that two checkouts can share a cache. test/environments.ts computes it too. */
function indexName(source) {
  return `index-${digest(source)}.json`;
}

function cacheDirectory() {
  return process.env.JUPYTER_EXPOSE_TEST_CACHE || join(homedir(), '.cache', 'jupyter-expose-test');
}

function digest(text) {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

function writeAtomically(path, text) {
  const temporary = `${path}.${process.pid}`;
  writeFileSync(temporary, text);
  renameSync(temporary, path);
}

function print(line) {
  process.stderr.write(`${line}\n`);
}

function isCi() {
  return !['', '0', 'false', undefined].includes(process.env.CI);
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const names = process.argv.slice(2);
  const { ready, missing } = await prepareEnvironments(names.length > 0 ? { names } : {});
  for (const { name, dir } of ready) print(`${name.padEnd(6)} ${dir}`);
  for (const { name, reason } of missing) print(`${name.padEnd(6)} missing: ${reason}`);
  if (isCi() && missing.length > 0) process.exitCode = 1;
}
