import { pathsOf } from '../../system/paths.ts';
import { readProcess } from '../../system/process-info.ts';
import { readText } from '../../system/read-text.ts';
import type { System } from '../../system/system.ts';
import { usualRuntimeDir } from '../server/runtime-directory.ts';

/** A directory of commands, relative to the home directory or whole; `*` is any one name. */
interface Place {
  readonly path: string;
  /** Its variable, if the tool has one for the directory before `/`. */
  readonly variable?: string;
  /** Whether a test here runs a Jupyter from it. */
  readonly verified: 'yes' | 'no';
}

/**
 * Where people's Jupyters are although they are not on PATH, the most likely first: the user base of pip, pipx, uv,
 * conda and its relatives, pyenv, Homebrew, environments in the home directory.
 */
const PLACES: readonly Place[] = [
  { path: '.local/bin', verified: 'yes' },
  { path: 'venvs/*/bin', variable: 'PIPX_HOME', verified: 'no' },
  { path: '.local/share/pipx/venvs/*/bin', verified: 'yes' },
  { path: '.local/pipx/venvs/*/bin', verified: 'no' },
  { path: '*/bin', variable: 'UV_TOOL_DIR', verified: 'no' },
  { path: '.local/share/uv/tools/*/bin', verified: 'yes' },
  ...['miniforge3', 'miniconda3', 'anaconda3', 'mambaforge', 'micromamba', '.conda'].flatMap(
    (name): Place[] => [
      { path: `${name}/bin`, verified: 'no' },
      { path: `${name}/envs/*/bin`, verified: name === 'miniforge3' ? 'yes' : 'no' },
    ],
  ),
  ...['/opt/conda', '/opt/miniforge3', '/opt/miniconda3', '/opt/anaconda3'].flatMap((name): Place[] => [
    { path: `${name}/bin`, verified: 'no' },
    { path: `${name}/envs/*/bin`, verified: 'no' },
  ]),
  { path: 'versions/*/bin', variable: 'PYENV_ROOT', verified: 'no' },
  { path: '.pyenv/versions/*/bin', verified: 'yes' },
  { path: '/opt/homebrew/bin', verified: 'no' },
  { path: '/usr/local/bin', verified: 'no' },
  { path: '/home/linuxbrew/.linuxbrew/bin', verified: 'no' },
  { path: '.venv/bin', verified: 'no' },
  { path: 'venv/bin', verified: 'no' },
  { path: '.virtualenvs/*/bin', verified: 'no' },
  { path: 'Library/Python/*/bin', verified: 'no' },
];

/** The directories outside PATH that hold a command with one of these names, without duplicates, the likeliest first. */
export async function usualPlaces(system: System, commands: readonly string[]): Promise<string[]> {
  if (system.platform === 'win32') return [];
  const { join, isAbsolute } = pathsOf(system);
  const patterns = PLACES.flatMap(({ path, variable }) => {
    if (variable !== undefined) {
      const root = system.env[variable];
      return root ? [join(root, path)] : [];
    }
    return [isAbsolute(path) ? path : join(system.home, path)];
  });
  const expanded = await Promise.all(patterns.map((pattern) => expand(pattern, system)));
  const directories = [
    ...(await ofRunningServers(system)),
    ...expanded.flat(),
    ...(await condaEnvironments(system)),
  ];
  const found = await Promise.all(
    [...new Set(directories)].map(async (directory) => {
      const names = await system.files.list(directory).catch(() => []);
      return names.some((name) => commands.includes(name)) ? directory : undefined;
    }),
  );
  return found.filter((directory) => directory !== undefined);
}

/** The directories beside the Python of each server that runs now: what the user really starts. */
async function ofRunningServers(system: System): Promise<string[]> {
  const { join, dirname } = pathsOf(system);
  const runtime = system.env.JUPYTER_RUNTIME_DIR || usualRuntimeDir(system);
  const names = await system.files.list(runtime).catch(() => []);
  const pids = names.flatMap((name) => /^(?:nb|jp)server-(\d+)\.json$/.exec(name)?.[1] ?? []);
  const programs = await Promise.all(
    pids.map(async (pid) => {
      const process = await readProcess(Number(pid), system.files);
      const [python = ''] = process?.uid === system.uid ? (process?.args ?? []) : [];
      return /^\/.*\/python[\d.]*$/.test(python) ? join(dirname(python)) : undefined;
    }),
  );
  return programs.filter((directory) => directory !== undefined);
}

/** Every environment that conda ever made for this user. */
async function condaEnvironments(system: System): Promise<string[]> {
  const { join } = pathsOf(system);
  const text = await readText(join(system.home, '.conda', 'environments.txt'), system.files).catch(
    () => undefined,
  );
  return (text ?? '').split('\n').flatMap((line) => (line.startsWith('/') ? [join(line.trim(), 'bin')] : []));
}

/** The directories that a path with at most one `*` stands for. */
async function expand(pattern: string, system: System): Promise<string[]> {
  const [before = '', after] = pattern.split('/*/');
  if (after === undefined) return [pattern];
  const { join } = pathsOf(system);
  const names = await system.files.list(before).catch(() => []);
  return names.map((name) => join(before, name, after));
}
