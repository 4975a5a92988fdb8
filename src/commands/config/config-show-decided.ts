import { effectiveTrait } from '../../jupyter/settings/effective.ts';
import { keyOf, type Trait } from '../../jupyter/target.ts';
import { TRAIT_NAMES } from '../../jupyter/traits.ts';
import type { PythonValue } from '../../python-config/value.ts';
import { currentValue, linesTell } from '../../situation/current-value.ts';
import type { Situation } from '../../situation/situation.ts';
import { type Row, showValue } from './show-rows.ts';

/** What a setting comes to in the end. */
export interface Decided {
  readonly trait: Trait;
  /** The line that decides, or the name by which this Jupyter knows it. */
  readonly name: string;
  readonly value: unknown;
  readonly shown: string;
  /** `line`: a line of a file says so; `jupyter`: code decides, and Jupyter was asked. */
  readonly from: 'line' | 'jupyter' | 'unknown';
  readonly file?: string;
  readonly line?: number;
}

/** The winner of each setting that matters and is set. Where code decides, Jupyter itself is asked, once. */
export async function decide(situation: Situation, rows: readonly Row[]): Promise<Decided[]> {
  const [target, sources] = await Promise.all([situation.get('target'), situation.get('sources')]);
  const decided: Decided[] = [];
  for (const trait of TRAIT_NAMES) {
    const row = rows.find(
      (one) => one.trait === trait && (one.status === 'wins' || one.status === 'conditional'),
    );
    const name = row?.name ?? keyOf(target, trait);
    const place = row && { file: row.file, line: row.line };
    if (name === undefined) continue;
    if (linesTell(sources, trait)) {
      if (row) decided.push({ trait, name, value: row.value, shown: row.shown, from: 'line', ...place });
      continue;
    }
    const effective = await situation.get('effective');
    const told = effective.trouble === undefined && effectiveTrait(target, effective, trait) !== undefined;
    const given = (await currentValue(situation, trait)) as PythonValue | undefined;
    if (row === undefined && (given === undefined || !told)) continue;
    const { value, shown } = told ? showValue(name, given) : { value: undefined, shown: row?.shown ?? '' };
    decided.push({ trait, name, value, shown, from: told ? 'jupyter' : 'unknown', ...place });
  }
  return decided;
}
