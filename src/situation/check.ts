import type { System } from '../system/system.ts';
import type { Finding } from './finding.ts';
import type { Situation } from './situation.ts';

/** What a check may look at. It changes nothing. */
export interface CheckContext {
  readonly system: System;
  readonly situation: Situation;
}

/** The check has no business here (no certificate is configured, no server runs): it leaves no finding. */
export const NOTHING_TO_CHECK = 'nothing-to-check';

/** One thing the doctor looks at. */
export interface Check<Context = CheckContext> {
  /** Unique among all checks. Also the id of its `ok` and `unknown` findings. */
  readonly id: string;
  /** Checks whose `fail` would be the cause of whatever this one saw: then it is not made. */
  readonly needs?: readonly string[];
  /** Checks that must be through before, whatever they came to. */
  readonly after?: readonly string[];
  /** The sentence for "all well"; a function, so that the language is asked late. */
  readonly fine: () => string;
  /**
   * What is wrong, the likeliest cause first; nothing when all is well. Findings have ids of their own, one per cause, by
   * which people and scripts know them. A check that found out what is so may return an `ok` finding of its own.
   */
  look(context: Context): Promise<readonly Finding[] | typeof NOTHING_TO_CHECK>;
}
