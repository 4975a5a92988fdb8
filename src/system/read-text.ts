import { ExposeError } from '../errors.ts';
import { t } from '../messages/index.ts';
import { codeOf } from './disk.ts';
import type { Files } from './system.ts';

/** Errors that mean that the path itself is wrong; others, such as a missing permission, are the environment's. */
const WRONG_PATH = new Set(['EISDIR', 'ELOOP', 'ENAMETOOLONG', 'ENXIO']);

/**
 * The bytes of a file that the user named in an answer; undefined if it does not exist. Throws ExposeError('answer')
 * if the path leads to a directory or is none at all, ExposeError('environment') if it may not be read.
 */
export async function readNamedFile(
  path: string,
  files: Pick<Files, 'read'>,
): Promise<Uint8Array | undefined> {
  try {
    return await files.read(path);
  } catch (error) {
    if (!(error instanceof ExposeError) || !WRONG_PATH.has(codeOf(error.cause))) throw error;
    throw new ExposeError('answer', error.message, t().system.missingHint, { cause: error });
  }
}

/** The text of a file in UTF-8; undefined if it does not exist or cannot be read. */
export async function readText(path: string, files: Pick<Files, 'read'>): Promise<string | undefined> {
  const bytes = await files.read(path).catch(() => undefined);
  return bytes && new TextDecoder().decode(bytes);
}

/** The lines of a file in UTF-8, as Python splits them; none if it cannot be read. */
export async function readLines(path: string, files: Pick<Files, 'read'>): Promise<string[]> {
  return ((await readText(path, files)) ?? '').split(/\r\n|\r|\n/);
}
