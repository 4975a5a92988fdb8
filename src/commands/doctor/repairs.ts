import { isDeepStrictEqual } from 'node:util';
import { groupBy } from '../../group-by.ts';
import type { Change, ChangeMode, EditLines, EditSettings, Plan } from '../../plan/change.ts';
import { mergeSettings, type SettingsPart } from '../../plan/merge.ts';
import { isAction } from '../../plan/prepare.ts';
import type { Finding } from '../../situation/finding.ts';

/** What can be fixed in one run. */
export interface RepairPlan {
  readonly plan: Plan;
  /** The findings that it fixes, causes first. */
  readonly fixed: readonly Finding[];
  /** Findings whose repair conflicts with another one; left for the next run. */
  readonly postponed: readonly Finding[];
}

/**
 * Combines the repairs of all findings in causal order. Of two that contradict each other or touch the same line the
 * first is taken: once its cause is gone, the second may be unnecessary or different.
 */
export function planRepairs(findings: readonly Finding[]): RepairPlan {
  const fixed: Finding[] = [];
  const postponed: Finding[] = [];
  const taken: Change[] = [];
  for (const finding of findings) {
    const changes = finding.status === 'ok' ? [] : (finding.repair?.changes ?? []);
    if (changes.length === 0) continue;
    const clashes = changes.some((change) => taken.some((other) => clash(other, change)));
    (clashes ? postponed : fixed).push(finding);
    if (!clashes) taken.push(...changes);
  }
  return { plan: { command: 'doctor --fix', changes: merge(fixed) }, fixed, postponed };
}

/** True when the two changes cannot be made in one run. */
function clash(a: Change, b: Change): boolean {
  if (isAction(a) || isAction(b)) return false;
  if (a.path !== b.path || a.kind === 'change-mode' || b.kind === 'change-mode') return false;
  if (isWhole(a) || isWhole(b)) return !isDeepStrictEqual(a, b);
  if (a.kind === 'edit-lines' && b.kind === 'edit-lines') return linesClash(a, b);
  if (a.kind === 'edit-settings' && b.kind === 'edit-settings') return settingsClash(a, b);
  return a.kind === 'edit-lines'
    ? lineHoldsSetting(a, b as EditSettings)
    : lineHoldsSetting(b as EditLines, a as EditSettings);
}

/** True when the change determines the whole file. */
function isWhole({ kind }: Change): boolean {
  return kind === 'write-file' || kind === 'remove-file';
}

function linesClash(a: EditLines, b: EditLines): boolean {
  return a.lines.some((one) => b.lines.some((other) => one.line === other.line && one.after !== other.after));
}

function settingsClash(a: EditSettings, b: EditSettings): boolean {
  const wishes = wishesOf(b);
  return [...wishesOf(a)].some(
    ([key, value]) => wishes.has(key) && !isDeepStrictEqual(wishes.get(key), value),
  );
}

/** The new value of each key; undefined: removed. */
function wishesOf({ settings, remove = [] }: EditSettings): Map<string, unknown> {
  return new Map([...Object.entries(settings), ...remove.map((key) => [key, undefined] as const)]);
}

/** True when a replaced line may contain the setting. Compares only trait names, so any spelling matches. */
function lineHoldsSetting({ lines }: EditLines, settings: EditSettings): boolean {
  const names = [...wishesOf(settings).keys()].map((key) => key.slice(key.lastIndexOf('.') + 1));
  return lines.some(({ before, after }) =>
    names.some((name) => new RegExp(`\\b${name}\\b`).test(`${before}\n${after}`)),
  );
}

/**
 * Lines come first, because their numbers refer to the unchanged file; modes after all writes, so that no later write
 * changes them; actions last.
 */
function merge(findings: readonly Finding[]): Change[] {
  const changes = findings.flatMap(({ id, repair }) =>
    (repair?.changes ?? []).map((change) => ({ id, change })),
  );
  const parts = changes.flatMap(({ id, change }): SettingsPart[] =>
    change.kind === 'edit-settings' ? [{ step: id, ...change }] : [],
  );
  const all = changes.map(({ change }) => change);
  return [
    ...mergeLines(all.filter((change): change is EditLines => change.kind === 'edit-lines')),
    ...mergeSettings(parts),
    ...distinct(all.filter(isWhole)),
    ...mergeModes(all.filter((change): change is ChangeMode => change.kind === 'change-mode')),
    ...distinct(all.filter(isAction)),
  ];
}

function mergeLines(edits: readonly EditLines[]): EditLines[] {
  return [...groupBy(edits, ({ path }) => path)].map(([path, group]) => ({
    kind: 'edit-lines',
    path,
    lines: distinct(group.flatMap(({ lines }) => lines)).sort((a, b) => a.line - b.line),
    secret: distinct(group.flatMap(({ secret }) => secret)),
    ...narrowest(group),
  }));
}

function mergeModes(changes: readonly ChangeMode[]): ChangeMode[] {
  return [...groupBy(changes, ({ path }) => path)].map(([path, group]) => ({
    kind: 'change-mode',
    path,
    mode: group.map(({ mode }) => mode).reduce((a, b) => a & b),
  }));
}

function narrowest(changes: readonly { readonly mode?: number }[]): { mode?: number } {
  const modes = changes.flatMap(({ mode }) => (mode === undefined ? [] : [mode]));
  return modes.length === 0 ? {} : { mode: modes.reduce((a, b) => a & b) };
}

function distinct<T>(all: readonly T[]): T[] {
  return all.filter((one, at) => all.findIndex((other) => isDeepStrictEqual(one, other)) === at);
}
