import { resolve } from 'node:path';
import type { AcceptFlags } from '../../command/accept-openings.ts';
import type { ChangeFlags } from '../../command/change-command.ts';
import { ExposeError, RefusedError } from '../../errors.ts';
import { type ConfigFile, formatOf, readConfigFile } from '../../jupyter/settings/config-file.ts';
import { t } from '../../messages/index.ts';
import type { CommandContext, CommonFlags } from '../../output/output.ts';
import { toJson } from '../../python-config/write-literal.ts';
import { Situation } from '../../situation/situation.ts';
import type { System } from '../../system/system.ts';
import { parseName } from './parse.ts';

/** `config get NAME`: the value that wins in one file. Text is printed unquoted, everything else as JSON. */
export async function configGet(
  context: CommandContext,
  flags: ConfigFlags,
  [word = '']: string[],
): Promise<number> {
  const name = parseName(word);
  const { path, format } = await chooseConfigFile(context, flags);
  const file = await readOneFile(path, format, context.system);
  const m = t().config;
  if (!file.exists) throw new ExposeError('answer', m.noFile(path));
  const setting = file.settings.findLast(({ key, wins }) => wins && key === name);
  const [code] = file.opaque;
  if (!setting)
    throw new ExposeError('answer', code ? m.uncertain(name, `${path}:${code.line}`) : m.notSet(name, path));
  const location = `${path}:${setting.line}`;
  // A line that certainly wins is not conditional, whatever comes before it.
  if (setting.conditional) throw new ExposeError('answer', m.uncertain(name, location));
  if (setting.value === undefined) throw new ExposeError('answer', m.notLiteral(name, location));
  const { value, line } = setting;
  context.output.result(typeof value === 'string' ? value : toJson(value), { raw: true });
  context.output.json({ schema: 1, name, value, file: path, line });
  return 0;
}

export interface ConfigFlags extends CommonFlags, ChangeFlags, AcceptFlags {
  /** `config set`: the value comes from standard input. */
  readonly valueStdin?: boolean;
  readonly file?: string;
  readonly target?: string;
}

/** The config file that a `config` command works on: --file, else that of the Jupyter that `init` would configure. */
interface ConfigFileChoice {
  readonly path: string;
  readonly format: 'python' | 'json';
  readonly situation: Situation;
}

export async function chooseConfigFile(
  context: CommandContext,
  flags: ConfigFlags,
): Promise<ConfigFileChoice> {
  if (flags.file === '') throw new ExposeError('usage', t().config.emptyFile, t().config.emptyFileHint);
  const situation = new Situation(context, { target: flags.target });
  const path =
    flags.file === undefined
      ? (await situation.get('configFile')).path
      : resolve(context.system.cwd, flags.file);
  return { path, format: formatOf(path), situation };
}

/** Reads one file. Throws an error that names the file if it cannot be read or parsed. */
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
