import { randomBytes } from 'node:crypto';
import { nodeFiles } from './node-files.ts';
import { currentDirectory, homeDirectory } from './own-directories.ts';
import { isAlive, startedAt } from './process-info.ts';
import { processRunner } from './run.ts';
import { programStarter } from './start.ts';
import type { System } from './system.ts';
import { makeTemporaryDirectory } from './temporary-directory.ts';

/** This computer. */
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
    startedAt,
    now: () => new Date(),
    randomBytes: (count) => new Uint8Array(randomBytes(count)),
    temporaryDirectory: makeTemporaryDirectory,
  };
}
