import { pathsOf } from '../../system/paths.ts';
import type { System } from '../../system/system.ts';

/** The user's Jupyter config directory when no Jupyter can be queried: JUPYTER_CONFIG_DIR, else ~/.jupyter. */
export function configDirWithoutJupyter(system: System): string {
  const { join } = pathsOf(system);
  return system.env.JUPYTER_CONFIG_DIR || join(system.home, '.jupyter');
}
