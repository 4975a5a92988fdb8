import type { Messages } from '../../messages/en/index.ts';
import type { Change } from '../../plan/change.ts';
import type { System } from '../../system/system.ts';
import type { ComplaintContext } from './complaint.ts';

/** The names in the sentences about a cause. */
interface Details {
  readonly name?: string;
  readonly better?: string;
}

type Awaitable<T> = T | undefined | Promise<T | undefined>;

type CauseId = keyof Messages['configFiles']['cause'];

export interface Cause {
  readonly id: CauseId;
  /** Only for complaints of these kinds. */
  readonly kinds?: readonly ComplaintContext['kind'][];
  /** Matches Jupyter's message. */
  readonly complaint?: RegExp;
  /** Matches the line that Jupyter complains about, bytes as Latin-1. */
  readonly line?: RegExp;
  /** Matches the whole file, bytes as Latin-1. */
  readonly content?: RegExp;
  /** The line that is wrong, if it is not the one that Jupyter names. */
  readonly at?: (context: ComplaintContext) => number | undefined;
  /** A further condition: the generation, other settings. */
  readonly when?: (context: ComplaintContext) => boolean;
  readonly details?: (context: ComplaintContext, system: System) => Awaitable<Details>;
  readonly repair?: (context: ComplaintContext, system: System) => Awaitable<readonly Change[]>;
}
