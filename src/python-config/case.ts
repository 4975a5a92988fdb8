import type { Ledger, Why } from './ledger.ts';
import type { Statement } from './statement.ts';

/** What is known about a statement while its names are looked at. */
export interface Case {
  readonly statement: Statement;
  readonly ledger: Ledger;
  /** Offset of the statement. */
  readonly at: number;
  /** The tokens that are `=` outside brackets. */
  readonly equals: readonly number[];
  /** Runs later, or who knows when: in a function, a class, a lambda, a generator. */
  readonly deferred: boolean;
  /** May give a name a new meaning. */
  readonly binds: boolean;
}

/** Code of these kinds can put a plain dict in the place of a section, as `c.update({'A': {'x': 1}})` does. */
const MAKES_PLAIN = new Set<Why>(['config-changed', 'load-subconfig', 'exec']);
/** After code of these kinds some other name may lead to the whole configuration. */
const REVEALS_ROOT = new Set<Why>(['config-changed', 'exec', 'c-replaced', 'config-name-replaced']);

/** From here on nothing is certain: other names lead to the configuration, and everything may have changed. */
export function giveUp(it: Case, why: Why, losesC = false): false {
  touchAll(it, why);
  it.ledger.escaped = true;
  it.ledger.rootEscaped ||= REVEALS_ROOT.has(why);
  if (losesC) it.ledger.cIsConfig = false;
  return false;
}

/** Every setting may have been read or changed here. */
export function touchAll({ ledger, at }: Case, why: Why): void {
  ledger.everything = { at, why };
  ledger.plainSections ||= MAKES_PLAIN.has(why) || (why === 'after-alias' && ledger.rootEscaped);
  noteOpaque(ledger, at, why);
}

/** Every setting of one section may have been read or changed here. */
export function touchSection({ ledger, at }: Case, section: string, why: Why): void {
  ledger.sections.set(section, { at, why });
  noteOpaque(ledger, at, why);
}

/** One setting was read or changed here. Reading sets nothing, so nobody needs to hear of it. */
export function touchKey({ ledger, at }: Case, key: string, why: Why): void {
  ledger.keys.set(key, { at, why });
  if (why !== 'read-later') noteOpaque(ledger, at, why);
}

/** One note per statement is enough. */
export function noteOpaque({ opaque }: Ledger, at: number, why: Why): void {
  if (opaque.at(-1)?.at !== at) opaque.push({ at, why });
}
