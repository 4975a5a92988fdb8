import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ExposeError } from '../errors.ts';
import { t } from '../messages/index.ts';
import { currentDirectory, homeDirectory } from './directories.ts';
import { codeOf } from './disk.ts';
import { nodeFiles } from './node-files.ts';
import { isAlive, listensOn, startedAt } from './process-info.ts';
import { processRunner } from './run-program.ts';
import { programStarter } from './start-program.ts';
import type { System, TemporaryDirectory } from './system.ts';

const open = new Set<string>();

let watching = false;

/** The real computer. */
export function nodeSystem(): System {
  return {
    env: process.env,
    platform: process.platform,
    cwd: currentDirectory(),
    home: homeDirectory(),
    uid: process.getuid?.(),
    pid: process.pid,
    files: nodeFiles(),
    run: processRunner(process.env),
    start: programStarter(process.env),
    isAlive,
    listensOn,
    startedAt,
    now: () => new Date(),
    randomBytes: (count) => new Uint8Array(randomBytes(count)),
    temporaryDirectory: makeTemporaryDirectory,
  };
}

/** A new directory in the system's temporary directory, mode 0700. Removed at the latest when the process ends. */
async function makeTemporaryDirectory(): Promise<TemporaryDirectory> {
  const path = await mkdtemp(join(tmpdir(), 'jupyter-expose-')).catch((cause: unknown) => {
    const { noTemporary, noTemporaryHint } = t().system;
    throw new ExposeError('environment', noTemporary(tmpdir(), codeOf(cause)), noTemporaryHint, { cause });
  });
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

/** Needed because Ctrl-C while Jupyter is queried ends the process at once. */
function removeAll(): void {
  for (const path of open) rmSync(path, { recursive: true, force: true });
}
