import { groupBy } from '../group-by.ts';
import { splitKey } from './key.ts';
import { lastTouch, type Setting } from './ledger.ts';
import { staleLines } from './removal.ts';
import { type Decision, type EditOf, rewrite } from './rewrite.ts';
import { openSource } from './source.ts';
import { type Survey, survey } from './survey.ts';

type How = 'removed' | 'appended' | 'absent';

/**
 * Removes `Class.trait` keys from a Python config file: afterwards Python evaluates the file without them, and
 * everything else to the old values. Deletes plain lines; where lines cannot be evaluated, a line in the marked block
 * at the end removes the setting. Throws like `patchConfig`.
 */
export function unsetConfig<S extends Uint8Array | string>(
  source: S,
  keys: readonly string[],
): { source: S; edits: EditOf<How>[] } {
  const unique = [...new Set(keys)];
  for (const key of unique) splitKey(key);
  const opened = openSource(source);
  const found = survey(opened, new Set(unique));
  const settingsOf = groupBy(found.ledger.settings, ({ key }) => key);
  const decisions = unique.flatMap((key) => decide(found, key, settingsOf.get(key) ?? []));
  return rewrite(source, opened, found, decisions);
}

function decide(found: Survey, key: string, settings: readonly Setting[]): Decision<How>[] {
  const touch = lastTouch(found.ledger, key);
  const last = settings.at(-1);
  if (touch === undefined && settings.every(({ removable, removes }) => removable && !removes)) {
    if (settings.length === 0) return [{ key, how: 'absent', why: 'nothing-to-remove', splices: [] }];
    return settings.map((setting) => {
      const { at } = setting;
      return { key, how: 'removed', why: 'line-removed', at, splices: [], removed: [setting] };
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
  const removed = staleLines(found, key, settings);
  return [{ key, how: 'appended', why: 'removed-at-the-end', splices: [], removed, statement, after }];
}
