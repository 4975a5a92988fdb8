import { setTimeout as sleep } from 'node:timers/promises';

/** Waits; ends at once with the reason of the signal when that is aborted. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => signal.throwIfAborted());
}
