import { t } from '../../messages/index.ts';
import type { CommandContext } from '../../output/context.ts';
import { table, widthOf, wrap } from '../../output/layout.ts';
import { marks } from '../../output/marks.ts';
import { paint } from '../../system/colour.ts';
import { shortPath } from '../../system/short-path.ts';
import { readTerminal } from '../../system/terminal.ts';
import type { Decided } from './config-show-decided.ts';
import type { Row } from './show-rows.ts';

/** The lines of one file, one below the other. */
export async function tellFile({ talk, system }: CommandContext, rows: readonly Row[]): Promise<void> {
  const colours = await paint(process.stdout, system.env);
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
    talk.result(rows[at]?.status === 'wins' ? line : colours.dim(line));
  });
}

/** What each setting is and where that is said; below it every line that does not count, and why. */
export async function tellAll(
  { talk, system }: CommandContext,
  rows: readonly Row[],
  decided: readonly Decided[],
  command: string,
): Promise<void> {
  const colours = await paint(process.stdout, system.env);
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
    for (const line of beaten.flatMap(ofLoser)) talk.result(colours.dim(line));
  }
  for (const row of rows.filter(({ trait }) => trait === undefined || !known.has(trait))) {
    const [lines, look] = counts(row)
      ? [tell(`${row.name} = ${row.shown}`, at(row), ''), (line: string) => line]
      : [ofLoser(row), colours.dim];
    for (const line of lines) talk.result(look(line));
  }
}
