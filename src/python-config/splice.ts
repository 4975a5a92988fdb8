/** Replaces `text` between two offsets of a file. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Joins removals that overlap, as those of two neighbours between semicolons do. */
export function mergeRemovals(splices: readonly Splice[]): Splice[] {
  const merged: Splice[] = [];
  for (const splice of [...splices].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const last = merged.at(-1);
    if (last && splice.start < last.end && splice.text === '' && last.text === '') {
      merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, splice.end), text: '' };
    } else merged.push(splice);
  }
  return merged;
}

/** Applies splices, which must not overlap; equal offsets keep their order. */
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

/** The line end that a file uses most; LF for a file without any. */
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
