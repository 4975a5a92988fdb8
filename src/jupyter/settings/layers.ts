import { parseJson, record } from '../../json.ts';
import { pathsOf } from '../../system/paths.ts';
import { readText } from '../../system/read-text.ts';
import type { System } from '../../system/system.ts';
import { atLeast } from '../generations.ts';
import { CORE_WITHOUT_CWD_CONFIG } from '../installation/find-installations.ts';
import { configDirOf, type Target } from '../target.ts';
import { TRAIT_NAMES, type Trait } from '../traits.ts';
import { type ConfigFile, type FileSetting, readConfigFile } from './config-file.ts';
import { ASSUMED_EXTENSIONS, type Extension, linkedExtensions, STARTERS } from './extensions.ts';
import type { MergePlan } from './merge.ts';
import { ABOVE_APP, MOVED, TRAIT_LOCATIONS } from './merge-tables.ts';

/** Alternative names of a trait. */
const OTHER_NAMES: Partial<Record<Trait, readonly string[]>> = { password: ['hashed_password'] };

/** Every config file that a target loads, and how it merges them. */
export interface Layers {
  readonly plan: MergePlan;
  /** By base name, weakest first: lower directories before higher ones, .py before .json. */
  readonly files: ReadonlyMap<string, readonly ConfigFile[]>;
  /** The settings of each file that can decide a trait. */
  readonly decisive: ReadonlyMap<ConfigFile, readonly FileSetting[]>;
}

/** The file given with `--config`, which replaces the application's own file. */
export interface LayerOptions {
  readonly configFile?: string | undefined;
}

/** Finds the config files of a target and reads each once. */
export async function readLayers(
  target: Target,
  system: System,
  options: LayerOptions = {},
): Promise<Layers> {
  const directories = configDirectories(target, system);
  const own = target.generation === 'classic' ? target.base : 'jupyter_server_config';
  const { join, dirname, basename } = pathsOf(system);
  const searched = new Map<string, { directories: readonly string[]; stem: string }>();
  const addBase = (base: string) => searched.set(base, { directories, stem: base });
  addBase('jupyter_config');
  addBase(own);
  const { configFile } = options;
  const stem = configFile === undefined ? '' : basename(configFile).replace(/\.(?:py|json)$/, '');
  const found =
    directories.includes(dirname(configFile ?? '')) && [...searched.keys(), target.base].includes(stem);
  if (configFile !== undefined && !found) {
    searched.set(own, { directories: [dirname(configFile)], stem });
  }
  const { extensions, starter } = await findExtensions(target, directories, system);
  for (const { base } of extensions) {
    if (!searched.has(base)) {
      addBase(base);
    }
  }
  const files = await Promise.all(
    [...searched].map(async ([base, search]) => {
      const paths = [...search.directories]
        .reverse()
        .flatMap((directory) => [
          [join(directory, `${search.stem}.py`), 'python'] as const,
          [join(directory, `${search.stem}.json`), 'json'] as const,
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

/** The directories in which a target looks for config files, strongest first. */
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

/**
 * The settings of each file that can decide a trait in the merge. Filtering once keeps repeated merges fast for
 * files with a hundred thousand settings. Settings overridden within their own file are dropped.
 */
export function decisiveSettings(
  plan: MergePlan,
  files: Iterable<ConfigFile>,
): ReadonlyMap<ConfigFile, readonly FileSetting[]> {
  const names = new Set<string>([...TRAIT_NAMES, ...MOVED.map(({ toName }) => toName)]);
  const classes = new Set<string>([
    ...TRAIT_LOCATIONS[plan.generation].flatMap(({ lineage }) => lineage),
    ...MOVED.map(({ to }) => to),
    ...ABOVE_APP,
    ...plan.extensions.flatMap(({ lineage }) => lineage),
    'NotebookApp',
    ...(plan.subclass === undefined ? [] : [plan.subclass]),
  ]);
  const decides = ({ key, wins }: FileSetting): boolean => {
    const dot = key.indexOf('.');
    return wins && names.has(key.slice(dot + 1)) && classes.has(key.slice(0, dot));
  };
  return new Map([...files].map((file) => [file, file.settings.filter(decides)]));
}

/**
 * The names of the server extensions enabled in `jupyter_server_config.d/*.json` and
 * `jupyter_server_config.json`, merged like jupyter_server's ExtensionConfigManager does. The extension that the
 * command starts is always enabled. `directories`: strongest first.
 */
async function findEnabledExtensions(
  target: Target,
  directories: readonly string[],
  system: System,
): Promise<string[]> {
  const { join } = pathsOf(system);
  const assumed = target.installed === undefined ? ASSUMED_EXTENSIONS[target.app] : [];
  const enabled = new Map(assumed.map((name) => [name, true]));
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
  // A broken file enables nothing; Jupyter warns and continues.
  const content = record(parseJson((await readText(path, system.files)) ?? ''));
  const switches = record(record(content.ServerApp).jpserver_extensions);
  return Object.entries(switches).map(([name, on]) => [name, on === true]);
}

export interface LocatedSetting {
  readonly file: ConfigFile;
  readonly setting: FileSetting;
}

/** Every line that names a trait, whatever its class and whether or not it takes effect, collected in one pass. */
export function settingsByTrait(files: readonly ConfigFile[]): ReadonlyMap<Trait, readonly LocatedSetting[]> {
  const byTrait = new Map<Trait, LocatedSetting[]>();
  const byName = new Map<string, LocatedSetting[]>();
  for (const trait of TRAIT_NAMES) {
    const found: LocatedSetting[] = [];
    byTrait.set(trait, found);
    for (const name of [trait, ...(OTHER_NAMES[trait] ?? [])]) byName.set(name, found);
  }
  for (const file of files) {
    for (const setting of file.settings) {
      byName.get(setting.key.slice(setting.key.indexOf('.') + 1))?.push({ file, setting });
    }
  }
  return byTrait;
}
