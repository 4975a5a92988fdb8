import { execFile } from 'node:child_process';
import { access, constants, mkdir, readdir, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { FileFacts, Run, System } from '../../src/system/system.ts';

/** The computer as these tests see it: its real files and programs, an environment and a home of the test's own. */
export function localSystem(options: {
  env: Record<string, string | undefined>;
  home: string;
  cwd?: string;
}): System {
  const run: Run = (command, args, settings = {}) =>
    new Promise((resolve) => {
      const child = execFile(
        command,
        [...args],
        {
          env: { ...options.env, ...settings.env },
          cwd: settings.cwd ?? options.cwd ?? options.home,
          timeout: settings.timeout ?? 0,
          maxBuffer: 1 << 26,
        },
        (error, stdout, stderr) => {
          const code = error === null ? 0 : error.code;
          resolve(
            typeof code === 'number'
              ? { code, stdout, stderr }
              : { code: undefined, stdout, stderr, trouble: code === 'ENOENT' ? 'not-found' : 'signal' },
          );
        },
      );
      child.stdin?.on('error', () => undefined);
      child.stdin?.end(settings.input ?? '');
    });
  return {
    env: options.env,
    platform: process.platform,
    cwd: options.cwd ?? options.home,
    home: options.home,
    uid: process.getuid?.(),
    pid: process.pid,
    run,
    isAlive: (pid) => {
      try {
        return process.kill(pid, 0);
      } catch {
        return false;
      }
    },
    now: () => new Date(),
    randomBytes: (count) => new Uint8Array(count),
    files: {
      read: (path) => readFile(path).catch(absent(undefined)),
      facts: (path) => stat(path).then(factsOf).catch(absent(undefined)),
      list: (path) =>
        readdir(path)
          .then((names) => names.sort())
          .catch(absent([])),
      realPath: (path) => realpath(path).catch(() => path),
      isWritable: (path) =>
        access(path, constants.W_OK).then(
          () => true,
          (error: NodeJS.ErrnoException) =>
            error.code === 'ENOENT' &&
            access(dirname(path), constants.W_OK).then(
              () => true,
              () => false,
            ),
        ),
      writeAtomic: (path, bytes) => writeFile(path, bytes),
      makeDirectory: async (path) => {
        await mkdir(path, { recursive: true });
        return [];
      },
      changeMode: async () => undefined,
      remove: (path) => rm(path, { force: true }),
      removeEmptyDirectory: async () => undefined,
    },
  };
}

function factsOf(stats: Awaited<ReturnType<typeof stat>>): FileFacts {
  const kind = stats.isFile() ? 'file' : stats.isDirectory() ? 'directory' : 'other';
  return {
    kind,
    mode: Number(stats.mode) & 0o7777,
    uid: Number(stats.uid),
    gid: Number(stats.gid),
    size: Number(stats.size),
    mtimeMs: Number(stats.mtimeMs),
  };
}

function absent<T>(value: T): (error: NodeJS.ErrnoException) => T {
  return (error) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') {
      return value;
    }
    throw error;
  };
}
