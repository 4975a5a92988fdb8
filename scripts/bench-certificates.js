// Measures a process that makes a CA and a certificate, in milliseconds above a bare Node run beside it.
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { ROOT } from './setup.js';

const ROUNDS = 11;
const BUDGET_MS = 300;
const SCRIPT = `
import { randomBytes } from 'node:crypto';
import { makeAuthority } from './src/certificates/authority.ts';
import { issueLeaf } from './src/certificates/leaf.ts';
const names = { dns: ['localhost', 'desk.local'], ips: ['127.0.0.1', '::1', '192.168.0.5'] };
const tools = { now: new Date(), randomBytes };
const leaf = await issueLeaf(await makeAuthority(names, 'desk', tools), names, tools);
if (!leaf.certPem.includes('BEGIN CERTIFICATE')) process.exitCode = 1;
`;

/** Prints the median; true if it is over its budget. */
export async function benchCertificates() {
  // Below the root, so that packages resolve as they do for the program.
  const directory = join(ROOT, 'node_modules', '.cache', `bench-certificates-${process.pid}`);
  const outfile = join(directory, 'make.mjs');
  mkdirSync(directory, { recursive: true });
  try {
    const stdin = { contents: SCRIPT, resolveDir: ROOT, loader: 'ts' };
    const how = { bundle: true, platform: 'node', format: 'esm', packages: 'external', splitting: true };
    const { outputFiles } = await build({ stdin, ...how, outdir: directory, write: false });
    for (const { path, contents } of outputFiles)
      writeFileSync(path.endsWith('stdin.js') ? outfile : path, contents);
    writeFileSync(join(directory, 'package.json'), '{"type":"module"}');
    const above = Array.from({ length: ROUNDS }, () => run(outfile) - run('-e', '0')).sort((a, b) => a - b);
    const median = above[Math.floor(ROUNDS / 2)];
    const isExceeded = median > BUDGET_MS;
    console.log(
      `certificates, median of ${ROUNDS}\n  authority and leaf, above bare node ${median.toFixed(0).padStart(6)} ms  (at most ${BUDGET_MS})${isExceeded ? '  EXCEEDED' : ''}`,
    );
    return isExceeded;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function run(...args) {
  const start = process.hrtime.bigint();
  execFileSync(process.execPath, args, { stdio: 'ignore' });
  return Number(process.hrtime.bigint() - start) / 1e6;
}
