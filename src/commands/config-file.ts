import { resolve } from 'node:path';
import { Situation } from '../situation.ts';
import type { CommandContext, CommonFlags } from './context.ts';

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
  const situation = new Situation(system, { target: flags.target });
  const path =
    flags.file === undefined ? (await situation.get('configFile')).path : resolve(system.cwd, flags.file);
  return { path, format: path.endsWith('.json') ? 'json' : 'python', situation };
}
