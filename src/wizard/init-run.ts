import type { LabelledRow } from '../output/layout.ts';
import type { CommandContext, CommonFlags } from '../output/output.ts';
import type { Run } from '../plan/journal.ts';
import type { PreparedPlan } from '../plan/prepared.ts';
import type { Resolver } from '../prompt/resolve.ts';
import type { Situation } from '../situation/situation.ts';
import type { Answers } from './step.ts';

/** What `init` may be told on its command line, beside the flags of the questions. */
export interface InitFlags extends CommonFlags {
  readonly target?: string;
  readonly config?: string;
  readonly passwordStdin?: boolean;
  readonly passwordFile?: string;
  readonly answers?: string;
  readonly questions?: boolean;
  readonly yes?: boolean;
  /** commander's reading of --no-input: false when given. */
  readonly input?: boolean;
  readonly dryRun?: boolean;
  readonly verify?: boolean;
}

/** One run of `init` once everything is decided: what its end, and the features in it, go by. */
export interface InitRun {
  readonly context: CommandContext;
  readonly flags: InitFlags;
  readonly resolver: Resolver;
  /** Is there a person at a terminal who may be asked more? */
  readonly canAsk: boolean;
  readonly answers: Answers;
  readonly prepared: PreparedPlan;
  /** As it is now: after apply read anew. */
  readonly situation: Situation;
  /** What apply did: one `undo` takes back all that joins it. Undefined where nothing was to be changed. */
  readonly applied: Run | undefined;
}

/** URLs under which a server answers on this computer, and in its network. */
export interface ServerUrls {
  readonly here: readonly string[];
  readonly lan: readonly string[];
}

/** A row at the end of `init`. */
export interface NextStep extends LabelledRow {
  /** How it is opened from elsewhere, or what keeps it working. */
  readonly about: 'opening' | 'keeping';
}

/** `open`: seen to be so. `closed`: seen not to be. `unknown`: nobody looked, or nobody here can. */
export interface Hop {
  readonly hop: 'internet' | 'address' | 'router' | 'computer' | 'jupyter';
  readonly status: 'open' | 'closed' | 'unknown';
  readonly what: string;
  readonly note: string;
}

/** How the internet knows this computer. */
export interface OutsideName {
  readonly name?: string | undefined;
  /** The port outside, where it is another one. */
  readonly port?: number | undefined;
}
