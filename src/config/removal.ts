import { isEmptyBlock } from './block.ts';
import { findCookie } from './encoding.ts';
import { lastTouch, type Setting } from './ledger.ts';
import type { Source } from './source.ts';
import { applySplices, type Splice } from './splice.ts';
import type { Survey } from './survey.ts';
import { skipLineEnd } from './tokens.ts';

/** Takes a statement out with its lines, or with one semicolon. */
export function removal({ text }: Source, { at, end, place }: Setting): Splice {
  const { within, lineStart, lineNext } = place;
  if (within) return { start: within[0], end: within[1], text: '' };
  // Taking a line out of the first two could make a later comment count as the encoding's declaration.
  if (!/[\r\n][^\r\n]*[\r\n][^\r\n]*[\r\n]/.test(text.slice(0, lineStart))) {
    const rest = text.slice(0, lineStart) + text.slice(lineNext, lineNext + 2000);
    if (findCookie(rest)?.name !== findCookie(text)?.name) return { start: at, end, text: 'pass' };
  }
  return { start: lineStart, end: lineNext, text: '' };
}

/**
 * Lines of ours that a new line at the end makes useless, so that no duplicate is left behind: those in our block,
 * when all that comes after only sets the same anew.
 */
export function staleLines(
  source: Source,
  found: Survey,
  key: string,
  settings: readonly Setting[],
): Splice[] {
  const { block, ledger } = found;
  if (block === undefined) return [];
  const touchedAt = lastTouch(ledger, key)?.at ?? -1;
  return settings
    .filter(({ at, removable }) => removable && at > block.start && at < block.end && at > touchedAt)
    .map((setting) => removal(source, setting));
}

/** A block of ours that has become empty goes as a whole, when no code behind it may need its `c`. */
export function dropEmptyBlock(
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
  const lineBreak = /(?:^|[\r\n])(\r\n|\r|\n)$/.exec(
    text.slice(Math.max(start, block.start - 4), block.start),
  );
  const from = block.start - (lineBreak?.[1]?.length ?? 0);
  const whole = { start: from, end: Math.min(skipLineEnd(text, block.endLine), text.length), text: '' };
  return [...splices.filter((splice) => !inside.includes(splice)), whole];
}
