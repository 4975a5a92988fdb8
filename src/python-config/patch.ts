import { ExposeError } from '../errors.ts';
import { groupBy } from '../group-by.ts';
import { t } from '../messages/index.ts';
import { findDefaultValue } from './commented-default.ts';
import { splitKey } from './key.ts';
import { lastTouch, type Setting } from './ledger.ts';
import { equalsValue, readLiteral } from './read-literal.ts';
import { staleLines } from './removal.ts';
import { type Decision, type EditOf, rewrite } from './rewrite.ts';
import { openSource, type Source, takesUnicode } from './source.ts';
import { type Survey, survey } from './survey.ts';
import type { PythonValue } from './value.ts';
import { toPythonLiteral } from './write-literal.ts';

type How = 'replaced' | 'uncommented' | 'appended' | 'unchanged';

/** The edit made for one setting. */
export type Edit = EditOf<How>;

/**
 * Sets `Class.trait` keys in a Python config file, bytes in, bytes out: in place where lines can be evaluated,
 * otherwise in a marked block at the end. Afterwards Python evaluates these keys to the new values and everything else
 * to the old ones. Throws `RefusedError` (line, column) for a file that cannot be scanned, `usage` for an invalid key,
 * RangeError for a value without a literal.
 */
export function patchConfig<S extends Uint8Array | string>(
  source: S,
  settings: Readonly<Record<string, PythonValue>>,
): { source: S; edits: Edit[] } {
  const keys = Object.keys(settings);
  for (const key of keys) splitKey(key);
  const opened = openSource(source);
  const found = survey(opened, new Set(keys));
  const settingsOf = groupBy(found.ledger.settings, ({ key }) => key);
  const decisions = keys.map((key) => {
    const value = settings[key];
    if (value === undefined) throw new ExposeError('usage', t().pythonConfig.badValue);
    return decide(opened, found, key, value, settingsOf.get(key) ?? []);
  });
  return rewrite(source, opened, found, decisions);
}

function decide(
  source: Source,
  found: Survey,
  key: string,
  value: PythonValue,
  own: readonly Setting[],
): Decision<How> {
  const last = own.at(-1);
  const touch = lastTouch(found.ledger, key);
  const touched = touch !== undefined && touch.at >= (last?.at ?? 0);
  if (last && !touched && last.notEditable === undefined) {
    const inPlace = editInPlace(source, found, last, value);
    if (inPlace) return inPlace;
  }
  const literal = writeValue(source, value);
  const after = Math.max(touch?.at ?? -1, last?.at ?? -1);
  const candidates = (found.defaults.get(key) ?? []).filter(({ at }) => at > after);
  for (const spot of candidates.reverse()) {
    const span = spot.free ? findDefaultValue(source, spot) : undefined;
    if (span === undefined) continue;
    const code = source.text.slice(span.nameStart, span.valueStart);
    const splice = { start: spot.at, end: span.valueEnd, text: code + literal };
    return { key, how: 'uncommented', why: 'default-uncommented', splices: [splice], at: spot.at };
  }
  const why = touched
    ? touch.why
    : (last?.notEditable ?? (candidates.length > 0 ? 'default-not-free' : 'not-in-file'));
  return {
    key,
    how: 'appended',
    why,
    statement: `c.${key} = ${literal}`,
    after,
    splices: [],
    removed: staleLines(found, key, own),
  };
}

/** Replaces the value in place. A line of ours that removes the setting becomes one that sets it. */
function editInPlace(
  source: Source,
  { block }: Survey,
  last: Setting,
  value: PythonValue,
): Decision<How> | undefined {
  const { key, at } = last;
  const inBlock = block !== undefined && at > block.start && at < block.end;
  // Code above our block may have changed since so that this line raises. It is rewritten after a line that fixes that.
  if (inBlock && last.inPlainSection) return undefined;
  if (last.removes) {
    if (!inBlock) return undefined;
    const literal = writeValue(source, value);
    const splice = { start: at, end: last.end, text: `c.${key} = ${literal}` };
    return { key, how: 'replaced', why: 'in-our-block', splices: [splice], at };
  }
  const text = source.decode(last.valueStart, last.valueEnd);
  const node = text === undefined ? undefined : readLiteral(text);
  if (node && equalsValue(node, value)) return { key, how: 'unchanged', why: 'already-so', splices: [], at };
  const quote = node?.kind === 'str' && text?.endsWith('"') ? '"' : "'";
  const literal = writeValue(source, value, quote);
  const splice = { start: last.valueStart, end: last.valueEnd, text: literal };
  return { key, how: 'replaced', why: inBlock ? 'in-our-block' : 'value-replaced', splices: [splice], at };
}

function writeValue(source: Source, value: PythonValue, quote: "'" | '"' = "'"): string {
  return source.encode(toPythonLiteral(value, { unicode: takesUnicode(source), quote }));
}
