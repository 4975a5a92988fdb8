import { posix, win32 } from 'node:path';
import type { System } from '../../system/system.ts';
import { CORE_WITHOUT_CWD_CONFIG } from '../installation/find.ts';
import { configDirOf, type Target } from '../target.ts';
import { atLeast } from '../version.ts';
import { type ConfigFile, type FileSetting, readConfigFile } from './config-file.ts';
import { decisiveSettings } from './decisive-settings.ts';
import { findEnabledExtensions } from './enabled-extensions.ts';
import { type Extension, linkedExtensions, STARTERS } from './extensions.ts';
import type { MergePlan } from './merge.ts';

/** Every config file a target loads, and how it puts them together. */
export interface Layers {
  readonly plan: MergePlan;
  /** By base name, weakest first: lower directories before higher ones, .py before .json. */
  readonly files: ReadonlyMap<string, readonly ConfigFile[]>;
  /** What of each file can decide a trait. */
  readonly decisive: ReadonlyMap<ConfigFile, readonly FileSetting[]>;
}

/** The file given with `--config`, which takes the place of the application's own name. */
export interface LayerOptions {
  readonly configFile?: string | undefined;
}

/** Finds and reads the config files of a target, each once. */
export async function readLayers(
  target: Target,
  system: System,
  options: LayerOptions = {},
): Promise<Layers> {
  const directories = configDirectories(target, system);
  const own = target.generation === 'classic' ? target.base : 'jupyter_server_config';
  const { join, dirname, basename } = system.platform === 'win32' ? win32 : posix;
  const places = new Map<string, { directories: readonly string[]; stem: string }>();
  const addPlace = (base: string) => places.set(base, { directories, stem: base });
  addPlace('jupyter_config');
  addPlace(own);
  const { configFile } = options;
  const stem = configFile === undefined ? '' : basename(configFile).replace(/\.(?:py|json)$/, '');
  const found =
    directories.includes(dirname(configFile ?? '')) && [...places.keys(), target.base].includes(stem);
  if (configFile !== undefined && !found) {
    places.set(own, { directories: [dirname(configFile)], stem });
  }
  const { extensions, starter } = await findExtensions(target, directories, system);
  for (const { base } of extensions) {
    if (!places.has(base)) {
      addPlace(base);
    }
  }
  const files = await Promise.all(
    [...places].map(async ([base, place]) => {
      const paths = [...place.directories]
        .reverse()
        .flatMap((directory) => [
          [join(directory, `${place.stem}.py`), 'python'] as const,
          [join(directory, `${place.stem}.json`), 'json'] as const,
        ]);
      const read = paths.map(([path, format]) => readConfigFile(path, base, format, system));
      return [base, await Promise.all(read)] as const;
    }),
  );
  const subclass = target.generation === 'classic' && target.app === 'lab' ? 'LabApp' : undefined;
  const { generation, serverVersion } = target;
  const plan: MergePlan = { generation, serverVersion, own, subclass, extensions, starter };
  const decisive = decisiveSettings(
    plan,
    files.flatMap(([, ofBase]) => ofBase),
  );
  return { plan, files: new Map(files), decisive };
}

/** The directories a target looks in, strongest first. */
export function configDirectories(target: Target, system: System): string[] {
  const { installed } = target;
  const configDir = configDirOf(target, system);
  const listed = installed === undefined ? [configDir] : [...installed.paths.config];
  const directories = listed.includes(configDir) ? listed : [configDir, ...listed];
  const core = installed?.versions.jupyter_core;
  const withCwd = core !== undefined && !atLeast(core, CORE_WITHOUT_CWD_CONFIG);
  return [...new Set(withCwd ? [system.cwd, ...directories] : directories)];
}

async function findExtensions(
  target: Target,
  directories: readonly string[],
  system: System,
): Promise<{ extensions: Extension[]; starter: Extension | undefined }> {
  if (target.generation === 'classic') {
    return { extensions: [], starter: undefined };
  }
  const names = await findEnabledExtensions(target, directories, system);
  const extensions = linkedExtensions(names, target.installed?.versions);
  return { extensions, starter: extensions.find(({ name }) => name === STARTERS[target.app]) };
}
