import { commandOf } from '../../jupyter/target.ts';
import { t } from '../../messages/index.ts';
import { marks, table, widthOf, wrap } from '../../output/layout.ts';
import type { CommandContext } from '../../output/output.ts';
import { shortPath } from '../../system/format.ts';
import { readTerminal } from '../../system/terminal.ts';
import { type ConfigFlags, chooseConfigFile, readOneFile } from './get.ts';
import { type Decided, decide, type Row, rowsOf, rowsOfAll } from './show-rows.ts';

/**
 * `config show`: the value of each setting, where it is set, and every line without effect, with the reason; for all
 * files that Jupyter reads, or for the lines of one file.
 */
export async function configShow(context: CommandContext, flags: ConfigFlags): Promise<number> {
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
  if (target) tellAll(context, rows, decided, commandOf(target));
  else tellFile(context, rows);
  const opaque = files.flatMap(({ path: file, opaque: lines }) =>
    lines.map(({ line, what }) => ({ file, line, what })),
  );
  const { say, warn } = context.talk;
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

/** Prints the lines of one file. */
function tellFile({ talk, system }: CommandContext, rows: readonly Row[]): void {
  const m = t().configCommand;
  const marked = { wins: '', loses: m.loses, conditional: m.conditional, ignored: m.ignored };
  const lines = table(
    rows.map(({ name, shown, file, line, status }) => [
      name,
      shown,
      `${shortPath(file, system)}:${line}`,
      marked[status],
    ]),
  );
  lines.forEach((line, at) => {
    talk.result(line, rows[at]?.status === 'wins' ? {} : { style: 'dim' });
  });
}

/** Prints each setting with its source, then every line without effect and why. */
function tellAll(
  { talk, system }: CommandContext,
  rows: readonly Row[],
  decided: readonly Decided[],
  command: string,
): void {
  const { columns, unicode } = readTerminal(system.env);
  const { fail } = marks(unicode);
  const tell = (text: string, place: string, indent: string): string[] => {
    const fits = widthOf(indent + text) + 2 + widthOf(place) <= columns;
    return fits
      ? [`${indent}${text}  ${place}`]
      : [indent + text, `${' '.repeat(indent.length + 2)}${place}`];
  };
  const at = ({ file, line }: { file?: string; line?: number }) =>
    file === undefined ? '' : `${shortPath(file, system)}:${line}`;
  const m = t().configCommand;
  const ofWinner = (one: Decided) => [
    ...tell(`${one.name} = ${one.shown}`, at(one), ''),
    ...(one.from === 'jupyter' ? wrap(m.fromJupyter(command), columns, '    ') : []),
    ...(one.from === 'unknown' ? wrap(t().precedence.why.conditional('', ''), columns, '    ') : []),
  ];
  const ofLoser = (row: Row) => [
    ...tell(`${row.name} = ${row.shown}`, at(row), `  ${fail} `),
    ...wrap(row.why ?? '', columns, '      '),
  ];
  const counts = ({ status }: Row) => status === 'wins' || status === 'conditional';
  const known = new Set(decided.map(({ trait }) => trait));
  for (const one of decided) {
    for (const line of ofWinner(one)) talk.result(line);
    const beaten = rows.filter((row) => row.trait === one.trait && !counts(row));
    for (const line of beaten.flatMap(ofLoser)) talk.result(line, { style: 'dim' });
  }
  for (const row of rows.filter(({ trait }) => trait === undefined || !known.has(trait))) {
    const [lines, look] = counts(row)
      ? ([tell(`${row.name} = ${row.shown}`, at(row), ''), {}] as const)
      : ([ofLoser(row), { style: 'dim' }] as const);
    for (const line of lines) talk.result(line, look);
  }
}
