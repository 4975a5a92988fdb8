import type { Messages } from '../../messages/index.ts';
import { pathsOf } from '../../system/paths.ts';
import type { System } from '../../system/system.ts';
import type { Generation } from '../generations.ts';
import { configDirOf, type Target } from '../target.ts';
import type { Trait } from '../traits.ts';
import { type ConfigFile, readConfigFile } from './config-file.ts';
import { NOT_SHIMMED } from './extensions.ts';
import { configDirectories, type Layers, settingsByTrait } from './layers.ts';
import { findNearMisses } from './near-misses.ts';
import type { SourceOfTrait } from './sources.ts';

/** jupyter_server 2: these sections override those of their parents and what ServerApp passes on. */
const IDENTITY = new Set(['IdentityProvider', 'PasswordIdentityProvider']);

/** The first row that matches gives the reason. */
const RULES: readonly { reason: NoEffectReason; holds(pair: Pair): boolean }[] = [
  {
    reason: 'later-line',
    holds: ({ winner, loser }) => winner.file === loser.file && winner.key === loser.key,
  },
  {
    reason: 'json-over-py',
    holds: ({ winner, loser, sameBase, sameDirectory }) =>
      sameBase &&
      sameDirectory &&
      winner.key === loser.key &&
      winner.format === 'json' &&
      loser.format === 'python',
  },
  {
    reason: 'specific-class',
    holds: ({ winner, loser, sameBase }) =>
      (classOf(loser.key) === 'IdentityProvider' && loser.key !== winner.key) ||
      (IDENTITY.has(classOf(winner.key)) && !IDENTITY.has(classOf(loser.key)) && sameBase),
  },
  {
    reason: 'stronger-class',
    holds: ({ winner, loser, sameBase }) => sameBase && classOf(winner.key) !== classOf(loser.key),
  },
  { reason: 'stronger-file', holds: ({ sameBase }) => !sameBase },
  {
    reason: 'config-path',
    holds: ({ reader, winner }) => directoryKind(reader, winner.file) === 'config-path',
  },
  {
    reason: 'start-directory',
    holds: ({ reader, winner }) => directoryKind(reader, winner.file) === 'start',
  },
  {
    reason: 'environment',
    holds: ({ reader, winner }) => directoryKind(reader, winner.file) === 'environment',
  },
  { reason: 'stronger-directory', holds: () => true },
];

/** Classes used for a server's settings that a generation does not know. */
const FOREIGN: Readonly<Record<Generation, readonly string[]>> = {
  classic: ['ServerApp', 'IdentityProvider', 'PasswordIdentityProvider'],
  server1: ['IdentityProvider', 'PasswordIdentityProvider'],
  server2: [],
};

/** Base names of the files in which any Jupyter looks for a server's settings. */
const BASES = [
  'jupyter_notebook_config',
  'jupyter_server_config',
  'jupyter_lab_config',
  'jupyter_nbclassic_config',
];

/** Directories whose files only enable and disable extensions (facts/jupyter.md §1.6). */
const SWITCHES = ['jupyter_notebook_config.d', 'jupyter_server_config.d'];

/** Config files that may hold a server's settings but that this Jupyter does not load. */
interface IgnoredFiles {
  /** Those of other applications, in the user's own directory. */
  readonly others: readonly ConfigFile[];
  /** Those of the `.d` directories. */
  readonly switches: readonly ConfigFile[];
  /** Those whose name or place is nearly right. */
  readonly nearMisses: readonly ConfigFile[];
}

/** Reads the ignored files that exist. */
export async function findIgnoredFiles(
  { target, system, layers, files }: Reader,
  notebookFolders: readonly string[] = [],
): Promise<IgnoredFiles> {
  const { join } = pathsOf(system);
  const directory = configDirOf(target, system);
  const read = new Set(files.map(({ path }) => path));
  const others = BASES.filter((base) => !layers.files.has(base)).flatMap((base) =>
    (['python', 'json'] as const).map((format) => {
      const path = join(directory, `${base}.${format === 'json' ? 'json' : 'py'}`);
      return readConfigFile(path, base, format, system);
    }),
  );
  const folders = configDirectories(target, system).flatMap((each) =>
    SWITCHES.map((name) => join(each, name)),
  );
  const switches = folders.map(async (folder) => {
    const names = await system.files.list(folder).catch(() => []);
    const paths = names.filter((name) => name.endsWith('.json')).map((name) => join(folder, name));
    return Promise.all(paths.map((path) => readConfigFile(path, '', 'json', system)));
  });
  const there = ({ exists, path }: ConfigFile) => exists && !read.has(path);
  return {
    others: (await Promise.all(others)).filter(there),
    switches: (await Promise.all(switches)).flat().filter(there),
    nearMisses: await findNearMisses(target, system, { read, folders: notebookFolders }),
  };
}

