import { homedir } from 'node:os';
import { ExposeError } from '../errors.ts';
import { t } from '../messages/index.ts';

/** This person's home; '' where nothing tells: no HOME, and a user id without an entry (a container). */
export function homeDirectory(): string {
  try {
    return homedir();
  } catch {
    return '';
  }
}

/** Where the command was started. Throws ExposeError('environment') when that was removed meanwhile. */
export function currentDirectory(): string {
  try {
    return process.cwd();
  } catch (cause) {
    throw new ExposeError('environment', t().system.cwdGone, t().system.cwdGoneHint, { cause });
  }
}
