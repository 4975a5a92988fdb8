import { type PythonValue, patchConfig, readSettings, unsetConfig } from '../../src/config/index.ts';
import { RefusedError } from '../../src/errors.ts';
import { type HostileCase, makeHostileCase } from './hostile.ts';
import { type Answer, askPython } from './oracle.ts';
import { untouchedElsewhere } from './untouched.ts';

export interface Count {
  cases: number;
  /** Python itself cannot load the file before. */
  broken: number;
  refused: number;
  /** Refused although Python loads it. */
  refusedGood: number;
  wrong: string[];
  nonIdempotent: string[];
  collateral: string[];
  how: Record<string, number>;
  /** What was refused although Python loads it, by reason. */
  refusals: Record<string, string>;
}

interface Run extends HostileCase {
  readonly patched: string;
  readonly unset: string;
  readonly read: Record<string, PythonValue>;
}

/** Patches and unsets generated configs and lets real Python judge: every wrong value is reported with its case. */
export function compareWithPython(python: string, firstSeed: number, cases: number): Count {
  const count: Count = {
    cases: 0,
    broken: 0,
    refused: 0,
    refusedGood: 0,
    wrong: [],
    nonIdempotent: [],
    collateral: [],
    how: {},
    refusals: {},
  };
  const chunk = 1000;
  for (let from = 0; from < cases; from += chunk) {
    const seeds = Array.from({ length: Math.min(chunk, cases - from) }, (_, i) => firstSeed + from + i);
    const runs = seeds.map((seed) => run(seed, count));
    const questions = runs.flatMap(({ source, patched, unset, settings, read }) => [
      { source, read },
      { source: patched, expect: settings },
      { source: unset },
    ]);
    const answers = askPython(python, questions);
    runs.forEach((it, i) => {
      judge(it, answers.slice(i * 3, i * 3 + 3), count);
    });
  }
  return count;
}

function run(seed: number, count: Count): Run {
  const made = makeHostileCase(seed);
  const { source, settings } = made;
  const bytes = Buffer.from(source, 'latin1');
  const label = `seed ${seed}: ${JSON.stringify(source)} ${show(settings)}`;
  count.cases += 1;
  let patched = false;
  try {
    const patch = patchConfig(bytes, settings);
    patched = true;
    const again = patchConfig(patch.source, settings);
    if (again.source !== patch.source)
      count.nonIdempotent.push(`${label} → ${patch.source} → ${again.source}`);
    if (!untouchedElsewhere(source, patch.source.toString('latin1'), patch.edits)) {
      count.collateral.push(
        `${label} → ${JSON.stringify(patch.source.toString('latin1'))} ${show(patch.edits)}`,
      );
    }
    for (const { how } of patch.edits) count.how[how] = (count.how[how] ?? 0) + 1;
    const keys = Object.keys(settings);
    const unset = unsetConfig(bytes, keys);
    const unsetAgain = unsetConfig(unset.source, keys);
    if (unsetAgain.source !== unset.source)
      count.nonIdempotent.push(`unset ${label} → ${unset.source} → ${unsetAgain.source}`);
    for (const { how } of unset.edits) count.how[`unset ${how}`] = (count.how[`unset ${how}`] ?? 0) + 1;
    const read: Record<string, PythonValue> = {};
    for (const { key, wins, conditional, value } of readSettings(bytes).settings) {
      if (wins && !conditional && value !== undefined) read[key] = value;
    }
    return {
      ...made,
      patched: patch.source.toString('latin1'),
      unset: unset.source.toString('latin1'),
      read,
    };
  } catch (error) {
    if (patched || !(error instanceof RefusedError)) throw new Error(label, { cause: error });
    return { ...made, patched: '', unset: error.message, read: {} };
  }
}

function judge(it: Run, [before, patched, unset]: Answer[], count: Count): void {
  const label = `${JSON.stringify(it.source)} ${show(it.settings)}`;
  if (before?.ok !== true) count.broken += 1;
  if (it.patched === '') {
    count.refused += 1;
    if (before?.ok === true) {
      count.refusedGood += 1;
      count.refusals[it.unset.replace(/ \(line.*/, '')] = label;
    }
    return;
  }
  if (before?.ok !== true) return;
  if (before.misread.length > 0)
    count.wrong.push(`misread ${before.misread} in ${label} read ${show(it.read)}`);
  if (patched?.ok !== true)
    count.wrong.push(`patched does not load: ${show(patched)} ${label} → ${JSON.stringify(it.patched)}`);
  else {
    const wanted = { ...before.values, ...patched.expected };
    compare(wanted, patched.values, `${label} → ${JSON.stringify(it.patched)}`, count);
  }
  if (unset?.ok !== true)
    count.wrong.push(`unset does not load: ${show(unset)} ${label} → ${JSON.stringify(it.unset)}`);
  else {
    const wanted = { ...before.values };
    for (const key of Object.keys(it.settings)) delete wanted[key];
    compare(wanted, unset.values, `unset ${label} → ${JSON.stringify(it.unset)}`, count);
  }
}

function compare(
  wanted: Record<string, string>,
  actual: Record<string, string>,
  label: string,
  count: Count,
): void {
  for (const key of new Set([...Object.keys(wanted), ...Object.keys(actual)])) {
    if (wanted[key] === actual[key]) continue;
    count.wrong.push(`${key} is ${actual[key]}, not ${wanted[key]}: ${label}`);
    return;
  }
}

function show(value: unknown): string {
  return JSON.stringify(value, (_, item) => (typeof item === 'bigint' ? `${item}n` : item));
}
