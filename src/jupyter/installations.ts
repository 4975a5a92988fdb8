import { posix, win32 } from 'node:path';
import type { System } from '../system/system.ts';
import { type Environment, environmentOf } from './environment.ts';
import { findExecutable } from './executables.ts';
import { askCommand } from './installation-fallback.ts';
import { findInterpreter } from './interpreter.ts';
import { type JupyterPaths, type ProbeAnswer, probeInterpreter, type Versions } from './probe.ts';
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
