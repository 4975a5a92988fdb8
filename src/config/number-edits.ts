import { countLines } from './line-number.ts';
import type { Splice } from './splice.ts';

/** Where an edit stands: an offset of the old text, or inside the text of a splice. */
export interface Spot {
  readonly at?: number | undefined;
  readonly added?: { readonly splice: Splice; readonly inside: number } | undefined;
}

/** The 1-based line of each spot in the new text, in the order given. */
export function numberLines(text: string, splices: readonly Splice[], spots: readonly Spot[]): number[] {
  const offsets = spots.map(({ at, added }) =>
    added ? moved(added.splice.start, splices, added.splice) + added.inside : moved(at ?? 0, splices),
  );
  const order = offsets.map((_, i) => i).sort((a, b) => (offsets[a] ?? 0) - (offsets[b] ?? 0));
  const lines: number[] = offsets.map(() => 1);
  const lineOf = countLines(text);
  for (const i of order) lines[i] = lineOf(offsets[i] ?? 0).line;
  return lines;
}

/** Where an offset of the old text lies in the new one: behind everything that changed before it. */
function moved(offset: number, splices: readonly Splice[], itself?: Splice): number {
  let result = offset;
  for (const splice of splices) {
    if (splice !== itself && splice.end <= offset) result += splice.text.length - (splice.end - splice.start);
  }
  return result;
}
