import { countLines } from './reject.ts';

/** Replaces the range between two offsets of a file with `text`. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Applies splices, which must not overlap. Splices at equal offsets keep their order. */
export function applySplices(text: string, splices: readonly Splice[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const splice of [...splices].sort((a, b) => a.start - b.start || a.end - b.end)) {
    parts.push(text.slice(at, splice.start), splice.text);
    at = splice.end;
  }
  parts.push(text.slice(at));
  return parts.join('');
}

/** The most frequent line end of a file; LF if it has none. */
export function dominantLineEnd(text: string): string {
  const crLf = count(text, '\r\n');
  const lf = count(text, '\n') - crLf;
  const cr = count(text, '\r') - crLf;
  if (crLf > lf && crLf >= cr) return '\r\n';
  return cr > lf ? '\r' : '\n';
}

function count(text: string, what: string): number {
  let found = 0;
  for (let i = text.indexOf(what); i >= 0; i = text.indexOf(what, i + what.length)) found += 1;
  return found;
}

/** The location of an edit: an offset in the old text, or an offset inside a splice's text. */
export interface Spot {
  readonly at?: number | undefined;
  readonly added?: { readonly splice: Splice; readonly inside: number } | undefined;
}

/** The 1-based line of each spot in the new text, in the given order. `splices` must not overlap. */
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
    // A spot inside a removed range maps to the start of that range.
    const around = added ? undefined : sorted[next];
    const position = around && around.start < at && around.end > at ? around.start : at;
    lines[i] = lineOf(position + shift + (added?.inside ?? 0)).line;
  }
  return lines;
}
