import { ExposeError } from '../../errors.ts';
import { t } from '../../messages/index.ts';
import type { CommandContext } from '../../output/context.ts';
import { toJson } from '../../python-config/to-json.ts';
import { type ConfigFlags, chooseConfigFile, readOneFile } from './config-file.ts';
import { parseName } from './parse.ts';

/** `config get NAME`: the value that counts in one file. Text prints as it is, everything else as JSON. */
export async function configGet(
  context: CommandContext,
  [word = '']: string[],
  flags: ConfigFlags,
): Promise<number> {
  const name = parseName(word);
  const { path, format } = await chooseConfigFile(context, flags);
  const file = await readOneFile(path, format, context.system);
  const m = t().configCommand;
  if (!file.exists) throw new ExposeError('answer', m.noFile(path));
  const setting = file.settings.findLast(({ key, wins }) => wins && key === name);
  const [code] = file.opaque;
  if (!setting)
    throw new ExposeError('answer', code ? m.uncertain(name, `${path}:${code.line}`) : m.notSet(name, path));
  const place = `${path}:${setting.line}`;
  // A line that certainly has the last word is not conditional, whatever stands above it.
  if (setting.conditional) throw new ExposeError('answer', m.uncertain(name, place));
  if (setting.value === undefined) throw new ExposeError('answer', m.notLiteral(name, place));
  const { value, line } = setting;
  context.talk.result(typeof value === 'string' ? value : toJson(value));
  context.talk.document({ schema: 1, name, value, file: path, line });
  return 0;
}
