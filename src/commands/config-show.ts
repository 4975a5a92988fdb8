import { HIDDEN, hideSecrets } from '../config/secret-names.ts';
import { toJson } from '../config/to-json.ts';
import type { ConfigFile, FileSetting } from '../jupyter/config-file.ts';
import { t } from '../messages/index.ts';
import { maskHashes } from '../plan/masking.ts';
import { paint } from '../system/colour.ts';
import { table } from '../wizard/screen.ts';
import { type ConfigFlags, chooseConfigFile, readOneFile } from './config-file.ts';
import type { CommandContext } from './context.ts';

interface Row {
  readonly name: string;
  /** As a person reads it. */
  readonly shown: string;
  /** For --json: undefined when only Jupyter can compute it. */
  readonly value: unknown;
  readonly file: string;
  readonly line: number;
  readonly status: 'wins' | 'loses' | 'conditional' | 'ignored';
}

/** `config show`: every setting with its file and line, also the lines that lose; one file, or all that Jupyter reads. */
export async function configShow(
  context: CommandContext,
  _args: string[],
  flags: ConfigFlags,
): Promise<number> {
  const { talk, system } = context;
  const choice = await chooseConfigFile(context, flags);
  const one = flags.file !== undefined;
  const files = one
    ? [await readOneFile(choice.path, choice.format, system)]
    : (await choice.situation.get('sources')).files.filter(({ exists }) => exists);
  const rows = one ? files.flatMap(rowsOf) : await rowsOfAll(choice.situation, files);
  const m = t().configCommand;
  if (rows.length === 0) talk.say(m.nothingSet);
  const colours = await paint(process.stdout, system.env);
  const marked = { wins: '', loses: m.loses, conditional: m.conditional, ignored: m.ignored };
  const lines = table(
    rows.map(({ name, shown, file, line, status }) => [name, shown, `${file}:${line}`, marked[status]]),
  );
  lines.forEach((line, at) => {
    talk.result(rows[at]?.status === 'wins' ? line : colours.dim(line));
  });
  const opaque = files.flatMap(({ path, opaque: lines }) =>
    lines.map(({ line, what }) => ({ file: path, line, what })),
  );
  for (const { file, line } of opaque) talk.say(m.opaque(`${file}:${line}`));
  const unread = files.filter(({ error }) => error !== undefined);
  for (const { path, error } of unread) talk.warn(m.unread(path, error?.message ?? ''));
  talk.document({
    schema: 1,
    files: files.map(({ path }) => path),
    settings: rows.map(({ shown: _, ...row }) => row),
    opaque,
    unread: unread.map(({ path, error }) => ({ file: path, message: error?.message })),
  });
  return 0;
}

/** Within one file. */
function rowsOf(file: ConfigFile): Row[] {
  return file.settings.map((setting) => rowOf(file, setting, setting.wins ? 'wins' : 'loses'));
}

/** Across every file the target reads: a setting that wins in its file may lose against another file. */
async function rowsOfAll(
  situation: Awaited<ReturnType<typeof chooseConfigFile>>['situation'],
  files: readonly ConfigFile[],
): Promise<Row[]> {
  const { traits } = await situation.get('sources');
  const roles = new Map(
    Object.values(traits)
      .flat()
      .map(({ file, line, key, role }) => [`${file}:${line}:${key}`, role] as const),
  );
  return files.flatMap((file) =>
    file.settings.map((setting) => {
      const role = roles.get(`${file.path}:${setting.line}:${setting.key}`);
      return rowOf(file, setting, role ?? (setting.wins ? 'wins' : 'loses'));
    }),
  );
}

function rowOf(file: ConfigFile, setting: FileSetting, status: Row['status']): Row {
  const { key: name, line, conditional } = setting;
  const value = setting.value === undefined ? undefined : hideSecrets(name, setting.value, maskHashes);
  return {
    name,
    shown: value === undefined ? t().configCommand.computed : value === HIDDEN ? HIDDEN : toJson(value),
    value,
    file: file.path,
    line,
    status: status === 'wins' && conditional ? 'conditional' : status,
  };
}
