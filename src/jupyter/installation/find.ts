import { posix, win32 } from 'node:path';
import type { System } from '../../system/system.ts';
import { configDirWithoutJupyter } from './config-dir.ts';
import { findExecutable } from './executables.ts';
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

export type App = 'notebook' | 'lab' | 'server';

/** One Jupyter application that can be started on this machine. */
export interface Installation {
  /** What the person types: 'jupyter lab', or 'jupyter-lab' where there is no `jupyter`. */
  readonly command: string;
  readonly app: App;
  /** The version of the application itself: notebook, jupyterlab or jupyter_server. */
  readonly version: string;
  /** The command file as found. */
  readonly executable: string;
  /** The Python behind it; undefined behind a wrapper that does not tell. */
  readonly interpreter: string | undefined;
  readonly versions: Versions;
  readonly paths: JupyterPaths;
  readonly environment: Environment;
}

/** Which package an application's version comes from. */
export const APPS: readonly { app: App; command: string; package: PackageName }[] = [
  { app: 'notebook', command: 'jupyter-notebook', package: 'notebook' },
  { app: 'lab', command: 'jupyter-lab', package: 'jupyterlab' },
  { app: 'server', command: 'jupyter-server', package: 'jupyter_server' },
];

/** `jupyter_core` from which the directory a server is started in is no config directory any more. */
export const CORE_WITHOUT_CWD_CONFIG = '4.11.2';

/** A command whose Python does not tell, with what is known of it. */
interface Asked {
  readonly app: App;
  readonly name: PackageName;
  readonly typed: string;
  readonly executable: string;
  readonly umbrella: string | undefined;
  readonly interpreter: string | undefined;
}

/** A full Jupyter start, so this is for wrappers whose Python cannot be found. */
const ASK_TIMEOUT_MS = 30_000;

/**
 * The Jupyter applications a person can start from here: on PATH, or in the active environment. Each
 * interpreter behind them is asked once. Applications whose package is gone (a leftover script) are not listed.
 */
export async function findInstallations(system: System): Promise<Installation[]> {
  const umbrella = await findExecutable('jupyter', system, { extra: [] });
  // `jupyter lab` looks beside itself before it looks along PATH (jupyter_core command.py).
  const beside = umbrella === undefined ? [] : [directoryOf(umbrella, system)];
  const probes = new Map<string, Promise<ProbeAnswer | undefined>>();
  const found = await Promise.all(
    APPS.map(async ({ app, command, package: name }) => {
      const executable = await findExecutable(command, system, { extra: beside });
      if (executable === undefined) {
        return undefined;
      }
      const interpreter = (await findInterpreter(executable, system))?.path;
      const answer = interpreter === undefined ? undefined : await probeOnce(interpreter, probes, system);
      const typed = umbrella === undefined ? command : `jupyter ${app}`;
      if (answer?.paths === undefined || interpreter === undefined) {
        return askCommand({ app, name, typed, executable, umbrella, interpreter }, system);
      }
      const version = answer.versions[name];
      return version === undefined
        ? undefined
        : {
            command: typed,
            app,
            version,
            executable,
            interpreter,
            versions: answer.versions,
            paths: answer.paths,
            environment: environmentOf(answer),
          };
    }),
  );
  return found.filter((installation) => installation !== undefined);
}

function probeOnce(
  interpreter: string,
  probes: Map<string, Promise<ProbeAnswer | undefined>>,
  system: System,
): Promise<ProbeAnswer | undefined> {
  const running = probes.get(interpreter) ?? probeInterpreter(interpreter, system);
  probes.set(interpreter, running);
  return running;
}

function directoryOf(path: string, system: System): string {
  return (system.platform === 'win32' ? win32 : posix).dirname(path);
}

/** Learns an application's version and directories from the commands themselves; undefined when it does not start. */
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
    const told = JSON.parse(all.stdout) as Partial<Record<'config' | 'data' | 'runtime', string[]>>;
    return {
      config: told.config ?? guessed.config,
      configDir: own.stdout.trim() || configDir,
      runtimeDir: told.runtime?.[0] ?? '',
      dataDirs: told.data ?? [],
    };
  } catch {
    return guessed;
  }
}
