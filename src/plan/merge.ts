import { isDeepStrictEqual } from 'node:util';
import { ExposeError } from '../errors.ts';
import { groupBy } from '../group-by.ts';
import { t } from '../messages/index.ts';
import type { PythonValue } from '../python-config/value.ts';
import type { EditSettings } from './change.ts';

/** The settings that one step wants in one file. */
export interface SettingsPart
  extends Omit<EditSettings, 'kind' | 'needs' | 'secret'>,
    Partial<Pick<EditSettings, 'secret'>> {
  /** The step's id, for the error when two steps conflict. */
  readonly step: string;
  /** This part may override a key of an earlier one. */
  readonly overrides?: boolean;
}

/**
 * Returns one edit per file, in the order in which the files first appear. Two parts that set one key differently are a
 * bug (ExposeError('internal')) unless one of them declares that it overrides; that one wins.
 */
export function mergeSettings(parts: readonly SettingsPart[]): EditSettings[] {
  return [...groupBy(parts, ({ path }) => path)].map(([path, ofFile]) => mergeFile(path, ofFile));
}

interface Wish {
  readonly part: SettingsPart;
  /** undefined removes the key. */
  readonly value: PythonValue | undefined;
}

function mergeFile(path: string, parts: readonly [SettingsPart, ...SettingsPart[]]): EditSettings {
  const wishes = new Map<string, Wish>();
  for (const part of parts) {
    const keys = [
      ...Object.entries(part.settings),
      ...(part.remove ?? []).map((key) => [key, undefined] as const),
    ];
    for (const [key, value] of keys) wishes.set(key, choose(key, wishes.get(key), { part, value }));
  }
  const set = [...wishes].flatMap(([key, { value }]) => (value === undefined ? [] : [[key, value] as const]));
  const remove = [...wishes].flatMap(([key, { value }]) => (value === undefined ? [key] : []));
  const modes = parts.flatMap(({ mode }) => (mode === undefined ? [] : [mode]));
  const initial = parts.find((part) => part.initial !== undefined)?.initial;
  return {
    kind: 'edit-settings',
    path,
    format: parts[0].format,
    settings: Object.fromEntries(set),
    ...(remove.length === 0 ? {} : { remove }),
    secret: [...new Set(parts.flatMap(({ secret }) => secret ?? []))],
    ...(initial === undefined ? {} : { initial }),
    // The most restrictive of the requested modes.
    ...(modes.length === 0 ? {} : { mode: modes.reduce((a, b) => a & b) }),
  };
}

function choose(key: string, before: Wish | undefined, now: Wish): Wish {
  if (before === undefined || isDeepStrictEqual(before.value, now.value)) return before ?? now;
  if (now.part.overrides) return now;
  if (before.part.overrides) return before;
  throw new ExposeError('internal', t().plan.conflict(key, now.part.path, before.part.step, now.part.step));
}
