import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TemporaryDirectory } from './system.ts';

const open = new Set<string>();
let watching = false;

/** A new directory in the system's temporary one, mode 0700. What is still there when the process ends is removed. */
export async function makeTemporaryDirectory(): Promise<TemporaryDirectory> {
  const path = await mkdtemp(join(tmpdir(), 'jupyter-expose-'));
  open.add(path);
  if (!watching) process.once('exit', removeAll);
  watching = true;
  return {
    path,
    async remove() {
      await rm(path, { recursive: true, force: true });
      open.delete(path);
    },
  };
}

/** Ctrl-C while Jupyter is asked ends the process at once. */
function removeAll(): void {
  for (const path of open) rmSync(path, { recursive: true, force: true });
}
