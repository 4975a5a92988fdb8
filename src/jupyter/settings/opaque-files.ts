import type { PythonValue } from '../../python-config/value.ts';
import type { Target } from '../target.ts';
import type { Trait } from '../traits.ts';
import type { ConfigFile } from './config-file.ts';
import { type Effective, effectiveTrait } from './effective.ts';
import type { SettingSources } from './sources.ts';

/** Jupyter's defaults, the same in all generations (facts/jupyter.md §2). */
export const JUPYTER_DEFAULTS: Readonly<Partial<Record<Trait, PythonValue>>> = {
  password: '',
  ip: 'localhost',
  port: 8888,
  port_retries: 50,
  password_required: false,
};

/**
 * Files whose code may set a trait without a visible line (exec, update, load_subconfig). When `before`, the current
 * effective settings, matches what the lines say, no file is suspect.
 */
export function opaqueFiles(
  target: Target,
  sources: SettingSources,
  trait: Trait,
  before: Effective | undefined,
): ConfigFile[] {
  const suspects = sources.files.filter(({ opaque }) => opaque.length > 0);
  if (suspects.length === 0 || before === undefined || before.failure !== undefined) {
    return suspects;
  }
  const [winner] = sources.traits[trait];
  const expected = winner?.role === 'wins' ? winner.value : JUPYTER_DEFAULTS[trait];
  const found = effectiveTrait(target, before, trait);
  return expected !== undefined && found === (trait === 'ip' && expected === '' ? '*' : expected)
    ? []
    : suspects;
}
