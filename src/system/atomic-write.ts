import type { Stats } from 'node:fs';
import { constants } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { ExposeError } from '../errors.ts';
import { t } from '../messages/index.ts';
import { codeOf, type Disk, isMissing } from './disk.ts';
import { fileTrouble } from './file-errors.ts';
import { resolveRealPath } from './real-path.ts';
import { giveBackTemporaryName, removeLeftovers, takeTemporaryName } from './temporary-file.ts';

const NEW_FILE_MODE = 0o600;

/** Directories that cannot be opened or synced (Windows, some network file systems) are left to the system. */
const SYNC_NOT_OFFERED = new Set(['EINVAL', 'EPERM', 'EACCES', 'EISDIR', 'ENOTSUP', 'ENOSYS']);

/** Makes a rename, a new file or a removal in this directory survive a power cut. */
export async function syncDirectory(disk: Disk, directory: string): Promise<void> {
  try {
    const handle = await disk.open(directory, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (!SYNC_NOT_OFFERED.has(codeOf(error))) throw error;
  }
}

async function statOrNothing(disk: Disk, real: string): Promise<Stats | undefined> {
  try {
    return await disk.stat(real);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** Before chmod, as chown clears bits of the mode. */
async function keepOwner(handle: FileHandle, old: Stats, shown: string): Promise<void> {
  const now = await handle.stat();
  if (now.uid === old.uid && now.gid === old.gid) return;
  try {
    await handle.chown(old.uid, old.gid);
  } catch (error) {
    if (codeOf(error) !== 'EPERM') throw error;
    throw new ExposeError('environment', t().system.ownerNotKept(shown), t().system.ownerNotKeptHint, {
      cause: error,
    });
  }
}

/** A file that may be written in a directory that may not: the plain sentence would puzzle. */
async function explainOpen(disk: Disk, error: unknown, real: string, shown: string): Promise<unknown> {
  const directory = path.dirname(real);
  if (codeOf(error) !== 'EACCES') return error;
  const writable = await disk.access(real, constants.W_OK).then(
    () => true,
    () => false,
  );
  if (!writable) return error;
  return new ExposeError(
    'environment',
    t().system.directoryNotWritable(shown, directory),
    t().system.directoryNotWritableHint(directory),
    { cause: error },
  );
}

async function replace(disk: Disk, real: string, bytes: Uint8Array, mode: number | undefined, shown: string) {
  const old = await statOrNothing(disk, real);
  if (old !== undefined && !old.isFile()) {
    const fact = old.isDirectory() ? t().system.isDirectory(shown) : t().system.notRegular(shown);
    throw new ExposeError('environment', fact, t().system.otherPathHint);
  }
  const directory = path.dirname(real);
  await removeLeftovers(disk, directory);
  const temporary = takeTemporaryName(directory);
  try {
    const handle = await disk.open(temporary, 'wx', NEW_FILE_MODE).catch(async (error: unknown) => {
      throw await explainOpen(disk, error, real, shown);
    });
    try {
      await handle.writeFile(bytes);
      if (old !== undefined) await keepOwner(handle, old, shown);
      await handle.chmod(mode ?? (old === undefined ? NEW_FILE_MODE : old.mode & 0o7777));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await disk.rename(temporary, real);
  } catch (error) {
    await disk.unlink(temporary).catch(() => undefined);
    throw error;
  } finally {
    giveBackTemporaryName(temporary);
  }
  await syncDirectory(disk, directory);
}

/** See Files.writeAtomic. At every instant the path holds the old bytes or the new ones, never a part. */
export async function writeAtomically(
  disk: Disk,
  shown: string,
  bytes: Uint8Array,
  mode: number | undefined,
): Promise<void> {
  try {
    await replace(disk, await resolveRealPath(disk, shown), bytes, mode, shown);
  } catch (error) {
    throw fileTrouble(error, shown, 'write');
  }
}
