import { shellQuoted } from '../../messages/command-line.ts';
import { isTrusted } from '../../system/ownership.ts';
import { pathsOf } from '../../system/paths.ts';
import type { System } from '../../system/system.ts';
import { configDirWithoutJupyter } from './config-dir.ts';
import { findExecutable, isExecutable } from './executables.ts';
import { findInterpreter } from './interpreter.ts';
import {
  type Environment,
  environmentOf,
  type JupyterPaths,
  type ProbeAnswer,
  probeInterpreter,
  type Versions,
} from './probe.ts';
import type { PackageName } from './probe-script.ts';
import { usualPlaces } from './usual-places.ts';

export type App = 'notebook' | 'lab' | 'server';

/** A Jupyter application that can be started on this machine. */
export interface Installation {
  /** What the user types: 'jupyter lab', or 'jupyter-lab' when there is no `jupyter`. */
  readonly command: string;
  readonly app: App;
  /** The version of the application itself: notebook, jupyterlab or jupyter_server. */
  readonly version: string;
  /** The path of the command. */
  readonly executable: string;
  /** Its Python interpreter; undefined for a wrapper that does not reveal it. */
  readonly interpreter: string | undefined;
  readonly versions: Versions;
  readonly paths: JupyterPaths;
  readonly environment: Environment;
  /** It is not on PATH, so `command` is its full path. */
  readonly isElsewhere?: boolean;
}

/** The package that determines an application's version. */
export const APPS: readonly { app: App; command: string; package: PackageName }[] = [
  { app: 'notebook', command: 'jupyter-notebook', package: 'notebook' },
  { app: 'lab', command: 'jupyter-lab', package: 'jupyterlab' },
  { app: 'server', command: 'jupyter-server', package: 'jupyter_server' },
];

/** From this `jupyter_core` version on, a server's start directory is no longer a config directory. */
export const CORE_WITHOUT_CWD_CONFIG = '4.11.2';

/** A command whose Python gives no answer, with what is known about it. */
interface Asked extends Pick<Installation, 'app' | 'executable' | 'interpreter'> {
  readonly name: PackageName;
  readonly typed: string;
  readonly umbrella: string | undefined;
}

/** The answers so far, by interpreter. */
type Probes = Map<string, Promise<ProbeAnswer | undefined>>;

/** So many environments are queried: each is a start of Python. */
const MOST_PLACES = 8;

/** Allows for a full Jupyter start; used only for wrappers whose Python cannot be found. */
const ASK_TIMEOUT_MS = 30_000;

/**
 * The Jupyter applications that the user can start: on PATH, or in the active environment; where there is none, in the
 * usual places of pip, pipx, uv, conda, pyenv and Homebrew. Each interpreter is queried once. Applications whose package
 * is missing (a leftover script) are left out. `named`: a command that the user named, first of all.
 */
export async function findInstallations(system: System, named?: string): Promise<Installation[]> {
  const probes: Probes = new Map();
  const chosen =
    named === undefined ? [] : await installationsIn(pathsOf(system).dirname(named), probes, system);
  const onPath = await installationsOnPath(probes, system);
  if (onPath.length > 0) return [...chosen, ...onPath];
  const places = await usualPlaces(
    system,
    APPS.map(({ command }) => command),
  );
  const elsewhere = await Promise.all(
    places.slice(0, MOST_PLACES).map((directory) => installationsIn(directory, probes, system)),
  );
  return distinct([...chosen, ...elsewhere.flat()]);
}

async function installationsOnPath(probes: Probes, system: System): Promise<Installation[]> {
  const umbrella = await findExecutable('jupyter', system, { extra: [] });
  // `jupyter lab` searches its own directory before PATH (jupyter_core command.py).
  const beside = umbrella === undefined ? [] : [pathsOf(system).dirname(umbrella)];
  const found = await Promise.all(
    APPS.map(async (row) => {
      const executable = await findExecutable(row.command, system, { extra: beside });
      const typed = umbrella === undefined ? row.command : `jupyter ${row.app}`;
      return executable === undefined
        ? undefined
        : installationOf(row, { executable, typed, umbrella }, probes, system);
    }),
  );
  return found.filter((installation) => installation !== undefined);
}

