import { posix, win32 } from 'node:path';
import type { System } from '../../system/system.ts';

/** The user's Jupyter config directory when no Jupyter can be queried: JUPYTER_CONFIG_DIR, else ~/.jupyter. */
export function configDirWithoutJupyter(system: System): string {
  const { join } = system.platform === 'win32' ? win32 : posix;
  return system.env.JUPYTER_CONFIG_DIR || join(system.home, '.jupyter');
}
