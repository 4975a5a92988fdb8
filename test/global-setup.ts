import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const MEMORY = '/dev/shm';
/** Bytes: some tests install the package with all that it needs. */
const ROOM = 4 * 2 ** 30;

/**
 * Before any test: dist is what src says, since the tests run the program as a person does. Homes of tests lie in memory where
 * that can be, for every change is written through to the disk, which costs more time than all else that is done for it.
 */
export async function setup(): Promise<(() => void) | undefined> {
  const { ensureBuild } = await import(new URL('../scripts/setup.js', import.meta.url).href);
  ensureBuild();
  const directory = process.env.TMPDIR === undefined ? directoryInMemory() : undefined;
  if (directory === undefined) return undefined;
  process.env.TMPDIR = directory;
  return () => rmSync(directory, { recursive: true, force: true });
}

/** Undefined where there is none with enough room, or in which programs may not be run. */
function directoryInMemory(): string | undefined {
  let directory: string | undefined;
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    if (bavail * bsize < ROOM) return undefined;
    directory = mkdtempSync(join(MEMORY, 'jx-'));
    chmodSync(directory, 0o1777);
    const program = join(directory, 'try');
    writeFileSync(program, '#!/bin/sh\n', { mode: 0o755 });
    if (spawnSync(program).status === 0) return directory;
  } catch {
    // Then the disk will do.
  }
  if (directory !== undefined) rmSync(directory, { recursive: true, force: true });
  return undefined;
}
