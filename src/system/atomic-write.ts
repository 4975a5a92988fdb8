import { randomBytes } from 'node:crypto';
import type { Stats } from 'node:fs';
import { constants } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { ExposeError } from '../errors.ts';
import { t } from '../messages/index.ts';
import { codeOf, type Disk, isMissing } from './disk.ts';
import { fileError } from './file-errors.ts';
import { isAlive } from './process-info.ts';
import type { Owner, StagedWrite, WriteOptions } from './system.ts';

/** Short on purpose: the name of the target file may already have the maximum length of the file system. */
const PATTERN = /^\.jupyter-expose-(\d+)-[0-9a-f]{12}\.tmp$/;

/** The temporary files that this process is writing now. */
const inUse = new Set<string>();

/** The number of consecutive links that Linux follows. */
const MAX_LINKS = 40;

const NEW_FILE_MODE = 0o600;

/** Errors from directories that cannot be opened or synced (Windows, some network file systems). They are ignored. */
const SYNC_NOT_OFFERED = new Set(['EINVAL', 'EPERM', 'EACCES', 'EISDIR', 'ENOTSUP', 'ENOSYS']);

/** Syncs a directory, so that a rename, creation or removal in it survives a power failure. */
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

/** Call before chmod: chown clears mode bits. */
async function keepOwner(handle: FileHandle, owner: Owner, shown: string): Promise<void> {
  const now = await handle.stat();
  if (now.uid === owner.uid && now.gid === owner.gid) return;
  try {
    await handle.chown(owner.uid, owner.gid);
  } catch (error) {
    if (codeOf(error) !== 'EPERM') throw error;
    throw new ExposeError('environment', t().system.ownerNotKept(shown), t().system.ownerNotKeptHint, {
      cause: error,
    });
  }
}

/** Explains a writable file in a read-only directory, for which the usual message would be confusing. */
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

async function stage(
  disk: Disk,
  real: string,
  bytes: Uint8Array,
  { mode, owner: wanted }: WriteOptions,
  shown: string,
): Promise<StagedWrite> {
  const old = await statOrNothing(disk, real);
  if (old !== undefined && !old.isFile()) {
    const fact = old.isDirectory() ? t().system.isDirectory(shown) : t().system.notRegular(shown);
    throw new ExposeError('environment', fact, t().system.otherPathHint);
  }
  const directory = path.dirname(real);
  await removeLeftovers(disk, directory);
  const temporary = takeTemporaryName(directory);
  const discard = async () => {
    await disk.unlink(temporary).catch(() => undefined);
    giveBackTemporaryName(temporary);
  };
  try {
    const handle = await disk.open(temporary, 'wx', NEW_FILE_MODE).catch(async (error: unknown) => {
      throw await explainOpen(disk, error, real, shown);
    });
    try {
      await handle.writeFile(bytes);
      const owner = old ?? wanted;
      if (owner !== undefined) await keepOwner(handle, owner, shown);
      await handle.chmod(mode ?? (old === undefined ? NEW_FILE_MODE : old.mode & 0o7777));
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    await discard();
    throw error;
  }
  const commit = async () => {
    try {
      await disk.rename(temporary, real);
    } catch (error) {
      await discard();
      throw fileError(error, shown, 'write');
    }
    giveBackTemporaryName(temporary);
    await syncDirectory(disk, directory).catch((error: unknown) => {
      throw fileError(error, shown, 'write');
    });
  };
  return { commit, discard };
}

/** See Files.stage. */
export async function stageWrite(
  disk: Disk,
  shown: string,
  bytes: Uint8Array,
  options: WriteOptions = {},
): Promise<StagedWrite> {
  try {
    return await stage(disk, await resolveRealPath(disk, shown), bytes, options, shown);
  } catch (error) {
    throw fileError(error, shown, 'write');
  }
}

/** See Files.writeAtomic. At any time the path holds either the old bytes or the new ones, never a part. */
export async function writeAtomically(
  disk: Disk,
  shown: string,
  bytes: Uint8Array,
  options: WriteOptions = {},
): Promise<void> {
  const staged = await stageWrite(disk, shown, bytes, options);
  await staged.commit();
}

async function linkTarget(disk: Disk, link: string): Promise<string | undefined> {
  try {
    return await disk.readlink(link);
  } catch (error) {
    if (isMissing(error) || codeOf(error) === 'EINVAL') return undefined; // missing, or not a link
    throw error;
  }
}

/**
 * The path that a write to the given path reaches, with links followed. A dangling link resolves to its target; a
 * missing file, to its name in the real path of its directory. Throws the system's own errors.
 */
export async function resolveRealPath(disk: Disk, given: string, links = MAX_LINKS): Promise<string> {
  const absolute = path.resolve(given);
  try {
    return await disk.realpath(absolute);
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  const parent = path.dirname(absolute);
  if (parent === absolute) return absolute;
  const realParent = await resolveRealPath(disk, parent, links);
  const here = path.join(realParent, path.basename(absolute));
  const target = await linkTarget(disk, here);
  if (target === undefined) return here;
  if (links === 0) throw Object.assign(new Error(`too many links: ${given}`), { code: 'ELOOP' });
  return resolveRealPath(disk, path.resolve(realParent, target), links - 1);
}

/** A temporary file name that contains the process id, so that a later run can remove the file. */
function takeTemporaryName(directory: string): string {
  const name = path.join(directory, `.jupyter-expose-${process.pid}-${randomBytes(6).toString('hex')}.tmp`);
  inUse.add(name);
  return name;
}

function giveBackTemporaryName(name: string): void {
  inUse.delete(name);
}

/** Whether the file is a leftover of a killed run. */
export function isLeftover(directory: string, name: string): boolean {
  const owner = PATTERN.exec(name)?.[1];
  if (owner === undefined || inUse.has(path.join(directory, name))) return false;
  // In a container a killed run often had the same process id as this one.
  return Number(owner) === process.pid || !isAlive(Number(owner));
}

/** Removes the leftovers of killed runs from a directory. Best effort: never throws. */
async function removeLeftovers(disk: Disk, directory: string): Promise<void> {
  const names = await disk.readdir(directory).catch(() => []);
  for (const name of names) {
    if (isLeftover(directory, name)) await disk.unlink(path.join(directory, name)).catch(() => undefined);
  }
}
