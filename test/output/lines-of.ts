import { unglued } from '../../src/messages/command-line.ts';
import { type LabelledRow, labelled, layOut } from '../../src/output/layout.ts';
import { PLAIN } from '../../src/system/colour.ts';

/** The lines of labelled rows on a terminal with this many columns, without colours. */
export function linesOf(rows: readonly LabelledRow[], columns: number): string[] {
  return labelled(rows).flatMap(([text, style]) =>
    layOut(text, { ...style, columns, colours: PLAIN, unicode: true })
      .split('\n')
      .map(unglued),
  );
}
