import { pathsOf } from '../system/paths.ts';
import type { System } from '../system/system.ts';
import { findExecutable } from './installation/executables.ts';
import type { App, Installation } from './installation/find-installations.ts';
import { withRuntimeDirectory } from './server/temporary.ts';
import { GENERATE_SCRIPT } from './settings/effective-script.ts';
import type { Target } from './target.ts';
import { keyOf } from './target.ts';
import { TRAIT_NAMES } from './traits.ts';

/** The value of each setting that has no line in the config file (facts: the traits' own defaults). */
const DEFAULTS: Partial<Record<(typeof TRAIT_NAMES)[number], string>> = {
  password: "''",
  password_required: 'False',
  ip: "'localhost'",
  port: '8888',
  port_retries: '50',
  open_browser: 'True',
  certfile: "''",
};

const GENERATE_TIMEOUT_MS = 60_000;

/** The application whose default config file has the name we write. For JupyterLab that is the server. */
const GENERATORS: Readonly<Record<string, App>> = {
  jupyter_notebook_config: 'notebook',
  jupyter_server_config: 'server',
};

/**
 * The commented default config that the installed Jupyter generates (`--generate-config`) in a temporary
 * directory; undefined when there is no Jupyter or it generates nothing.
 */
export async function generateConfig(target: Target, system: System): Promise<Uint8Array | undefined> {
  const { installed } = target;
  if (installed === undefined) {
    return undefined;
  }
  const { join } = pathsOf(system);
  const [command, args] = await generatorOf(target, installed, system);
  return withRuntimeDirectory(system, async (env, directory) => {
    // Not with --config=FILE: notebook 7 and lab ignore it here and write into the config directory.
    await system.run(command, args, {
      timeout: GENERATE_TIMEOUT_MS,
      env: { ...env, JUPYTER_CONFIG_DIR: directory },
    });
    const made = (await system.files.list(directory)).find((name) => /^jupyter_\w+_config\.py$/.test(name));
    const bytes = made === undefined ? undefined : await system.files.read(join(directory, made));
    // The text quotes some defaults, and none of them may contain the temporary directory.
    return bytes === undefined || new TextDecoder().decode(bytes).includes(directory) ? undefined : bytes;
  });
}

/** Prefers the Python interpreter, which is faster than the command: see GENERATE_SCRIPT. */
async function generatorOf(
  { base, generation, app }: Target,
  { executable, interpreter }: Installation,
  system: System,
): Promise<[command: string, args: string[]]> {
  const { dirname } = pathsOf(system);
  const generator = generation === 'classic' ? app : (GENERATORS[base] ?? app);
  if (interpreter !== undefined)
    return [interpreter, ['-c', GENERATE_SCRIPT, generator, '--generate-config']];
  const command =
    generator === app
      ? undefined
      : await findExecutable(`jupyter-${generator}`, system, { extra: [dirname(executable)] });
  return [command ?? executable, ['--generate-config']];
}

/**
 * The initial config file when no installed Jupyter can generate one: a comment, and the important settings as
 * commented-out defaults, one per line, in the format of Jupyter's own generated files.
 */
export function starterConfig(target: Target): string {
  const lines = TRAIT_NAMES.flatMap((trait) => {
    const key = keyOf(target, trait);
    const value = DEFAULTS[trait];
    return key === undefined || value === undefined ? [] : [`# c.${key} = ${value}`];
  });
  return [
    `# Configuration file for jupyter ${target.app}, begun by jupyter-expose.`,
    `# \`jupyter ${target.app} --generate-config\` would list every other setting.`,
    '',
    'c = get_config()  # noqa',
    '',
    ...lines,
    '',
  ].join('\n');
}
