import { posix, win32 } from 'node:path';
import type { System } from './system.ts';

/** The path functions of this system, which in tests may be another one than the tests run on. */
export function pathsOf({ platform }: Pick<System, 'platform'>): typeof posix {
  return platform === 'win32' ? win32 : posix;
}
