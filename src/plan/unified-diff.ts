import type { PreviewLine } from './preview.ts';
import type { ShownText } from './shown-text.ts';

/** Unchanged lines shown around a change. */
const CONTEXT = 3;

/** One line of the comparison; numbers are 0-based places in the old and the new text. */
interface Row {
  readonly kind: 'add' | 'remove' | 'context';
  readonly old: number;
  readonly new: number;
}

/** A text with the lines to show for it, masked; as many as it has lines. */
export interface Side {
  readonly text: ShownText;
  readonly masked: readonly string[];
}

/** A unified diff, without the file header. `npm diff` compares; what is shown comes from the masked lines. */
export async function unifiedDiff(before: Side, after: Side, noNewline: string): Promise<PreviewLine[]> {
  const rows = await compare(before.text.lines, after.text.lines);
  return hunksOf(rows).flatMap((hunk) => [
    { kind: 'header', text: rangeOf(hunk) } as const,
    ...hunk.flatMap((row) => show(row, before, after, noNewline)),
  ]);
}

async function compare(before: readonly string[], after: readonly string[]): Promise<Row[]> {
  const { diffArrays } = await import('diff');
  const rows: Row[] = [];
  let [old, now] = [0, 0];
  for (const part of diffArrays([...before], [...after])) {
    for (let left = part.value.length; left > 0; left--) {
      rows.push({ kind: part.added ? 'add' : part.removed ? 'remove' : 'context', old, new: now });
      if (!part.added) old++;
      if (!part.removed) now++;
    }
  }
  return rows;
}

/** Changes with the context around them; what touches becomes one. */
function hunksOf(rows: readonly Row[]): Row[][] {
  const hunks: Row[][] = [];
  let until = -1; // rows before this one are taken already
  for (const [at, row] of rows.entries()) {
    if (row.kind === 'context') continue;
    const from = Math.max(at - CONTEXT, 0);
    const next = Math.min(at + CONTEXT + 1, rows.length);
    const last = hunks.at(-1);
    if (last !== undefined && from <= until) last.push(...rows.slice(until, next));
    else hunks.push(rows.slice(from, next));
    until = Math.max(until, next);
  }
  return hunks;
}

function rangeOf(hunk: readonly Row[]): string {
  const first = hunk[0] ?? { old: 0, new: 0 };
  const side = (start: number, without: Row['kind']) => {
    const count = hunk.filter(({ kind }) => kind !== without).length;
    return `${count === 0 ? start : start + 1},${count}`; // diff's own way to say "after this line"
  };
  return `@@ -${side(first.old, 'add')} +${side(first.new, 'remove')} @@`;
}

const SIGNS = { add: '+', remove: '-', context: ' ' } as const;

function show(row: Row, before: Side, after: Side, noNewline: string): PreviewLine[] {
  const [side, at] = row.kind === 'remove' ? [before, row.old] : [after, row.new];
  const line: PreviewLine = { kind: row.kind, text: `${SIGNS[row.kind]}${side.masked[at] ?? ''}` };
  const isLast = at === side.text.lines.length - 1;
  return isLast && !side.text.endsWithNewline ? [line, { kind: 'context', text: `\\ ${noNewline}` }] : [line];
}
