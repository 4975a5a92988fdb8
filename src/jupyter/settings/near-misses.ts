import { pathsOf } from '../../system/paths.ts';
import type { System } from '../../system/system.ts';
import { configDirOf, type Target } from '../target.ts';
import { type ConfigFile, readConfigFile } from './config-file.ts';

/** Names of config files that some Jupyter reads. */
const NAMES = [
  'jupyter_notebook_config',
  'jupyter_server_config',
  'jupyter_lab_config',
  'jupyter_config',
].map((base) => ({ base, plain: plainOf(base) }));

/** Endings that editors and browsers add. Those of backups are left out: nobody expects them to be read. */
const ADDED_ENDING = /\.(?:txt|text|rtf|conf|cfg|ini|py|json)$/i;

/** What editors and people add to the name of a backup: expected to be read only by those who moved the file itself. */
const BACKUP = /(?:\.(?:bak|old|orig|save|backup|disabled|off|rpmsave|dpkg-old)|~)$/i;

/** Names that people write instead, without signs and case. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  jupyternotebook: 'jupyter_notebook_config',
  jupyterserver: 'jupyter_server_config',
  jupyterlab: 'jupyter_lab_config',
  notebookconfig: 'jupyter_notebook_config',
  ipythonnotebookconfig: 'jupyter_notebook_config',
  config: 'jupyter_config',
};

/** A larger file is no config file that somebody misplaced. */
const MOST_BYTES = 1_000_000;

/**
 * Files that look like config files by their name or place, and that no Jupyter reads: `jupyter_notebook_config.py.txt`,
 * in the home directory or the notebook folder, in ~/.jupyter while a variable names another directory, or in a profile of
 * IPython (before Jupyter 4).
 */
export async function findNearMisses(
  target: Target,
  system: System,
  { read, folders }: { read: ReadonlySet<string>; folders: readonly string[] },
): Promise<ConfigFile[]> {
  const { join } = pathsOf(system);
  const directory = configDirOf(target, system);
  const elsewhere = [...new Set([system.home, ...usualDirectories(system), ...folders])].filter(
    (one) => one !== directory,
  );
  const found = await Promise.all([
    misnamedIn(directory, system),
    ...elsewhere.map((one) => misplacedIn(one, system)),
    profileFiles(directory, system),
  ]);
  const paths = [...new Set(found.flat())].filter((path) => !read.has(path));
  const files = await Promise.all(
    paths.map(async (path) => {
      const facts = await system.files.facts(path).catch(() => undefined);
      if (facts?.kind !== 'file' || facts.size > MOST_BYTES) return undefined;
      return readConfigFile(path, '', /\.json\b/i.test(path) ? 'json' : 'python', system);
    }),
  );
  return files.filter((file) => file !== undefined && file.settings.length > 0) as ConfigFile[];

  function misplacedIn(folder: string, from: System): Promise<string[]> {
    return listed(folder, from, isRight);
  }

  /** Once `migrated` exists, Jupyter takes over nothing from a profile; of other profiles than the default it never does. */
  async function profileFiles(configDir: string, from: System): Promise<string[]> {
    const root = join(from.env.IPYTHONDIR || join(from.home, '.ipython'));
    const isMigrated =
      (await from.files.facts(join(configDir, 'migrated')).catch(() => undefined)) !== undefined;
    const profiles = (await from.files.list(root).catch(() => [])).filter(
      (name) => name.startsWith('profile_') && (isMigrated || name !== 'profile_default'),
    );
    const names = ['ipython_notebook_config.py', ...NAMES.map(({ base }) => `${base}.py`)];
    return profiles.flatMap((profile) => names.map((name) => join(root, profile, name)));
  }
}

/** The config directories of people without variables: where Jupyter looks, and where other programs have theirs. */
export function usualDirectories(system: System): string[] {
  const { join } = pathsOf(system);
  const { home, env } = system;
  return [join(home, '.jupyter'), join(env.XDG_CONFIG_HOME || join(home, '.config'), 'jupyter')];
}

/** The variable that gives Jupyter another config directory than ~/.jupyter, as in a shell: 'JUPYTER_CONFIG_DIR=/srv'. */
export function directoryVariable({ env }: System): string | undefined {
  const name = ['JUPYTER_CONFIG_DIR', 'JUPYTER_PLATFORM_DIRS'].find((one) => env[one]);
  return name === undefined ? undefined : `${name}=${env[name]}`;
}

/** The files of a config directory whose names are nearly right, and a backup of what is gone. */
async function misnamedIn(directory: string, system: System): Promise<string[]> {
  const names = await system.files.list(directory).catch(() => []);
  const hasAny = names.some(isRight);
  return listed(
    directory,
    system,
    (name) =>
      meantName(name) !== undefined || (!hasAny && BACKUP.test(name) && isRight(name.replace(BACKUP, ''))),
  );
}

function isRight(name: string): boolean {
  return NAMES.some(({ base }) => name === `${base}.py` || name === `${base}.json`);
}

/** The base name that was meant; undefined for a right name, a backup, or another file. */
export function meantName(name: string): string | undefined {
  if (isRight(name)) return undefined;
  let stem = name.trim();
  while (ADDED_ENDING.test(stem)) stem = stem.replace(ADDED_ENDING, '');
  stem = stem.replace(/ ?\(\d+\)$/, '');
  if (/[.~]/.test(stem)) return undefined;
  const plain = plainOf(stem);
  return NAMES.find((one) => one.plain === plain)?.base ?? OTHER_NAMES[plain];
}

/** Without case, signs, and the plural. */
function plainOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z]/g, '')
    .replace(/configs?$|conf$|configuration$/, 'config')
    .replace(/notebooks(?=config)/, 'notebook');
}

async function listed(directory: string, system: System, fits: (name: string) => boolean): Promise<string[]> {
  const { join } = pathsOf(system);
  const names = await system.files.list(directory).catch(() => []);
  return names.filter(fits).map((name) => join(directory, name));
}
