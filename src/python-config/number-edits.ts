import { countLines } from './line-number.ts';
import type { Splice } from './splice.ts';

/** Where an edit stands: an offset of the old text, or inside the text of a splice. */
export interface Spot {
  readonly at?: number | undefined;
  readonly added?: { readonly splice: Splice; readonly inside: number } | undefined;
}

/** The 1-based line of each spot in the new text, in the order given. `splices` must not overlap. */
export function numberLines(text: string, splices: readonly Splice[], spots: readonly Spot[]): number[] {
  const sorted = [...splices].sort((a, b) => a.start - b.start || a.end - b.end);
  const inOrder = spots
    .map(({ at = 0, added }, i) => ({ i, added, at: added ? added.splice.start : at }))
    .sort((a, b) => a.at - b.at || (a.added?.inside ?? 0) - (b.added?.inside ?? 0));
  const lines: number[] = spots.map(() => 1);
  const lineOf = countLines(text);
  let shift = 0;
  let next = 0;
  for (const { i, added, at } of inOrder) {
    for (
      let splice = sorted[next];
      splice && splice.end <= at && splice !== added?.splice;
      splice = sorted[next]
    ) {
      shift += splice.text.length - (splice.end - splice.start);
      next += 1;
    }
    // Inside a removed part: where that part was.
    const around = added ? undefined : sorted[next];
    const place = around && around.start < at && around.end > at ? around.start : at;
    lines[i] = lineOf(place + shift + (added?.inside ?? 0)).line;
  }
  return lines;
}
