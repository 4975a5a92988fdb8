import { randomBytes } from 'node:crypto';
import path from 'node:path';
import type { Disk } from './disk.ts';
import { isAlive } from './process-info.ts';

/** Short on purpose: the name of the file itself may already be as long as the file system allows. */
const PATTERN = /^\.jupyter-expose-(\d+)-[0-9a-f]{12}\.tmp$/;

/** The ones this process is writing right now. */
const inUse = new Set<string>();

/** A name for a temporary file in this directory that says whose it is, so that a later run can clear it away. */
export function takeTemporaryName(directory: string): string {
  const name = path.join(directory, `.jupyter-expose-${process.pid}-${randomBytes(6).toString('hex')}.tmp`);
  inUse.add(name);
  return name;
}

export function giveBackTemporaryName(name: string): void {
  inUse.delete(name);
}

/** Is this name in this directory one that a killed run left behind? */
export function isLeftover(directory: string, name: string): boolean {
  const owner = PATTERN.exec(name)?.[1];
  if (owner === undefined || inUse.has(path.join(directory, name))) return false;
  // In a container the killed run often had the very id that this one has.
  return Number(owner) === process.pid || !isAlive(Number(owner));
}

/** Removes what killed runs left behind in this directory. Best effort: it never fails. */
export async function removeLeftovers(disk: Disk, directory: string): Promise<void> {
  const names = await disk.readdir(directory).catch(() => []);
  for (const name of names) {
    if (isLeftover(directory, name)) await disk.unlink(path.join(directory, name)).catch(() => undefined);
  }
}
