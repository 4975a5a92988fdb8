import { posix, win32 } from 'node:path';
import { configDirOf } from '../target.ts';
import type { Trait } from '../traits.ts';
import { type ConfigFile, readConfigFile } from './config-file.ts';
import { configDirectories } from './layers.ts';
import { classOf, type Reader } from './loss.ts';
import { settingsByTrait } from './settings-by-trait.ts';
import type { SourceOfTrait } from './sources.ts';

/** Names under which one Jupyter or another looks for a server's settings. */
const BASES = [
  'jupyter_notebook_config',
  'jupyter_server_config',
  'jupyter_lab_config',
  'jupyter_nbclassic_config',
];

/** Directories whose files only switch extensions on and off (facts/jupyter.md §1.6). */
const SWITCHES = ['jupyter_notebook_config.d', 'jupyter_server_config.d'];

/** Config files in which people put a server's settings and that this Jupyter does not load. */
export interface UnreadFiles {
  /** Those of another application, in the person's own directory. */
  readonly others: readonly ConfigFile[];
  /** Those of the `.d` directories. */
  readonly switches: readonly ConfigFile[];
}

/** Reads them; those that are not there are left out. */
export async function findUnreadFiles({ target, system, layers, files }: Reader): Promise<UnreadFiles> {
  const { join } = system.platform === 'win32' ? win32 : posix;
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
  };
}

/** Classes in whose sections a server's settings stand, in one generation or another. */
const SERVER_CLASSES = new Set([
  'NotebookApp',
  'ServerApp',
  'LabApp',
  'JupyterNotebookApp',
  'ExtensionApp',
  'IdentityProvider',
  'PasswordIdentityProvider',
]);

/** The settings of a server in files that are not loaded. */
export function unreadSettings(
  files: readonly ConfigFile[],
): { readonly trait: Trait; readonly line: SourceOfTrait }[] {
  return [...settingsByTrait(files)].flatMap(([trait, placed]) =>
    placed
      .filter(({ setting }) => setting.wins && SERVER_CLASSES.has(classOf(setting.key)))
      .map(({ file: { path, format, writable }, setting }) => ({
        trait,
        line: { ...setting, file: path, format, writable, role: 'ignored' as const },
      })),
  );
}
