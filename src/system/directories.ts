import { homedir } from 'node:os';
import { ExposeError } from '../errors.ts';
import { t } from '../messages/index.ts';

/** The user's home directory; '' if unknown: no HOME, and a user id without an entry (in a container). */
export function homeDirectory(): string {
  try {
    return homedir();
  } catch {
    return '';
  }
}

/** The current directory. Throws ExposeError('environment') if it has been removed. */
export function currentDirectory(): string {
  try {
    return process.cwd();
  } catch (cause) {
    throw new ExposeError('environment', t().system.cwdGone, t().system.cwdGoneHint, { cause });
  }
}
