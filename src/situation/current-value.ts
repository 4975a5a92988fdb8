import { effectiveTrait } from '../jupyter/settings/effective.ts';
import { JUPYTER_DEFAULTS } from '../jupyter/settings/opaque-files.ts';
import type { SettingSources, SourceOfTrait } from '../jupyter/settings/sources.ts';
import type { Trait } from '../jupyter/target.ts';
import type { Situation } from './situation.ts';

/**
 * The value of a setting that runs now: what the line that wins says, and where lines cannot tell (an expression,
 * an `if`, exec), what Jupyter itself says. Undefined where it is left to its default, or nobody can tell.
 */
export async function currentValue(situation: Situation, trait: Trait): Promise<unknown> {
  const sources = await situation.get('sources');
  const winner = winnerOf(sources, trait);
  if (linesTell(sources, trait)) return winner?.value;
  const effective = await situation.get('effective');
  if (effective.trouble !== undefined) return winner?.value;
  const value = effectiveTrait(await situation.get('target'), effective, trait);
  return winner === undefined && value === JUPYTER_DEFAULTS[trait] ? undefined : value;
}

/** Do the lines of the config files alone tell what each of these settings is? */
export function linesTell(sources: SettingSources, ...traits: readonly Trait[]): boolean {
  const opaque = sources.files.some((file) => file.opaque.length > 0);
  return traits.every((trait) => {
    const winner = winnerOf(sources, trait);
    return winner === undefined ? !opaque : !opaque && winner.value !== undefined && !winner.conditional;
  });
}

function winnerOf(sources: SettingSources, trait: Trait): SourceOfTrait | undefined {
  return sources.traits[trait].find(({ role }) => role === 'wins');
}
