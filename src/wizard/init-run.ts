import type { CommonFlags } from '../output/output.ts';

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
