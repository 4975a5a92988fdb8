import { resolve } from 'node:path';
import { ExposeError, RefusedError } from '../../errors.ts';
import { type ConfigFile, readConfigFile } from '../../jupyter/settings/config-file.ts';
import { t } from '../../messages/index.ts';
import type { CommandContext, CommonFlags } from '../../output/context.ts';
import { Situation } from '../../situation/situation.ts';
import type { System } from '../../system/system.ts';

export interface ConfigFlags extends CommonFlags {
  readonly file?: string;
  readonly target?: string;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
}

/** The one config file a `config` command works on: --file, else the one of the Jupyter that `init` would set up. */
export interface ConfigFileChoice {
  readonly path: string;
  readonly format: 'python' | 'json';
  readonly situation: Situation;
}

export async function chooseConfigFile(
  { system }: CommandContext,
  flags: ConfigFlags,
): Promise<ConfigFileChoice> {
  if (flags.file === '')
    throw new ExposeError('usage', t().configCommand.emptyFile, t().configCommand.emptyFileHint);
  const situation = new Situation(system, { target: flags.target });
  const path =
    flags.file === undefined ? (await situation.get('configFile')).path : resolve(system.cwd, flags.file);
  return { path, format: path.endsWith('.json') ? 'json' : 'python', situation };
}

/** One file by itself. Throws where it cannot be read, or judged by its lines, naming it. */
export async function readOneFile(
  path: string,
  format: ConfigFile['format'],
  system: System,
): Promise<ConfigFile> {
  const file = await readConfigFile(path, '', format, system);
  const { error } = file;
  if (error instanceof RefusedError) throw new RefusedError(error.reason, error.line, error.column, path);
  if (error) throw error;
  return file;
}
