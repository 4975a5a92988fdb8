import { acquireLock } from '../system/lock.ts';
import { lockDirectory, makeJournal, type Place } from './journal.ts';
import { hasInterrupted, type Recovery, recoverInterrupted } from './recover.ts';

/**
 * Runs work that changes something: no second run beside it (ExposeError('locked')), and what an earlier one left
 * half done is taken back first. For apply, everything until finishRun or rollbackRun belongs inside.
 */
export async function underLock<T>(
  place: Place,
  work: (recovered: Recovery | undefined) => Promise<T>,
): Promise<T> {
  await makeJournal(place);
  const lock = await acquireLock(lockDirectory(place.exposeDir), place.system);
  try {
    return await work(await recoverInterrupted(place));
  } finally {
    await lock.release();
  }
}

/**
 * For the start of a command, before anything is read that a cut-off run may have left half done. Writes nothing
 * where there is nothing to take back. Throws ExposeError('locked') while another run is at work.
 */
export async function recoverAtStart(place: Place): Promise<Recovery | undefined> {
  if (!(await hasInterrupted(place))) return undefined;
  return underLock(place, async (recovered) => recovered);
}
