import type { System } from '../system/system.ts';
import { configDirWithoutJupyter } from './config-dir.ts';
import type { App, Installation } from './installations.ts';
import type { JupyterPaths } from './probe.ts';
import type { PackageName } from './probe-script.ts';

/** A full Jupyter start, so this is for wrappers whose Python cannot be found. */
const ASK_TIMEOUT_MS = 30_000;

export interface Asked {
  readonly app: App;
  readonly name: PackageName;
  readonly typed: string;
  readonly executable: string;
  readonly umbrella: string | undefined;
  readonly interpreter: string | undefined;
}

/** Learns an application's version and directories from the commands themselves; undefined when it does not start. */
export async function askCommand(asked: Asked, system: System): Promise<Installation | undefined> {
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
