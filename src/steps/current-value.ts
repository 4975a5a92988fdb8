import type { Trait } from '../jupyter/target.ts';
import type { Situation } from '../situation.ts';

/**
 * The value of a setting that runs now: what the line that wins says; undefined where no line sets it, or only
 * code that must be run can tell.
 */
export async function currentValue(situation: Situation, trait: Trait): Promise<unknown> {
  const sources = (await situation.get('sources')).traits[trait];
  return sources.find(({ role }) => role === 'wins')?.value;
}
