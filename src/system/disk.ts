import fsPromises from 'node:fs/promises';

/** The file calls that everything in this room is made of. A test hands in its own, to die at any one of them. */
export type Disk = Pick<
  typeof fsPromises,
  | 'access'
  | 'chmod'
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

/** The system's name for what went wrong ('ENOENT'), '' when it has none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** Is the trouble only that there is nothing at this path? */
export function isMissing(error: unknown): boolean {
  const code = codeOf(error);
  return code === 'ENOENT' || code === 'ENOTDIR';
}
