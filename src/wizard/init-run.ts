import type { LabelledRow } from '../output/layout.ts';
import type { CommandContext, CommonFlags } from '../output/output.ts';
import type { Run } from '../plan/journal.ts';
import type { PreparedPlan } from '../plan/prepared-plan.ts';
import type { Resolver } from '../prompt/resolver.ts';
import type { Situation } from '../situation/situation.ts';
import type { Answers } from './step.ts';

/** The flags of `init` besides those of the questions. */
export interface InitFlags extends CommonFlags {
  readonly target?: string;
  readonly config?: string;
  readonly passwordStdin?: boolean;
  readonly passwordFile?: string;
  readonly answers?: string;
  /** Ids of ways in that stay open. */
  readonly accept?: readonly string[];
  readonly questions?: boolean;
  readonly yes?: boolean;
  /** commander's value for --no-input: false when given. */
  readonly input?: boolean;
  readonly dryRun?: boolean;
  readonly verify?: boolean;
}

/** One run of `init` after all decisions, as its report and the features use it. */
export interface InitRun {
  readonly context: CommandContext;
  readonly flags: InitFlags;
  readonly resolver: Resolver;
  /** True when there is a user at a terminal who can be asked more questions. */
  readonly canAsk: boolean;
  /** True on a terminal, also with --yes. */
  readonly onTerminal: boolean;
  readonly answers: Answers;
  readonly prepared: PreparedPlan;
  /** The current situation, read again after apply. */
  readonly situation: Situation;
  /** The applied run: one `undo` restores everything that joins it. Undefined when nothing had to change. */
  readonly applied: Run | undefined;
}

/** The URLs of a server on this computer and in its LAN. */
export interface ServerUrls {
  readonly here: readonly string[];
  readonly lan: readonly string[];
}

/** A row at the end of `init`. */
export interface NextStep extends LabelledRow {
  /** How to open it from elsewhere, or what keeps it working. */
  readonly about: 'opening' | 'keeping';
}

/** `open` and `closed` were observed. `unknown`: not checked, or cannot be checked from here. */
export interface Hop {
  readonly hop: 'internet' | 'address' | 'router' | 'computer' | 'jupyter';
  readonly status: 'open' | 'closed' | 'unknown';
  readonly what: string;
  readonly note: string;
}

/** The name of this computer on the internet. */
export interface OutsideName {
  readonly name?: string | undefined;
  /** The external port, if it differs. */
  readonly port?: number | undefined;
}
