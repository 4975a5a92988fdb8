import { pathsOf } from '../../system/paths.ts';
import type { System } from '../../system/system.ts';

/** The directories searched for commands, in order, without duplicates. */
export function commandDirectories(system: System): string[] {
  const { delimiter, join } = pathsOf(system);
  const binaries = system.platform === 'win32' ? 'Scripts' : 'bin';
  const onPath = (system.env.PATH ?? system.env.Path ?? '').split(delimiter);
  // An environment can be active but not on PATH: started by an editor, or by `sudo` with a fresh PATH.
  const active = [system.env.VIRTUAL_ENV, system.env.CONDA_PREFIX]
    .filter((prefix) => prefix !== undefined && prefix !== '')
    .map((prefix) => join(prefix ?? '', binaries));
  return [...new Set([...onPath, ...active].filter((directory) => directory !== ''))];
}

/** The first executable file with that name, `extra` directories first; undefined when there is none. */
export async function findExecutable(
  name: string,
  system: System,
  options: { extra: readonly string[] },
): Promise<string | undefined> {
  const windows = system.platform === 'win32';
  const { join } = pathsOf(system);
  const names = windows ? [`${name}.exe`, `${name}.cmd`, `${name}.bat`] : [name];
  for (const directory of [...options.extra, ...commandDirectories(system)]) {
    for (const candidate of names) {
      const path = join(directory, candidate);
      if (await isExecutable(path, system)) {
        return path;
      }
    }
  }
  return undefined;
}

/** Whether this path is a file that may be run. */
export async function isExecutable(path: string, system: System): Promise<boolean> {
  const facts = await system.files.facts(path).catch(() => undefined);
  return facts?.kind === 'file' && (system.platform === 'win32' || (facts.mode & 0o111) !== 0);
}
