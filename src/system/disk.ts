import fsPromises from 'node:fs/promises';

/** The file system calls that this directory is built on. Tests pass their own, which can fail at any call. */
export type Disk = Pick<
  typeof fsPromises,
  | 'access'
  | 'chmod'
  | 'lstat'
  | 'mkdir'
  | 'open'
  | 'readdir'
  | 'readFile'
  | 'readlink'
  | 'realpath'
  | 'rename'
  | 'rmdir'
  | 'stat'
  | 'unlink'
>;

export const realDisk: Disk = fsPromises;

/** The system's error code ('ENOENT'), or '' if there is none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** Whether the error only means that nothing exists at this path. */
export function isMissing(error: unknown): boolean {
  const code = codeOf(error);
  return code === 'ENOENT' || code === 'ENOTDIR';
}
