import { posix, win32 } from 'node:path';
import type { System } from '../system/system.ts';
import { findExecutable } from './executables.ts';
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
  const directory = join(temporaryRoot(system), `jupyter-expose-${hex(system.randomBytes(8))}`);
  await system.files.makeDirectory(directory, 0o700);
  try {
    // Not with --config=FILE: notebook 7 and lab ignore it here and write into the config directory.
    const names = ['JUPYTER_CONFIG_DIR', 'JUPYTER_RUNTIME_DIR', 'JUPYTER_DATA_DIR', 'IPYTHONDIR'];
    await system.run(command, ['--generate-config'], {
      timeout: GENERATE_TIMEOUT_MS,
      env: Object.fromEntries(names.map((name) => [name, directory])),
    });
    const made = (await system.files.list(directory)).find((name) => /^jupyter_\w+_config\.py$/.test(name));
    const bytes = made === undefined ? undefined : await system.files.read(join(directory, made));
    // The text quotes some defaults; none of them may be our temporary directory.
    return bytes === undefined || new TextDecoder().decode(bytes).includes(directory) ? undefined : bytes;
  } finally {
    await removeAll(directory, system, join);
  }
}

function temporaryRoot({ env, platform }: System): string {
  return env.TMPDIR || env.TEMP || (platform === 'win32' ? 'C:\\Windows\\Temp' : '/tmp');
}

async function removeAll(
  directory: string,
  system: System,
  join: (...parts: string[]) => string,
): Promise<void> {
  for (const name of await system.files.list(directory)) {
    const path = join(directory, name);
    if ((await system.files.facts(path))?.kind === 'directory') {
      await removeAll(path, system, join);
    } else {
      await system.files.remove(path);
    }
  }
  await system.files.removeEmptyDirectory(directory);
}

function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
