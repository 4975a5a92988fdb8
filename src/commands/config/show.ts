import { t } from '../../messages/index.ts';
import type { CommandContext } from '../../output/context.ts';
import { wrappedTalk } from '../../output/say-wrapped.ts';
import { shortPath } from '../../system/short-path.ts';
import { type ConfigFlags, chooseConfigFile, readOneFile } from './config-file.ts';
import { decide } from './config-show-decided.ts';
import { tellAll, tellFile } from './config-show-tell.ts';
import { rowsOf, rowsOfAll } from './show-rows.ts';

/**
 * `config show`: what each setting is, where that is said, and every line that does not count, with the reason; across all
 * files that Jupyter reads, or the lines of one file.
 */
export async function configShow(
  context: CommandContext,
  _args: string[],
  flags: ConfigFlags,
): Promise<number> {
  const { talk, system } = context;
  const { path, format, situation } = await chooseConfigFile(context, flags);
  const one = flags.file !== undefined;
  const sources = one ? undefined : await situation.get('sources');
  const files = sources?.files.filter(({ exists }) => exists) ?? [await readOneFile(path, format, system)];
  const target = sources && (await situation.get('target'));
  const rows =
    sources && target
      ? await rowsOfAll({ target, system, layers: sources.layers, files: sources.files }, sources)
      : files.flatMap(rowsOf);
  const decided = sources ? await decide(situation, rows) : [];
  const m = t().configCommand;
  if (rows.length === 0 && decided.length === 0) talk.say(m.nothingSet);
  if (target) await tellAll(context, rows, decided, target.installed?.command ?? `jupyter ${target.app}`);
  else await tellFile(context, rows);
  const opaque = files.flatMap(({ path: file, opaque: lines }) =>
    lines.map(({ line, what }) => ({ file, line, what })),
  );
  const { say, warn } = await wrappedTalk(context);
  for (const { file, line } of opaque) say(m.opaque(`${shortPath(file, system)}:${line}`));
  const unread = files.filter(({ error }) => error !== undefined);
  for (const { path: file, error } of unread) warn(m.unread(shortPath(file, system), error?.message ?? ''));
  talk.document({
    schema: 1,
    files: files.map(({ path: file }) => file),
    settings: rows.map(({ shown: _, ...row }) => row),
    traits: decided.map(({ shown: _, ...winner }) => winner),
    opaque,
    unread: unread.map(({ path: file, error }) => ({ file, message: error?.message })),
  });
  return 0;
}
