import { RefusedError } from '../../src/errors.ts';
import { t } from '../../src/messages/index.ts';
import { type PythonValue, patchConfig, readSettings, unsetConfig } from '../../src/python-config/index.ts';
import type { HostileCase } from './hostile.ts';
import { type Answer, askPython } from './oracle.ts';
import { untouchedElsewhere } from './untouched.ts';

export interface Count {
  cases: number;
  /** Python cannot load the original file. */
  broken: number;
  refused: number;
  /** Refused although Python loads the file and it is not risky. */
  rejectedGood: number;
  wrong: string[];
  nonIdempotent: string[];
  collateral: string[];
  how: Record<string, number>;
  /** Cases that were refused although Python loads the file, by reason. */
  rejections: Record<string, string>;
}

/** The only refusal that depends on the settings: a line at the end needs a name that still has its meaning. */
const NAMES_REPLACED = t().pythonConfig.refused['names-replaced'];

interface Run extends LabelledCase {
  readonly patched: string;
  readonly unset: string;
  /** The patched file, patched again with `changes`. `cleared`: the patched file without its settings. */
  readonly changed: string;
  readonly changes: Record<string, PythonValue>;
  readonly cleared: string;
  /** The changed file with the first settings again. */
  readonly back: string;
  /** The file without the settings, removed one by one, the last one first. */
  readonly singly: string;
  readonly read: Record<string, PythonValue>;
}

export interface LabelledCase extends HostileCase {
  readonly label: string;
}

/** Patches and unsets configs and loads them with real Python. Reports every wrong value with its case. */
export function compareWithPython(python: string, cases: readonly LabelledCase[]): Count {
  const count: Count = {
    cases: 0,
    broken: 0,
    refused: 0,
    rejectedGood: 0,
    wrong: [],
    nonIdempotent: [],
    collateral: [],
    how: {},
    rejections: {},
  };
  const chunk = 1000;
  for (let from = 0; from < cases.length; from += chunk) {
    const runs = cases.slice(from, from + chunk).map((made) => run(made, count));
    const questions = runs.flatMap(
      ({ source, patched, unset, changed, changes, cleared, back, singly, settings, read }) => [
        { source, read },
        { source: patched, expect: settings },
        { source: unset },
        { source: changed, expect: changes },
        { source: cleared },
        { source: back, expect: settings },
        { source: singly },
      ],
    );
    const answers = askPython(python, questions);
    runs.forEach((it, i) => {
      evaluate(it, answers.slice(i * 7, i * 7 + 7), count);
    });
  }
  return count;
}

function run(made: LabelledCase, count: Count): Run {
  const { source, settings } = made;
  const bytes = Buffer.from(source, 'latin1');
  const label = `${made.label}: ${JSON.stringify(source)} ${show(settings)}`;
  count.cases += 1;
  let patched = false;
  let unedited = false;
  try {
    const patch = patchConfig(bytes, settings);
    patched = true;
    unedited = patch.edits.every(({ how }) => how === 'unchanged');
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
    const changes = Object.fromEntries(keys.map((key, i) => [key, ['other', i, null]]));
    const changed = patchConfig(patch.source, changes).source;
    if (countLines(changed) !== countLines(patch.source)) {
      count.nonIdempotent.push(`another place ${label} → ${patch.source} → ${changed}`);
    }
    const cleared = unsetConfig(patch.source, keys).source;
    const back = patchConfig(changed, settings).source;
    const singly = keys.reduceRight((text, key) => unsetConfig(text, [key]).source, bytes);
    const read: Record<string, PythonValue> = {};
    for (const { key, wins, conditional, value } of readSettings(bytes).settings) {
      if (wins && !conditional && value !== undefined) read[key] = value;
    }
    return {
      ...made,
      patched: patch.source.toString('latin1'),
      unset: unset.source.toString('latin1'),
      changed: changed.toString('latin1'),
      changes,
      cleared: cleared.toString('latin1'),
      back: back.toString('latin1'),
      singly: singly.toString('latin1'),
      read,
    };
  } catch (error) {
    // A patch without edits does not show that an edit is possible, so a later refusal is valid.
    if (!(error instanceof RefusedError) || (patched && !unedited && error.reason !== NAMES_REPLACED))
      throw new Error(label, { cause: error });
    const nothing = { patched: '', changed: '', changes: {}, cleared: '', back: '', singly: '', read: {} };
    return { ...made, ...nothing, unset: error.message };
  }
}

function evaluate(
  it: Run,
  [before, patched, unset, changed, cleared, back, singly]: Answer[],
  count: Count,
): void {
  const label = `${it.label}: ${JSON.stringify(it.source)} ${show(it.settings)}`;
  if (before?.ok !== true) count.broken += 1;
  if (it.patched === '') {
    count.refused += 1;
    if (before?.ok === true && !it.risky) {
      count.rejectedGood += 1;
      count.rejections[it.unset.replace(/ \(line.*/, '')] = label;
    }
    return;
  }
  if (before?.ok !== true) return;
  if (before.misread.length > 0)
    count.wrong.push(`misread ${before.misread} in ${label} read ${show(it.read)}`);
  // What a value holds goes with it: `c.A.x = c.B` gives A.x the settings of B.
  const isSet = (key: string): boolean =>
    Object.keys(it.settings).some((set) => key === set || key.startsWith(`${set}.`));
  const without = Object.fromEntries(Object.entries(before.values).filter(([key]) => !isSet(key)));
  compare('patched', patched, without, `${label} → ${JSON.stringify(it.patched)}`, count);
  compare('unset', unset, without, `${label} → ${JSON.stringify(it.unset)}`, count);
  compare('changed', changed, without, `${label} → ${JSON.stringify(it.changed)}`, count);
  compare('cleared', cleared, without, `${label} → ${JSON.stringify(it.cleared)}`, count);
  compare('back', back, without, `${label} → ${JSON.stringify(it.back)}`, count);
  compare('singly', singly, without, `${label} → ${JSON.stringify(it.singly)}`, count);
}

/** Compares the values after a patch: those requested must be set, all others unchanged. */
function compare(
  what: string,
  answer: Answer | undefined,
  before: Record<string, string>,
  label: string,
  count: Count,
): void {
  if (answer?.ok !== true) {
    count.wrong.push(`${what} does not load: ${show(answer)} ${label}`);
    return;
  }
  const wanted = { ...before, ...answer.expected };
  for (const key of new Set([...Object.keys(wanted), ...Object.keys(answer.values)])) {
    if (wanted[key] === answer.values[key]) continue;
    count.wrong.push(`${what}: ${key} is ${answer.values[key]}, not ${wanted[key]}: ${label}`);
    return;
  }
}

function countLines(source: Uint8Array): number {
  return Buffer.from(source)
    .toString('latin1')
    .split(/\r\n|\r|\n/).length;
}

function show(value: unknown): string {
  return JSON.stringify(value, (_, item) => (typeof item === 'bigint' ? `${item}n` : item));
}
