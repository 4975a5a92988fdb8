import { type Block, isEmptyBlock } from './block.ts';
import { findCookie } from './encoding.ts';
import { lastTouch, type Setting } from './ledger.ts';
import type { Source } from './source.ts';
import { applySplices, mergeRemovals, type Splice } from './splice.ts';
import type { Survey } from './survey.ts';
import { skipLineEnd } from './tokens.ts';

const FIRST_TWO_LINES = /^(?:[^\r\n]*(?:\r\n|\r|\n)){2}/;

/** Deletes a statement with its lines, or with one semicolon. */
export function removal({ extent: { within, lineStart, lineNext } }: Setting): Splice {
  const [start, end] = within ?? [lineStart, lineNext];
  return { start, end, text: '' };
}

/**
 * Removes our own lines that an appended line makes redundant, so that no duplicate remains: those in our block, if
 * later code only sets the same key again. A line that removes a setting from a plain dict stays, because it may affect
 * two sections.
 */
export function staleLines(found: Survey, key: string, settings: readonly Setting[]): Splice[] {
  const { block, ledger } = found;
  if (block === undefined) return [];
  const touchedAt = lastTouch(ledger, key)?.at ?? -1;
  return settings
    .filter(({ at, removable }) => removable && at > block.start && at < block.end && at > touchedAt)
    .filter(({ removes, inPlainSection }) => !(removes && inPlainSection))
    .map(removal);
}

/** Joins overlapping removals and deletes our block if it becomes empty. */
export function tidySplices(source: Source, found: Survey, splices: readonly Splice[]): readonly Splice[] {
  const merged = mergeRemovals(splices);
  const tidied = dropEmptyBlock(source, found, merged);
  const { text } = source;
  const thirdLine = FIRST_TWO_LINES.exec(text)?.[0].length ?? text.length;
  const early = tidied.some(
    ({ start, end, text: written }) => start < thirdLine && written === '' && end > start,
  );
  if (!early || findCookie(applySplices(text, tidied))?.name === findCookie(text)?.name) return tidied;
  // A line that moves up could become the encoding declaration, so `pass` replaces the first removed line.
  const first = merged.findIndex((splice) => splice.text === '' && splice.end > splice.start);
  return merged.map((splice, i) => (i === first ? standIn(text, splice) : splice));
}

function standIn(text: string, { start, end }: Splice): Splice {
  const lineEnd = /(?:\r\n|\r|\n)?$/.exec(text.slice(start, end))?.[0] ?? '';
  return { start, end, text: `pass${lineEnd}` };
}

/** Deletes our block if it becomes empty and no code after it may need its `c`. */
function dropEmptyBlock(
  { text, start }: Source,
  { block, blockIsLast }: Survey,
  splices: readonly Splice[],
): readonly Splice[] {
  if (block === undefined || !(blockIsLast || block.cBefore)) return splices;
  const inside = splices.filter((splice) => splice.start > block.start && splice.end <= block.end);
  if (inside.length === 0) return splices;
  const shifted = inside.map((splice) => ({
    ...splice,
    start: splice.start - block.start,
    end: splice.end - block.start,
  }));
  if (!isEmptyBlock(applySplices(text.slice(block.start, block.end), shifted))) return splices;
  const from = block.start - emptyLineBefore(text, block, start);
  const whole = { start: from, end: Math.min(skipLineEnd(text, block.endLine), text.length), text: '' };
  return [...splices.filter((splice) => !inside.includes(splice)), whole];
}

/**
 * The length of the empty line that we added before the block. An empty line that ends a continued line of code is not
 * ours.
 */
function emptyLineBefore(text: string, block: Block, start: number): number {
  const before = text.slice(Math.max(start, block.codeBefore - 1, block.start - 4), block.start);
  return /(?:\r\n|\r(?!\n)|\n)(\r\n|\r|\n)$/.exec(before)?.[1]?.length ?? 0;
}