/** Classes whose sections hold a server's settings in some generation. */
const SERVER_CLASSES = new Set([
  'NotebookApp',
  'ServerApp',
  'LabApp',
  'JupyterNotebookApp',
  'ExtensionApp',
  'IdentityProvider',
  'PasswordIdentityProvider',
]);

/** The server settings in files that are not loaded. */
export function ignoredSettings(
  files: readonly ConfigFile[],
): { readonly trait: Trait; readonly line: SourceOfTrait }[] {
  return [...settingsByTrait(files)].flatMap(([trait, located]) =>
    located
      .filter(({ setting }) => setting.wins && SERVER_CLASSES.has(classOf(setting.key)))
      .map(({ file: { path, format, writable }, setting }) => ({
        trait,
        line: { ...setting, file: path, format, writable, role: 'ignored' as const },
      })),
  );
}

/**
 * Why a line has no effect. Overridden lines: `later-line` (of the same file), `json-over-py`, `specific-class`
 * (the subclass takes priority), `stronger-class` (the shim or the application's own class overrides ServerApp),
 * `environment`, `start-directory`, `config-path`, `stronger-directory`, `stronger-file` (another base name). Lines
 * that are never read: `open-browser`, `wrong-class`, and `elsewhere` (a class or a name with another meaning).
 */
export type NoEffectReason = Exclude<
  keyof Messages['precedence']['why'],
  'wrong-file' | 'config-d' | 'conditional'
>;

/** The Jupyter that reads the lines. */
export interface Reader {
  readonly target: Target;
  readonly system: System;
  readonly layers: Layers;
  readonly files: readonly ConfigFile[];
}

type Line = Pick<SourceOfTrait, 'file' | 'format' | 'key'>;

interface Pair {
  readonly reader: Reader;
  readonly winner: Line;
  readonly loser: Line;
  readonly sameBase: boolean;
  readonly sameDirectory: boolean;
}

/** Why a line of a trait is overridden by the effective line. */
export function whyOverridden(reader: Reader, winner: Line, loser: Line): NoEffectReason {
  const pair: Pair = {
    reader,
    winner,
    loser,
    sameBase: baseOf(reader, winner.file) === baseOf(reader, loser.file),
    sameDirectory: directoryOf(reader, winner.file) === directoryOf(reader, loser.file),
  };
  return RULES.find(({ holds }) => holds(pair))?.reason ?? 'stronger-file';
}

/** True when this Jupyter does not know a class in which other generations look for a server's settings. */
export function isForeignClass({ target, layers }: Reader, className: string): boolean {
  if (FOREIGN[target.generation].includes(className)) return true;
  // NotebookApp has no effect without an extension that translates it.
  const translated = layers.plan.extensions.some(({ shim }) => shim);
  return className === 'NotebookApp' && target.generation !== 'classic' && !translated;
}

/** Why a line that names a trait is never read. */
export function whyIgnored(reader: Reader, trait: Trait, { key }: Pick<Line, 'key'>): NoEffectReason {
  const className = classOf(key);
  if (isForeignClass(reader, className)) return 'wrong-class';
  const server = className === 'NotebookApp' || className === 'ServerApp';
  const deaf = reader.target.generation !== 'classic' && NOT_SHIMMED.has(trait);
  return server && deaf ? 'open-browser' : 'elsewhere';
}

type DirectoryKind = 'user' | 'config-path' | 'start' | 'environment' | 'other';

/** The kind of config directory that contains a file. */
export function directoryKind(reader: Reader, file: string): DirectoryKind {
  const { target, system } = reader;
  const directory = directoryOf(reader, file);
  const { delimiter, join } = pathsOf(system);
  if (directory === configDirOf(target, system)) return 'user';
  if ((system.env.JUPYTER_CONFIG_PATH ?? '').split(delimiter).includes(directory)) return 'config-path';
  const { installed } = target;
  if (installed !== undefined && directory === join(installed.environment.prefix, 'etc', 'jupyter'))
    return 'environment';
  const listed = installed?.paths.config ?? [];
  if (directory === system.cwd && !listed.includes(directory)) return 'start';
  return 'other';
}

/** True when a file's directory takes priority over the user's own. */
export function outranksUser(reader: Reader, file: string): boolean {
  const directories = configDirectories(reader.target, reader.system);
  const user = directories.indexOf(configDirOf(reader.target, reader.system));
  const at = directories.indexOf(directoryOf(reader, file));
  return at >= 0 && at < user;
}

export function classOf(key: string): string {
  return key.slice(0, key.indexOf('.'));
}

function baseOf({ files }: Reader, path: string): string | undefined {
  return files.find((file) => file.path === path)?.base;
}

function directoryOf({ system }: Reader, path: string): string {
  return pathsOf(system).dirname(path);
}
