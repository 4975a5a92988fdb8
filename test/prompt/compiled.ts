import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The script that the wizard's tests run as a program of its own. */
export const HARNESS = fileURLToPath(new URL('./harness.mjs', import.meta.url));

/**
 * Compiles src/ for one test file and returns where it lies: under node_modules, so that its imports are found.
 * Each test file has its own, since they run at the same time.
 */
export async function compileSources(name: string): Promise<string> {
  const out = `${ROOT}node_modules/.cache/expose-test/${name}`;
  await rm(out, { recursive: true, force: true });
  await new Promise<void>((resolve) => {
    const tsc = `${ROOT}node_modules/typescript/bin/tsc`;
    // It writes the files in spite of type errors, and those are another check's business.
    execFile(process.execPath, [tsc, '-p', `${ROOT}tsconfig.build.json`, '--outDir', out], () => resolve());
  });
  return out;
}
