import { posix, win32 } from 'node:path';
import type { System } from '../system/system.ts';
import { findExecutable } from './executables.ts';
import { withRuntimeDirectory } from './runtime-directory.ts';
import type { Target } from './target.ts';

const GENERATE_TIMEOUT_MS = 60_000;

/** The command whose default file has the name we write: for JupyterLab that is the server's. */
const GENERATORS: Readonly<Record<string, string>> = {
  jupyter_notebook_config: 'jupyter-notebook',
  jupyter_server_config: 'jupyter-server',
};

/**
 * The commented default config of the installed Jupyter, in its own words (`--generate-config`), made in a
 * temporary directory; undefined when there is no Jupyter or it does not come up with one.
 */
export async function generateConfig(target: Target, system: System): Promise<Uint8Array | undefined> {
  const { installed } = target;
  if (installed === undefined) {
    return undefined;
  }
  const { join, dirname } = system.platform === 'win32' ? win32 : posix;
  const generator = GENERATORS[target.base];
  const command =
    generator === undefined || target.generation === 'classic'
      ? installed.executable
      : ((await findExecutable(generator, system, { extra: [dirname(installed.executable)] })) ??
        installed.executable);
  return withRuntimeDirectory(system, async (env, directory) => {
    // Not with --config=FILE: notebook 7 and lab ignore it here and write into the config directory.
    await system.run(command, ['--generate-config'], {
      timeout: GENERATE_TIMEOUT_MS,
      env: { ...env, JUPYTER_CONFIG_DIR: directory },
    });
    const made = (await system.files.list(directory)).find((name) => /^jupyter_\w+_config\.py$/.test(name));
    const bytes = made === undefined ? undefined : await system.files.read(join(directory, made));
    // The text quotes some defaults; none of them may be our temporary directory.
    return bytes === undefined || new TextDecoder().decode(bytes).includes(directory) ? undefined : bytes;
  });
}
