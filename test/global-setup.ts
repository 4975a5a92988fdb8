import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { linkSystemPrograms } from './system-programs.ts';

const MEMORY = '/dev/shm';
/** Bytes: some tests install the package with all its dependencies. */
const ROOM = 4 * 2 ** 30;

/**
 * Builds dist before any test, since tests run the built program. Puts the homes of tests in memory if possible: the
 * program syncs every change to the disk, which takes longer than the rest of its work.
 */
export async function setup(): Promise<() => void> {
  const { ensureBuild } = await import(new URL('../scripts/setup.js', import.meta.url).href);
  ensureBuild();
  const directory = process.env.TMPDIR === undefined ? directoryInMemory() : undefined;
  if (directory !== undefined) process.env.TMPDIR = directory;
  const ours = directory ?? mkdtempSync(join(tmpdir(), 'jx-'));
  chmodSync(ours, 0o1777);
  linkSystemPrograms(join(ours, 'bin'));
  return () => rmSync(ours, { recursive: true, force: true });
}

/** Undefined if there is not enough space, or programs may not be executed there. */
function directoryInMemory(): string | undefined {
  let directory: string | undefined;
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    if (bavail * bsize < ROOM) return undefined;
    directory = mkdtempSync(join(MEMORY, 'jx-'));
    const program = join(directory, 'try');
    writeFileSync(program, '#!/bin/sh\n', { mode: 0o755 });
    if (spawnSync(program).status === 0) return directory;
  } catch {
    // The disk is used instead.
  }
  if (directory !== undefined) rmSync(directory, { recursive: true, force: true });
  return undefined;
}
