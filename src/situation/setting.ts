import { effectiveTrait } from '../jupyter/settings/effective.ts';
import { JUPYTER_DEFAULTS } from '../jupyter/settings/opaque-files.ts';
import type { SettingSources, SourceOfTrait } from '../jupyter/settings/sources.ts';
import type { Trait } from '../jupyter/target.ts';
import { maskLines } from '../plan/masking.ts';
import type { Evidence } from './finding.ts';
import type { Situation } from './situation.ts';

/** A setting as the Jupyter would have it when it started now, and the line that says so. */
export interface InForce {
  /** Undefined where nobody can tell. */
  readonly value: unknown;
  /** Undefined where it has its default, or comes from code that lines do not show. */
  readonly source: SourceOfTrait | undefined;
}

/**
 * What Jupyter itself says of a setting, its default included; where it cannot be asked, what the lines say. Checks that
 * use it need 'config-loads'.
 */
export async function inForce(situation: Situation, trait: Trait): Promise<InForce> {
  const [effective, sources] = await Promise.all([situation.get('effective'), situation.get('sources')]);
  const source = sources.traits[trait].find(({ role }) => role === 'wins');
  const told =
    effective.trouble === undefined
      ? effectiveTrait(await situation.get('target'), effective, trait)
      : await currentValue(situation, trait);
  // Null: Jupyter makes one up at every start (a token), which no default of ours stands for.
  const isMadeUp = effective.traits[trait] === null;
  return { value: told ?? (isMadeUp ? null : JUPYTER_DEFAULTS[trait]), source };
}

/** Where a setting stands, as evidence; its secrets masked. */
export function evidenceAt(source: SourceOfTrait | undefined): { evidence?: Evidence } {
  if (source === undefined) return {};
  const [text = ''] = maskLines([lineOf(source)], []);
  return { evidence: { file: source.file, line: source.line, text } };
}

function lineOf({ format, key, text }: SourceOfTrait): string {
  const [first = ''] = text.split('\n');
  // Of JSON the text begins with the name, by which a secret is known.
  return format === 'python' ? `c.${key} = ${first}` : first;
}

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
