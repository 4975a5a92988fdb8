import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { ExposeError } from '../errors.ts';
import { t } from '../messages/index.ts';
import { codeOf, isMissing } from './disk.ts';
import { fileError } from './file-errors.ts';
import { requireOwn } from './ownership.ts';
import { processWorld, startOf } from './process-info.ts';
import type { System } from './system.ts';

/** Milliseconds between two heartbeats, and the silence after which an owner elsewhere counts as dead. */
const SIGN_OF_LIFE_EVERY = 60_000;

const GIVEN_UP_AFTER = 10 * SIGN_OF_LIFE_EVERY;

/** Milliseconds after which a half-made generation is abandoned. */
const ABANDONED_AFTER = 3_600_000;

/** A generation is a directory named by its number, with one file in it. */
const pathOf = (directory: string, generation: number) => path.join(directory, String(generation));

/** The file in a generation that names its owner. Its modification time is the owner's last heartbeat. */
const markOf = (directory: string, generation: number) => path.join(pathOf(directory, generation), 'owner');

const FREE = 'free\n';

interface Lock {
  /** Never fails. A lock that cannot be released becomes free when the process ends. */
  release(): Promise<void>;
}

/**
 * Acquires the lock of this directory, or throws ExposeError('locked') naming the process that holds it.
 * The directory holds numbered generations, and the highest one counts: it names its owner or contains "free". A
 * process that finds it free, or its owner dead (kill -9, a recycled process id), creates the next number. Only one
 * process can, because a name can be created only once, and numbers never decrease. So no process can mistake a fresh
 * lock for a stale one that it saw earlier, which is how a lock file that is removed and recreated can get two owners.
 */
export async function acquireLock(directory: string, system: System): Promise<Lock> {
  await system.files.makeDirectory(directory);
  await requireOwn(directory, system);
  const me = `${JSON.stringify(thisOwner(system.pid))}\n`;
  for (;;) {
    const highest = await highestOf(directory);
    const owner = await ownerOf(directory, highest, system);
    if (owner !== undefined) throw lockedBy(owner, directory);
    const mine = highest + 1;
    if (!(await makeGeneration(directory, mine, me))) continue; // another process was faster
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

/** The running owner of this generation, if any. */
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

/** A process that paused between reading and creating may have created a number that is long outdated. */
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

function lockedBy(owner: LockOwner, directory: string): ExposeError {
  const m = t().system;
  return isElsewhere(owner)
    ? new ExposeError('locked', m.lockedElsewhere(owner.pid, owner.host), m.lockedElsewhereHint(directory))
    : new ExposeError('locked', m.locked(owner.pid), m.lockedHint);
}

/** The existing numbers, ascending. */
async function listGenerations(directory: string): Promise<number[]> {
  const names = await readdir(directory).catch((error: unknown) => {
    throw fileError(error, directory, 'read');
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

/** The content of a generation's owner file; undefined if it does not exist. */
async function readMark(directory: string, generation: number): Promise<Mark | undefined> {
  const file = markOf(directory, generation);
  try {
    return { text: await readFile(file, 'utf8'), changed: (await stat(file)).mtime };
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw fileError(error, file, 'read');
  }
}

/**
 * Creates a generation together with its content; false if it already exists. It is created under another name and
 * renamed, because renaming onto a non-empty directory fails on every file system (hard links, the alternative, are
 * missing on some).
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
    throw fileError(error, directory, 'write');
  }
}

/**
 * Removes an outdated number. Best effort: another process that paused may be creating the same one now (ENOTEMPTY).
 * Anything below the highest number has no meaning and is removed by the next owner.
 */
async function removeGeneration(directory: string, generation: number): Promise<void> {
  await rm(pathOf(directory, generation), { recursive: true, force: true }).catch(() => undefined);
}

/** Removes the generations below this one, and half-made ones of killed processes. Best effort. */
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

/** The owner of a lock, with enough detail to check later whether that process still runs. */
interface LockOwner {
  readonly pid: number;
  /** Distinguishes the process from a later one with the same id; '' if the system does not provide it. */
  readonly started: string;
  /** Where the process id is valid: host, boot, container. */
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
 * Whether the owner still runs. The system knows this for processes of this machine. For an owner on another computer
 * with the same home directory, or in another container, only heartbeats show it; `lastSign` is the time of the last
 * one.
 */
function isRunning(owner: LockOwner, lastSign: Date, system: System): boolean {
  // A sign from the future says nothing: one of the clocks is wrong.
  if (isElsewhere(owner)) return Math.abs(system.now().getTime() - lastSign.getTime()) < GIVEN_UP_AFTER;
  return system.isAlive(owner.pid) && startOf(owner.pid) === owner.started;
}

function parseOwner(text: string): LockOwner | undefined {
  try {
    const { pid, started, world, host } = JSON.parse(text);
    const whole = [started, world, host].every((value) => typeof value === 'string');
    return Number.isInteger(pid) && whole ? { pid, started, world, host } : undefined;
  } catch {
    return undefined; // free, or not written to disk before a power failure
  }
}
