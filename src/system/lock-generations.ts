import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { codeOf, isMissing } from './disk.ts';
import { fileTrouble } from './file-errors.ts';

/** Milliseconds after which something half made is nobody's any more. */
const ABANDONED_AFTER = 3_600_000;

/** A generation is a directory named by its number, with one file in it. */
const pathOf = (directory: string, generation: number) => path.join(directory, String(generation));

/** The file in a generation that says whose it is; its time of change is the owner's last sign of life. */
export const markOf = (directory: string, generation: number) =>
  path.join(pathOf(directory, generation), 'owner');

/** The numbers there are, ascending. */
export async function listGenerations(directory: string): Promise<number[]> {
  const names = await readdir(directory).catch((error: unknown) => {
    throw fileTrouble(error, directory, 'read');
  });
  return names
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .sort((a, b) => a - b);
}

export interface Mark {
  readonly text: string;
  readonly changed: Date;
}

/** What a generation says; undefined when it is gone or says nothing. */
export async function readMark(directory: string, generation: number): Promise<Mark | undefined> {
  const file = markOf(directory, generation);
  try {
    return { text: await readFile(file, 'utf8'), changed: (await stat(file)).mtime };
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw fileTrouble(error, file, 'read');
  }
}

/**
 * Makes a generation that holds its text from the first instant; false when it exists already. It is made
 * aside and renamed into place, which fails on a directory with something in it on every file system
 * (hard links, the other way to do this, are missing on some).
 */
export async function makeGeneration(directory: string, generation: number, text: string): Promise<boolean> {
  const aside = path.join(directory, `.new-${randomBytes(8).toString('hex')}`);
  try {
    await mkdir(aside, 0o700);
    await writeFile(path.join(aside, 'owner'), text, { mode: 0o600 });
    await rename(aside, pathOf(directory, generation));
    return true;
  } catch (error) {
    await rm(aside, { recursive: true, force: true }).catch(() => undefined);
    const taken = codeOf(error) === 'ENOTEMPTY' || (await readMark(directory, generation)) !== undefined;
    if (taken) return false;
    throw fileTrouble(error, directory, 'write');
  }
}

/**
 * Takes back a number that was passed long ago. Best effort: another starter that slept may be making the same one anew
 * at this moment (ENOTEMPTY), and whatever stays below the highest number tells nothing and goes with the next owner.
 */
export async function removeGeneration(directory: string, generation: number): Promise<void> {
  await rm(pathOf(directory, generation), { recursive: true, force: true }).catch(() => undefined);
}

/** Removes the generations below this one, and what starters that were killed left half made. Best effort. */
export async function removeOlder(directory: string, generation: number): Promise<void> {
  for (const name of await readdir(directory).catch(() => [])) {
    const whole = path.join(directory, name);
    const old = /^\d+$/.test(name) ? Number(name) < generation : await isAbandoned(whole);
    if (old) await rm(whole, { recursive: true, force: true }).catch(() => undefined);
  }
}

async function isAbandoned(aside: string): Promise<boolean> {
  if (!path.basename(aside).startsWith('.new-')) return false;
  const made = await stat(aside).catch(() => undefined);
  return made !== undefined && Date.now() - made.mtimeMs > ABANDONED_AFTER;
}
