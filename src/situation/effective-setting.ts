import { environmentSettings } from '../jupyter/environment-variables.ts';
import { effectiveTrait } from '../jupyter/settings/effective.ts';
import { JUPYTER_DEFAULTS } from '../jupyter/settings/opaque-files.ts';
import { type SettingSources, type SourceOfTrait, winnerOf } from '../jupyter/settings/sources.ts';
import type { Trait } from '../jupyter/target.ts';
import { maskLines } from '../plan/masking.ts';
import type { Evidence } from './finding.ts';
import type { Situation } from './situation.ts';

/** The effective setting if Jupyter started now, and the line that decides it. */
export interface EffectiveSetting {
  /** Undefined when unknown. */
  readonly value: unknown;
  /** Undefined when the setting has its default, or comes from code without a visible line. */
  readonly source: SourceOfTrait | undefined;
  /** 'JUPYTER_PORT=9321': the environment variable that decides, because no line does. */
  readonly variable?: string;
}

/**
 * The effective setting according to Jupyter, defaults included; if it cannot be queried, according to the lines.
 * Checks that use it need 'config-loads'.
 */
export async function effectiveSetting(situation: Situation, trait: Trait): Promise<EffectiveSetting> {
  const [effective, sources] = await Promise.all([situation.get('effective'), situation.get('sources')]);
  const source = winnerOf(sources, trait);
  const reported =
    effective.failure === undefined
      ? effectiveTrait(await situation.get('target'), effective, trait)
      : await currentValue(situation, trait);
  // Null: Jupyter generates the value at every start (a token), so no default applies.
  const isMadeUp = effective.traits[trait] === null;
  const value = reported ?? (isMadeUp ? null : JUPYTER_DEFAULTS[trait]);
  const variable = source === undefined ? await variableOf(situation, trait) : undefined;
  return {
    value,
    source,
    ...(variable?.value === value && { variable: `${variable?.name}=${variable?.text}` }),
  };
}

/** Whether the value is a text that is not empty. */
export function isSet(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

/** The environment variable from which Jupyter takes a trait that no file sets. */
async function variableOf(situation: Situation, trait: Trait) {
  const found = environmentSettings(await situation.get('target'), situation.system.env);
  return found.find((one) => one.trait === trait);
}

/** The location of a setting as evidence, with secrets masked: a line of a file, or a variable. */
export function evidenceOfSetting({ source, variable }: EffectiveSetting): { evidence?: Evidence } {
  return variable === undefined ? evidenceAt(source) : { evidence: { text: variable } };
}

/** The location of a setting as evidence, with secrets masked. */
export function evidenceAt(source: SourceOfTrait | undefined): { evidence?: Evidence } {
  if (source === undefined) return {};
  const [text = ''] = maskLines([lineOf(source)], []);
  return { evidence: { file: source.file, line: source.line, text } };
}

/** The first line of a setting as written in its file. */
export function lineOf({ format, key, text }: Pick<SourceOfTrait, 'format' | 'key' | 'text'>): string {
  const [first = ''] = text.split('\n');
  // In JSON the text starts with the name, by which masking recognises a secret.
  return format === 'python' ? `c.${key} = ${first}` : first;
}

/**
 * The value of a setting that is effective now: from the winning line, or from Jupyter when lines are not enough (an
 * expression, an `if`, exec). Undefined when it has its default or is unknown.
 */
export async function currentValue(situation: Situation, trait: Trait): Promise<unknown> {
  const sources = await situation.get('sources');
  const winner = winnerOf(sources, trait);
  if (linesDecide(sources, trait)) return winner?.value ?? (await variableOf(situation, trait))?.value;
  const effective = await situation.get('effective');
  if (effective.failure !== undefined) return winner?.value;
  const value = effectiveTrait(await situation.get('target'), effective, trait);
  return winner === undefined && value === JUPYTER_DEFAULTS[trait] ? undefined : value;
}

/** True when the lines of the config files alone determine each of these settings. */
export function linesDecide(sources: SettingSources, ...traits: readonly Trait[]): boolean {
  const opaque = sources.files.some((file) => file.opaque.length > 0);
  return traits.every((trait) => {
    const winner = winnerOf(sources, trait);
    return winner === undefined ? !opaque : !opaque && winner.value !== undefined && !winner.conditional;
  });
}
