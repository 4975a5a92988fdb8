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
  const { output, system } = context;
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
  const m = t().config;
  if (rows.length === 0 && decided.length === 0) output.print(m.nothingSet);
  if (target) printSettings(context, rows, decided, commandOf(target));
  else printFile(context, rows);
  const opaque = files.flatMap(({ path: file, opaque: lines }) =>
    lines.map(({ line, what }) => ({ file, line, what })),
  );
  const { print, warn } = context.output;
  for (const { file, line } of opaque) print(m.opaque(`${shortPath(file, system)}:${line}`));
  const unreadable = files.filter(({ error }) => error !== undefined);
  for (const { path: file, error } of unreadable)
    warn(m.unread(shortPath(file, system), error?.message ?? ''));
  output.json({
    schema: 1,
    files: files.map(({ path: file }) => file),
    settings: rows.map(({ shown: _, ...row }) => row),
    traits: decided.map(({ shown: _, ...winner }) => winner),
    opaque,
    unread: unreadable.map(({ path: file, error }) => ({ file, message: error?.message })),
  });
  return 0;
}

/** Prints the lines of one file. */
function printFile({ output, system }: CommandContext, rows: readonly Row[]): void {
  const m = t().config;
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
    output.result(line, rows[at]?.status === 'wins' ? {} : { style: 'dim' });
  });
}

/** Prints each setting with its source, then every line without effect and why. */
function printSettings(
  { output, system }: CommandContext,
  rows: readonly Row[],
  decided: readonly Decided[],
  command: string,
): void {
  const { columns, unicode } = readTerminal(system.env);
  const { fail } = marks(unicode);
  const withLocation = (text: string, location: string, indent: string): string[] => {
    const fits = widthOf(indent + text) + 2 + widthOf(location) <= columns;
    return fits
      ? [`${indent}${text}  ${location}`]
      : [indent + text, `${' '.repeat(indent.length + 2)}${location}`];
  };
  const at = ({ file, line }: { file?: string; line?: number }) =>
    file === undefined ? '' : `${shortPath(file, system)}:${line}`;
  const m = t().config;
  const ofWinner = (one: Decided) => [
    ...withLocation(`${one.name} = ${one.shown}`, one.variable ?? at(one), ''),
    ...(one.from === 'jupyter' ? wrap(m.fromJupyter(command), columns, '    ') : []),
    ...(one.from === 'unknown' ? wrap(t().precedence.why.conditional('', ''), columns, '    ') : []),
  ];
  const ofLoser = (row: Row) => [
    ...withLocation(`${row.name} = ${row.shown}`, at(row), `  ${fail} `),
    ...wrap(row.why ?? '', columns, '      '),
  ];
  const counts = ({ status }: Row) => status === 'wins' || status === 'conditional';
  const known = new Set(decided.map(({ trait }) => trait));
  for (const one of decided) {
    for (const line of ofWinner(one)) output.result(line);
    const overridden = rows.filter((row) => row.trait === one.trait && !counts(row));
    for (const line of overridden.flatMap(ofLoser)) output.result(line, { style: 'dim' });
  }
  for (const row of rows.filter(({ trait }) => trait === undefined || !known.has(trait))) {
    const [lines, style] = counts(row)
      ? ([withLocation(`${row.name} = ${row.shown}`, at(row), ''), {}] as const)
      : ([ofLoser(row), { style: 'dim' }] as const);
    for (const line of lines) output.result(line, style);
  }
}
