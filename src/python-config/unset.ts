import { appendLines } from './append.ts';
import { splitKey } from './key.ts';
import type { Why } from './ledger.ts';
import { lastTouch, type Setting } from './ledger.ts';
import { refuse } from './refuse.ts';
import { removal, staleLines, tidySplices } from './removal.ts';
import { closeSource, openSource } from './source.ts';
import { applySplices, numberLines, type Splice, type Spot } from './splice.ts';
import { type Survey, survey } from './survey.ts';

/** The edit made for one setting. `line` is 1-based, in the resulting text. */
export interface UnsetEdit {
  readonly key: string;
  readonly line: number;
  readonly how: 'removed' | 'appended' | 'absent';
  readonly why: Why;
}

interface Decision extends Spot {
  readonly key: string;
  readonly how: UnsetEdit['how'];
  readonly why: Why;
  readonly splices: readonly Splice[];
  readonly statement?: string;
  readonly after?: number;
}

/**
 * Removes `Class.trait` keys from a Python config file: afterwards Python evaluates the file without them, and
 * everything else to the old values. Deletes plain lines; where lines cannot be evaluated, a line in the marked block
 * at the end removes the setting. Throws like `patchConfig`.
 */
export function unsetConfig<S extends Uint8Array | string>(
  source: S,
  keys: readonly string[],
): { source: S; edits: UnsetEdit[] } {
  const unique = [...new Set(keys)];
  for (const key of unique) splitKey(key);
  const opened = openSource(source);
  const found = survey(opened, new Set(unique));
  const wanted = new Map(unique.map((key): [string, Setting[]] => [key, []]));
  for (const setting of found.ledger.settings) wanted.get(setting.key)?.push(setting);
  const decisions = [...wanted].flatMap(([key, settings]) => decide(found, key, settings));
  const splices = decisions.flatMap((decision) => decision.splices);
  const additions = decisions.flatMap(({ key, statement, after = -1 }) =>
    statement ? [{ key, statement, after }] : [],
  );
  if (splices.length + additions.length > 0 && found.ledger.sharesSections !== undefined) {
    refuse(opened.text, found.ledger.sharesSections, 'shared-sections');
  }
  const appended = appendLines(opened, found, additions);
  const all = tidySplices(opened, found, [...splices, ...appended.splices]);
  const text = all.length > 0 ? applySplices(opened.text, all) : opened.text;
  const lines = numberLines(
    text,
    all,
    decisions.map(({ key, at }) => ({ at, added: appended.offsets.get(key) })),
  );
  const edits = decisions.map(({ key, how, why }, i) => ({ key, line: lines[i] ?? 1, how, why }));
  return { source: all.length > 0 ? closeSource(source, text) : source, edits };
}

function decide(found: Survey, key: string, settings: readonly Setting[]): Decision[] {
  const touch = lastTouch(found.ledger, key);
  const last = settings.at(-1);
  if (touch === undefined && settings.every(({ removable, removes }) => removable && !removes)) {
    if (settings.length === 0) return [{ key, how: 'absent', why: 'nothing-to-remove', splices: [] }];
    return settings.map((setting) => {
      const splices = [removal(setting)];
      return { key, how: 'removed', why: 'line-removed', at: setting.at, splices };
    });
  }
  const settled = last?.certain === true && (touch?.at ?? -1) < last.at;
  if (settled && last.removes) {
    return [{ key, how: 'absent', why: 'removed-at-the-end', at: last.at, splices: [] }];
  }
  const { section, trait } = splitKey(key);
  const statement = `c.${section}.pop('${trait}', None)`;
  const { block } = found;
  if (settled && block && last.at > block.start && last.at < block.end && last.removable) {
    const splice = { start: last.at, end: last.end, text: statement };
    return [{ key, how: 'appended', why: 'removed-at-the-end', at: last.at, splices: [splice] }];
  }
  const after = Math.max(touch?.at ?? -1, last?.at ?? -1);
  const splices = staleLines(found, key, settings);
  return [{ key, how: 'appended', why: 'removed-at-the-end', splices, statement, after }];
}
