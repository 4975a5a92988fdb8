import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The script that the wizard's tests run as a separate program. */
export const HARNESS = fileURLToPath(new URL('./harness.mjs', import.meta.url));

/**
 * Compiles src/ for one test file into a directory under node_modules, so that imports resolve, and returns its path.
 * Each test file has its own copy, since test files run in parallel.
 */
export async function compileSources(name: string): Promise<string> {
  const out = `${ROOT}node_modules/.cache/expose-test/${name}`;
  await rm(out, { recursive: true, force: true });
  await new Promise<void>((resolve) => {
    const tsc = `${ROOT}node_modules/typescript/bin/tsc`;
    // tsc writes the files despite type errors, which another check reports.
    execFile(process.execPath, [tsc, '-p', `${ROOT}tsconfig.build.json`, '--outDir', out], () => resolve());
  });
  return out;
}