/** The applications in a directory that is not on PATH. What others may have put there is not run. */
async function installationsIn(directory: string, probes: Probes, system: System): Promise<Installation[]> {
  const { join } = pathsOf(system);
  const found = await Promise.all(
    APPS.map(async (row) => {
      const executable = join(directory, row.command);
      if (!(await isExecutable(executable, system)) || !(await isTrusted(executable, system)))
        return undefined;
      const interpreter = (await findInterpreter(executable, system))?.path;
      if (interpreter !== undefined && !(await isTrusted(interpreter, system))) return undefined;
      const typed = shellQuoted(executable);
      const one = await installationOf(row, { executable, typed, umbrella: undefined }, probes, system);
      return one && { ...one, isElsewhere: true };
    }),
  );
  return found.filter((installation) => installation !== undefined);
}

async function installationOf(
  { app, package: name }: (typeof APPS)[number],
  { executable, typed, umbrella }: Pick<Asked, 'executable' | 'typed' | 'umbrella'>,
  probes: Probes,
  system: System,
): Promise<Installation | undefined> {
  const interpreter = (await findInterpreter(executable, system))?.path;
  const answer = interpreter === undefined ? undefined : await probeOnce(interpreter, probes, system);
  if (answer?.paths === undefined || interpreter === undefined)
    return askCommand({ app, name, typed, executable, umbrella, interpreter }, system);
  const version = answer.versions[name];
  if (version === undefined) return undefined;
  const { versions, paths } = answer;
  const environment = environmentOf(answer);
  return { command: typed, app, version, executable, interpreter, versions, paths, environment };
}

/** A link in ~/.local/bin and the command that it leads to are one installation. */
function distinct(all: readonly Installation[]): Installation[] {
  const identity = ({ app, interpreter, executable }: Installation) => `${app} ${interpreter ?? executable}`;
  return all.filter((one, at) => all.findIndex((other) => identity(other) === identity(one)) === at);
}

function probeOnce(interpreter: string, probes: Probes, system: System): Promise<ProbeAnswer | undefined> {
  const running = probes.get(interpreter) ?? probeInterpreter(interpreter, system);
  probes.set(interpreter, running);
  return running;
}

/** Queries the commands for an application's version and directories; undefined when it does not start. */
async function askCommand(asked: Asked, system: System): Promise<Installation | undefined> {
  const [version, paths] = await Promise.all([askVersion(asked.executable, system), askPaths(asked, system)]);
  if (version === undefined) {
    return undefined;
  }
  return {
    command: asked.typed,
    app: asked.app,
    version,
    executable: asked.executable,
    interpreter: asked.interpreter,
    versions: { [asked.name]: version },
    paths,
    environment: { kind: 'unknown', prefix: '' },
  };
}

async function askVersion(executable: string, system: System): Promise<string | undefined> {
  const { code, stdout } = await system.run(executable, ['--version'], { timeout: ASK_TIMEOUT_MS });
  return code === 0 ? /^\s*(\d+\.\d\S*)\s*$/m.exec(stdout)?.[1] : undefined;
}

async function askPaths(asked: Asked, system: System): Promise<JupyterPaths> {
  const configDir = configDirWithoutJupyter(system);
  const guessed: JupyterPaths = { config: [configDir], configDir, runtimeDir: '', dataDirs: [] };
  if (asked.umbrella === undefined) {
    return guessed;
  }
  const options = { timeout: ASK_TIMEOUT_MS };
  const [all, own] = await Promise.all([
    system.run(asked.umbrella, ['--paths', '--json'], options),
    system.run(asked.umbrella, ['--config-dir'], options),
  ]);
  try {
    const answer = JSON.parse(all.stdout) as Partial<Record<'config' | 'data' | 'runtime', string[]>>;
    return {
      config: answer.config ?? guessed.config,
      configDir: own.stdout.trim() || configDir,
      runtimeDir: answer.runtime?.[0] ?? '',
      dataDirs: answer.data ?? [],
    };
  } catch {
    return guessed;
  }
}
