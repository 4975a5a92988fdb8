import type { Ledger, Why } from './ledger.ts';
import type { Statement } from './statement.ts';

/** Context of a statement while its names are evaluated. */
export interface Evaluation {
  readonly statement: Statement;
  readonly ledger: Ledger;
  /** Offset of the statement. */
  readonly at: number;
  /** Indexes of the `=` tokens outside brackets. */
  readonly equals: readonly number[];
  /** Runs later or at an unknown time: in a function, class, lambda or generator. */
  readonly deferred: boolean;
  /** May rebind a name. */
  readonly binds: boolean;
}

/** Code of these kinds can replace a section with a plain dict, as `c.update({'A': {'x': 1}})` does. */
const MAKES_PLAIN = new Set<Why>(['config-changed', 'load-subconfig', 'exec']);
/** After code of these kinds another name may refer to the whole configuration. */
const REVEALS_ROOT = new Set<Why>(['config-changed', 'exec', 'c-replaced', 'config-name-replaced']);

/**
 * Nothing is certain after this statement: other names refer to the configuration, and any setting may have changed.
 */
export function giveUp(it: Evaluation, why: Why, losesC = false): false {
  touchAll(it, why);
  it.ledger.escaped = true;
  it.ledger.rootEscaped ||= REVEALS_ROOT.has(why);
  if (losesC) it.ledger.cIsConfig = false;
  return false;
}

/** Any setting may be read or changed here. */
export function touchAll({ ledger, at }: Evaluation, why: Why): void {
  ledger.everything = { at, why };
  ledger.plainSections ||= MAKES_PLAIN.has(why) || (why === 'after-alias' && ledger.rootEscaped);
  noteOpaque(ledger, at, why);
}

/** Any setting of one section may be read or changed here. */
export function touchSection({ ledger, at }: Evaluation, section: string, why: Why): void {
  ledger.sections.set(section, { at, why });
  noteOpaque(ledger, at, why);
}

/** One setting is read or changed here. A read sets nothing, so it is not recorded as opaque. */
export function touchKey({ ledger, at }: Evaluation, key: string, why: Why): void {
  ledger.keys.set(key, { at, why });
  if (why !== 'read-later') noteOpaque(ledger, at, why);
}

/** Records at most one note per statement. */
export function noteOpaque({ opaque }: Ledger, at: number, why: Why): void {
  if (opaque.at(-1)?.at !== at) opaque.push({ at, why });
}
