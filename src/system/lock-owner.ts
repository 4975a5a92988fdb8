import { hostname } from 'node:os';
import { processWorld, startOf } from './process-info.ts';
import type { System } from './system.ts';

/** Who has a lock, well enough to tell later whether that process still runs. */
export interface LockOwner {
  readonly pid: number;
  /** Tells the process from a later one with the same id; '' where the system does not tell. */
  readonly started: string;
  /** Where the id means anything: host, boot, container. */
  readonly world: string;
  readonly host: string;
}

/** Milliseconds between two signs of life, and after how long a silent owner somewhere else is given up. */
export const SIGN_OF_LIFE_EVERY = 60_000;
const GIVEN_UP_AFTER = 10 * SIGN_OF_LIFE_EVERY;

export function thisOwner(pid: number): LockOwner {
  return { pid, started: startOf(pid), world: processWorld(), host: hostname() };
}

export function isElsewhere(owner: LockOwner): boolean {
  return owner.world !== processWorld();
}

/**
 * Does the owner still run? Beside us the system tells. On another computer with the same home directory, or in
 * another container, only the signs of life do; `lastSign` is the time of the last one.
 */
export function isRunning(owner: LockOwner, lastSign: Date, system: System): boolean {
  if (isElsewhere(owner)) return system.now().getTime() - lastSign.getTime() < GIVEN_UP_AFTER;
  return system.isAlive(owner.pid) && startOf(owner.pid) === owner.started;
}

export function parseOwner(text: string): LockOwner | undefined {
  try {
    const { pid, started, world, host } = JSON.parse(text);
    const whole = [started, world, host].every((value) => typeof value === 'string');
    return Number.isInteger(pid) && whole ? { pid, started, world, host } : undefined;
  } catch {
    return undefined; // free, or never written to the disk before the power went
  }
}
