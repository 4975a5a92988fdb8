import { utimes } from 'node:fs/promises';
import { ExposeError } from '../errors.ts';
import { t } from '../messages/index.ts';
import {
  listGenerations,
  makeGeneration,
  markOf,
  readMark,
  removeGeneration,
  removeOlder,
} from './lock-generations.ts';
import {
  isElsewhere,
  isRunning,
  type LockOwner,
  parseOwner,
  SIGN_OF_LIFE_EVERY,
  thisOwner,
} from './lock-owner.ts';
import type { System } from './system.ts';

const FREE = 'free\n';

export interface Lock {
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
