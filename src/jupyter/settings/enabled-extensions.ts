import { posix, win32 } from 'node:path';
import type { System } from '../../system/system.ts';
import type { Target } from '../target.ts';
import { ASSUMED_EXTENSIONS, STARTERS } from './extensions.ts';

/**
 * The names of the server extensions that are enabled in `jupyter_server_config.d/*.json` and
 * `jupyter_server_config.json`, merged as jupyter_server's ExtensionConfigManager does it; the one the command
 * starts with is enabled always. `directories`: strongest first.
 */
export async function findEnabledExtensions(
  target: Target,
  directories: readonly string[],
  system: System,
): Promise<string[]> {
  const { join } = system.platform === 'win32' ? win32 : posix;
  const enabled = new Map<string, boolean>();
  if (target.installed === undefined) {
    for (const name of ASSUMED_EXTENSIONS[target.app]) {
      enabled.set(name, true);
    }
  }
  for (const directory of [...directories].reverse()) {
    const folder = join(directory, 'jupyter_server_config.d');
    const names = (await system.files.list(folder).catch(() => [])).filter((name) => name.endsWith('.json'));
    const paths = [...names.map((name) => join(folder, name)), join(directory, 'jupyter_server_config.json')];
    for (const path of paths) {
      for (const [name, on] of await readSwitches(path, system)) {
        enabled.set(name, on);
      }
    }
  }
  const starter = STARTERS[target.app];
  if (starter !== undefined) {
    enabled.set(starter, true);
  }
  return [...enabled].filter(([, on]) => on).map(([name]) => name);
}

async function readSwitches(path: string, system: System): Promise<[string, boolean][]> {
  try {
    const bytes = await system.files.read(path);
    const content: unknown = bytes === undefined ? {} : JSON.parse(new TextDecoder().decode(bytes));
    const switches = at(at(content, 'ServerApp'), 'jpserver_extensions');
    return typeof switches === 'object' && switches !== null
      ? Object.entries(switches).map(([name, on]) => [name, on === true])
      : [];
  } catch {
    // A broken file enables nothing; Jupyter warns and goes on.
    return [];
  }
}

function at(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}
