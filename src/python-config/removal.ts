import { groupBy } from '../group-by.ts';
import { type Block, isEmptyBlock } from './block.ts';
import { findCookie } from './encoding.ts';
import { type JoinedStatements, lastTouch, type Setting } from './ledger.ts';
import type { Source } from './source.ts';
import { applySplices, type Splice } from './splice.ts';
import type { Survey } from './survey.ts';
import { skipLineEnd } from './tokens.ts';

const FIRST_TWO_LINES = /^(?:[^\r\n]*(?:\r\n|\r|\n)){2}/;
/** The first code of a file is a string. */
const DOCSTRING = /^(?:\u00ef\u00bb\u00bf|\ufeff)?(?:[\s(]|#[^\r\n]*[\r\n]|\\[\r\n])*[ru]{0,2}["']/i;

/**
 * Deletes statements: with their lines where nothing else is left on them, otherwise each with one of the semicolons
 * that separate it from the statements that stay.
 */
export function removals(settings: readonly Setting[]): Splice[] {
  const lines = groupBy(settings, ({ line }) => line);
  return [...lines].flatMap(([line, removed]) => {
    const gone = new Set(removed.map(({ position }) => position));
    return gone.size === line.spans.length
      ? [{ start: line.start, end: line.next, text: '' }]
      : partialRemovals(line, gone);
  });
}

/** One splice for each run of neighbours. */
function partialRemovals({ spans }: JoinedStatements, gone: ReadonlySet<number>): Splice[] {
  const splices: Splice[] = [];
  for (let i = 0; i < spans.length; i += 1) {
    if (!gone.has(i)) continue;
    const first = i;
    while (gone.has(i + 1)) i += 1;
    const next = spans[i + 1];
    const start = next ? spans[first]?.[0] : spans[first - 1]?.[1];
    splices.push({ start: start ?? 0, end: next?.[0] ?? spans[i]?.[1] ?? 0, text: '' });
  }
  return splices;
}

/**
 * Removes our own lines that an appended line makes redundant, so that no duplicate remains: those in our block, if
 * later code only sets the same key again. A line that removes a setting from a plain dict stays, because it may affect
 * two sections.
 */
export function staleLines(found: Survey, key: string, settings: readonly Setting[]): readonly Setting[] {
  const { block, ledger } = found;
  if (block === undefined) return [];
  const touchedAt = lastTouch(ledger, key)?.at ?? -1;
  return settings
    .filter(({ at, removable }) => removable && at > block.start && at < block.end && at > touchedAt)
    .filter(({ removes, inPlainSection }) => !(removes && inPlainSection));
}

/** Deletes our block if it becomes empty, and keeps the meaning of what moves to the start of the file. */
export function tidySplices(source: Source, found: Survey, splices: readonly Splice[]): readonly Splice[] {
  const tidied = dropEmptyBlock(source, found, splices);
  const { text } = source;
  const removes = ({ start, end, text: written }: Splice): boolean => written === '' && end > start;
  const thirdLine = FIRST_TWO_LINES.exec(text)?.[0].length ?? text.length;
  const early = tidied.some((splice) => removes(splice) && splice.start < thirdLine);
  if (!early && !(text.includes('__doc__') && tidied.some(removes))) return tidied;
  const after = applySplices(text, tidied);
  const same =
    (!early || findCookie(after)?.name === findCookie(text)?.name) &&
    (!text.includes('__doc__') || DOCSTRING.test(after) === DOCSTRING.test(text));
  if (same) return tidied;
  // `pass` replaces what is removed first, so that the line or string after it does not become the encoding's
  // declaration or the docstring.
  const first = [...splices].filter(removes).sort((a, b) => a.start - b.start)[0];
  return splices.map((splice) => (splice === first ? standIn(text, splice) : splice));
}

function standIn(text: string, { start, end }: Splice): Splice {
  const lineEnd = /(?:\r\n|\r|\n)?$/.exec(text.slice(start, end))?.[0] ?? '';
  const isPart = lineEnd === '' && end < text.length;
  return { start, end, text: `pass${isPart ? '; ' : lineEnd}` };
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
