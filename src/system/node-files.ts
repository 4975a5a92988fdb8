import { constants, type Stats } from 'node:fs';
import path from 'node:path';
import { resolveRealPath, stageWrite, syncDirectory, writeAtomically } from './atomic-write.ts';
import { codeOf, type Disk, isMissing, realDisk } from './disk.ts';
import { fileError, type Operation } from './file-errors.ts';
import { readStream } from './read-stream.ts';
import type { FileFacts, Files } from './system.ts';

const DIRECTORY_MODE = 0o700;

async function factsOf(disk: Disk, file: string): Promise<FileFacts> {
  return described(await disk.stat(file));
}

function described(stat: Stats): FileFacts {
  return {
    kind: stat.isFile() ? 'file' : stat.isDirectory() ? 'directory' : 'other',
    mode: stat.mode & 0o7777,
    uid: stat.uid,
    gid: stat.gid,
    size: stat.size,
    mtimeMs: stat.mtimeMs,
  };
}

/** A path may be one that the user named: a pipe or a device, where reading like a file would wait in the system. */
async function read(disk: Disk, file: string): Promise<Uint8Array> {
  const stat = await disk.stat(file).catch(() => undefined); // readFile reports the error
  if (stat?.isFIFO() || stat?.isCharacterDevice()) return readStream(file);
  return new Uint8Array(await disk.readFile(file));
}

async function exists(disk: Disk, file: string): Promise<boolean> {
  try {
    await disk.stat(file);
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}

/** An atomic write creates a new file beside the old one, so the directory must be writable in any case. */
async function mayWrite(disk: Disk, given: string): Promise<boolean> {
  const real = await resolveRealPath(disk, given);
  if (await exists(disk, real)) await disk.access(real, constants.W_OK);
  let directory = path.dirname(real);
  while (!(await exists(disk, directory))) directory = path.dirname(directory);
  if (!(await disk.stat(directory)).isDirectory()) return false;
  await disk.access(directory, constants.W_OK | constants.X_OK);
  return true;
}

async function makeDirectories(disk: Disk, given: string, mode: number): Promise<string[]> {
  const real = await resolveRealPath(disk, given);
  const missing: string[] = [];
  for (let at = real; !(await exists(disk, at)); at = path.dirname(at)) missing.unshift(at);
  if (missing.length === 0 && !(await disk.stat(real)).isDirectory())
    throw Object.assign(new Error(given), { code: 'ENOTDIR' });
  const made: string[] = [];
  for (const directory of missing) {
    const parent = path.dirname(directory); // exists by now; errors come from it
    if (!(await withFileErrors(parent, 'write', () => makeOne(disk, directory)))) continue; // not ours, so a rollback keeps it
    made.push(directory);
    await disk.chmod(directory, mode); // independent of the umask
    await syncDirectory(disk, parent);
  }
  return made;
}

async function makeOne(disk: Disk, directory: string): Promise<boolean> {
  try {
    await disk.mkdir(directory, DIRECTORY_MODE);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST' && (await disk.stat(directory)).isDirectory()) return false;
    throw error;
  }
}

/** Runs the work and turns its error into a plain message that names the file. */
async function withFileErrors<T>(file: string, operation: Operation, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw fileError(error, file, operation);
  }
}

/** The same, except that a missing file is a valid result, not an error. */
async function unlessMissing<T>(
  file: string,
  operation: Operation,
  work: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw fileError(error, file, operation);
  }
}

/** The real file system. */
export function nodeFiles(disk: Disk = realDisk): Files {
  return {
    read: (file) => unlessMissing(file, 'read', () => read(disk, file)),
    facts: (file) => unlessMissing(file, 'read', () => factsOf(disk, file)),
    linkFacts: (file) =>
      unlessMissing(file, 'read', async () => {
        const stat = await disk.lstat(file);
        return stat.isSymbolicLink() ? { ...described(stat), kind: 'link' } : described(stat);
      }),
    list: async (directory) =>
      (await unlessMissing(directory, 'read', async () => (await disk.readdir(directory)).sort())) ?? [],
    realPath: (file) => withFileErrors(file, 'read', () => resolveRealPath(disk, file)),
    isWritable: (file) =>
      mayWrite(disk, file).catch((error: unknown) => {
        if (codeOf(error) === '') throw error;
        return false;
      }),
    stage: (file, bytes, options) => stageWrite(disk, file, bytes, options),
    writeAtomic: (file, bytes, options) => writeAtomically(disk, file, bytes, options),
    makeDirectory: (directory, mode = DIRECTORY_MODE) =>
      withFileErrors(directory, 'write', () => makeDirectories(disk, directory, mode)),
    changeMode: (file, mode) => withFileErrors(file, 'write', () => disk.chmod(file, mode)),
    remove: async (file) => {
      await unlessMissing(file, 'write', async () => {
        await disk.unlink(file);
        await syncDirectory(disk, path.dirname(file));
      });
    },
    removeEmptyDirectory: async (directory) => {
      await unlessMissing(directory, 'write', async () => {
        await disk.rmdir(directory).catch((error: unknown) => {
          if (codeOf(error) !== 'ENOTEMPTY' && codeOf(error) !== 'EEXIST') throw error;
        });
      });
    },
  };
}
