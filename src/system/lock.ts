import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { ExposeError } from '../errors.ts';
import { t } from '../messages/index.ts';
import { codeOf, isMissing } from './disk.ts';
import { fileTrouble } from './file-errors.ts';
import { processWorld, startOf } from './process-info.ts';
import type { System } from './system.ts';

/** Milliseconds between two signs of life, and after how long a silent owner somewhere else is given up. */
const SIGN_OF_LIFE_EVERY = 60_000;

const GIVEN_UP_AFTER = 10 * SIGN_OF_LIFE_EVERY;

/** Milliseconds after which something half made is nobody's any more. */
const ABANDONED_AFTER = 3_600_000;

/** A generation is a directory named by its number, with one file in it. */
const pathOf = (directory: string, generation: number) => path.join(directory, String(generation));

/** The file in a generation that says whose it is; its time of change is the owner's last sign of life. */
const markOf = (directory: string, generation: number) => path.join(pathOf(directory, generation), 'owner');

const FREE = 'free\n';

interface Lock {
  /** Never fails; a lock that cannot be given back falls free when the process ends. */
  release(): Promise<void>;
}

/**
 * Takes the lock that this directory stands for, or throws ExposeError('locked') naming the process that has it.
 *
 * The directory holds numbered generations and the highest one tells: it names its owner, or says "free". Who
 * finds it free, or its owner dead (kill -9, a recycled process id), makes the next number. Only one can, as a
 * name can be made only once, and numbers never go down: so nobody can mistake a fresh lock for the stale one
 * seen a moment ago, which is how a lock file that is removed and made anew ends up with two owners.
 */
export async function acquireLock(directory: string, system: System): Promise<Lock> {
  await system.files.makeDirectory(directory);
  const me = `${JSON.stringify(thisOwner(system.pid))}\n`;
  for (;;) {
    const highest = await highestOf(directory);
    const owner = await ownerOf(directory, highest, system);
    if (owner !== undefined) throw lockedBy(owner);
    const mine = highest + 1;
    if (!(await makeGeneration(directory, mine, me))) continue; // somebody was quicker
    if (await isOurs(directory, mine, me)) {
      await removeOlder(directory, mine);
      return hold(directory, mine);
    }
    await removeGeneration(directory, mine);
  }
}

async function highestOf(directory: string): Promise<number> {
  return (await listGenerations(directory)).at(-1) ?? 0;
}

/** The running owner of this generation, if it has one. */
async function ownerOf(
  directory: string,
  generation: number,
  system: System,
): Promise<LockOwner | undefined> {
  const mark = generation === 0 ? undefined : await readMark(directory, generation);
  const owner = mark === undefined ? undefined : parseOwner(mark.text);
  return mark !== undefined && owner !== undefined && isRunning(owner, mark.changed, system)
    ? owner
    : undefined;
}

/** Whoever slept between looking and making may have made a number that was passed long ago. */
async function isOurs(directory: string, mine: number, me: string): Promise<boolean> {
  return (await highestOf(directory)) === mine && (await readMark(directory, mine))?.text === me;
}

function hold(directory: string, mine: number): Lock {
  const sign = setInterval(() => {
    const now = new Date();
    utimes(markOf(directory, mine), now, now).catch(() => undefined);
  }, SIGN_OF_LIFE_EVERY);
  sign.unref();
  return {
    release: async () => {
      clearInterval(sign);
      const free = await makeGeneration(directory, mine + 1, FREE).catch(() => false);
      if (free) await removeOlder(directory, mine + 1);
    },
  };
}

function lockedBy(owner: LockOwner): ExposeError {
  const fact = isElsewhere(owner)
    ? t().system.lockedElsewhere(owner.pid, owner.host)
    : t().system.locked(owner.pid);
  return new ExposeError('locked', fact, t().system.lockedHint);
}

/** The numbers there are, ascending. */
async function listGenerations(directory: string): Promise<number[]> {
  const names = await readdir(directory).catch((error: unknown) => {
    throw fileTrouble(error, directory, 'read');
  });
  return names
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .sort((a, b) => a - b);
}

interface Mark {
  readonly text: string;
  readonly changed: Date;
}

/** What a generation says; undefined when it is gone or says nothing. */
async function readMark(directory: string, generation: number): Promise<Mark | undefined> {
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
async function makeGeneration(directory: string, generation: number, text: string): Promise<boolean> {
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
async function removeGeneration(directory: string, generation: number): Promise<void> {
  await rm(pathOf(directory, generation), { recursive: true, force: true }).catch(() => undefined);
}

/** Removes the generations below this one, and what starters that were killed left half made. Best effort. */
async function removeOlder(directory: string, generation: number): Promise<void> {
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

/** Who has a lock, well enough to tell later whether that process still runs. */
interface LockOwner {
  readonly pid: number;
  /** Tells the process from a later one with the same id; '' where the system does not tell. */
  readonly started: string;
  /** Where the id means anything: host, boot, container. */
  readonly world: string;
  readonly host: string;
}

export function thisOwner(pid: number): LockOwner {
  return { pid, started: startOf(pid), world: processWorld(), host: hostname() };
}

function isElsewhere(owner: LockOwner): boolean {
  return owner.world !== processWorld();
}

/**
 * Does the owner still run? Beside us the system tells. On another computer with the same home directory, or in
 * another container, only the signs of life do; `lastSign` is the time of the last one.
 */
function isRunning(owner: LockOwner, lastSign: Date, system: System): boolean {
  if (isElsewhere(owner)) return system.now().getTime() - lastSign.getTime() < GIVEN_UP_AFTER;
  return system.isAlive(owner.pid) && startOf(owner.pid) === owner.started;
}

function parseOwner(text: string): LockOwner | undefined {
  try {
    const { pid, started, world, host } = JSON.parse(text);
    const whole = [started, world, host].every((value) => typeof value === 'string');
    return Number.isInteger(pid) && whole ? { pid, started, world, host } : undefined;
  } catch {
    return undefined; // free, or never written to the disk before the power went
  }
}
