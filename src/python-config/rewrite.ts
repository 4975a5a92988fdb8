import { appendLines } from './append.ts';
import { splitKey } from './key.ts';
import { type Setting, sharedAt, type Why } from './ledger.ts';
import { reject } from './reject.ts';
import { removals, tidySplices } from './removal.ts';
import { closeSource, type Source } from './source.ts';
import { applySplices, numberLines, type Splice } from './splice.ts';
import type { Survey } from './survey.ts';

/** The edit made for one setting. `line` is 1-based, in the resulting text. */
export interface EditOf<How> {
  readonly key: string;
  readonly line: number;
  readonly how: How;
  readonly why: Why;
}

/**
 * The decision for one setting: splices of the old text, a statement to append, or no change (`at` is the existing
 * statement's offset).
 */
export interface Decision<How> extends Omit<EditOf<How>, 'line'> {
  readonly at?: number;
  readonly splices: readonly Splice[];
  /** Statements to delete. Those of all decisions are deleted together, because they may share a line. */
  readonly removed?: readonly Setting[];
  readonly statement?: string;
  readonly after?: number;
}

/** Refuses an edit of a section that is also another one, or that is no section. */
function requireSeparate(
  { text }: Source,
  { ledger: { sharing } }: Survey,
  decisions: readonly Decision<unknown>[],
): void {
  if (sharing.notSection !== undefined) reject(text, sharing.notSection, 'no-section');
  for (const { key } of decisions) {
    const at = sharedAt(sharing, splitKey(key).section);
    if (at !== undefined) reject(text, at, 'shared-sections');
  }
}

/** Carries out the decisions. Throws `RefusedError` where an edit could change other settings. */
export function rewrite<S extends Uint8Array | string, How>(
  source: S,
  opened: Source,
  found: Survey,
  decisions: readonly Decision<How>[],
): { source: S; edits: EditOf<How>[] } {
  const removed = decisions.flatMap((decision) => decision.removed ?? []);
  const splices = [...decisions.flatMap((decision) => decision.splices), ...removals(removed)];
  const additions = decisions.flatMap(({ key, statement, after = -1 }) =>
    statement ? [{ key, statement, after }] : [],
  );
  if (splices.length + additions.length > 0) requireSeparate(opened, found, decisions);
  const appended = appendLines(opened, found, additions);
  const all = tidySplices(opened, found, [...splices, ...appended.splices]);
  const text = all.length > 0 ? applySplices(opened.text, all) : opened.text;
  const spots = decisions.map(({ key, at }) => ({ at, added: appended.offsets.get(key) }));
  const lines = numberLines(text, all, spots);
  const edits = decisions.map(({ key, how, why }, i) => ({ key, line: lines[i] ?? 1, how, why }));
  return { source: all.length > 0 ? closeSource(source, text) : source, edits };
}
