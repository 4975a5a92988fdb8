import { posix, win32 } from 'node:path';
import type { System } from '../../system/system.ts';

/** Default runtime directories, for when no Jupyter can be queried (jupyter_core paths.py); the first match wins. */
const RUNTIME_DIRS: readonly {
  platform: NodeJS.Platform | 'any';
  of: (system: System) => string;
  verified: string;
}[] = [
  { platform: 'darwin', of: ({ home }) => posix.join(home, 'Library/Jupyter/runtime'), verified: 'no' },
  {
    platform: 'win32',
    of: ({ env, home }) => win32.join(env.APPDATA ?? home, 'jupyter', 'runtime'),
    verified: 'no',
  },
  {
    platform: 'any',
    of: ({ env, home }) =>
      posix.join(env.XDG_DATA_HOME || posix.join(home, '.local/share'), 'jupyter/runtime'),
    verified: 'yes',
  },
];

/** Where a Jupyter of this user notes its running servers, unless a variable says otherwise. */
export function usualRuntimeDir(system: System): string {
  const row = RUNTIME_DIRS.find(({ platform }) => platform === system.platform || platform === 'any');
  return row === undefined ? '' : row.of(system);
}
