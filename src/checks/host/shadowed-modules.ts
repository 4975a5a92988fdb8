import { posix } from 'node:path';
import { atLeast } from '../../jupyter/generations.ts';
import type { Installation } from '../../jupyter/installation/find-installations.ts';
import { shellQuoted } from '../../messages/command-line.ts';
import { t } from '../../messages/index.ts';
import { type CheckContext, type CheckFindings, NOTHING_TO_CHECK } from '../../situation/check.ts';
import { type Finding, finding } from '../../situation/finding.ts';
import type { Situation } from '../../situation/situation.ts';
import type { System } from '../../system/system.ts';
import { readAccessSettings } from '../access/settings.ts';

/** Modules of Python that a server and its kernels import; nothing installs a file of this name elsewhere. */
const STANDARD =
  'argparse bisect calendar code contextlib copy datetime decimal enum fnmatch functools getpass gettext glob hashlib heapq inspect keyword linecache locale logging mimetypes numbers operator pickle platform pprint queue random select shutil signal socket ssl statistics string struct subprocess tempfile textwrap threading token tokenize traceback types uuid warnings weakref zipfile';

/** Packages that they import. What pip installs of these is a folder, not a single file. */
const PACKAGES =
  'IPython ipykernel jedi jinja2 jupyter_client jupyter_core jupyter_server jupyterlab nbconvert nbformat notebook parso prompt_toolkit pygments tornado traitlets zmq';

const NEEDED: ReadonlySet<string> = new Set(`${STANDARD} ${PACKAGES}`.split(' ').map((name) => `${name}.py`));

/** Seen: ipykernel 5.5 and 6.20 import from the folder of the kernel while they load, 6.29 does not. */
const LEAVES_FOLDER_OUT = '6.21';

/** The name of one's own file is that of a module: with PYTHONPATH, Python takes it for the module everywhere. */
export async function checkPythonPath({ system }: CheckContext): Promise<CheckFindings> {
  const folders = (system.env.PYTHONPATH ?? '').split(posix.delimiter).filter((folder) => folder !== '');
  if (folders.length === 0 || system.platform === 'win32') return NOTHING_TO_CHECK;
  const m = t().host.shadow;
  const found = await Promise.all(
    folders.map((folder) => shadowing(posix.resolve(system.cwd, folder), m.pythonPath, m.pathFix, system)),
  );
  return found.flat();
}

/** The same in the folder in which kernels start, where the ipykernel is an old one. */
export async function shadowedInFolder(situation: Situation, { versions }: Installation): Promise<Finding[]> {
  const { system } = situation;
  if (versions.ipykernel === undefined || atLeast(versions.ipykernel, LEAVES_FOLDER_OUT)) return [];
  const settings = await readAccessSettings(situation, (key) => /\.(?:root_dir|notebook_dir)$/.test(key));
  const named = settings.find(({ name, value }) => /^(?:root|notebook)_dir$/.test(name) && Boolean(value));
  const folder = posix.resolve(system.cwd, typeof named?.value === 'string' ? named.value : system.cwd);
  const m = t().host.shadow;
  return shadowing(folder, m.folder, m.folderFix, system);
}

async function shadowing(
  folder: string,
  message: (path: string, name: string) => string,
  fix: (path: string, other: string) => string,
  { files }: System,
): Promise<Finding[]> {
  const names = await files.list(folder).catch(() => []);
  const name = names.find((one) => NEEDED.has(one));
  if (name === undefined) return [];
  const path = posix.join(folder, name);
  const other = shellQuoted(posix.join(folder, `my_${name}`));
  const words = { message: message(path, name.replace(/\.py$/, '')), fix: fix(shellQuoted(path), other) };
  return [finding('fail', 'module-shadowed', words, { evidence: { file: path } })];
}
