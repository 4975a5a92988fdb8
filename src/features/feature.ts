import type { CommandSpec } from '../command/command.ts';
import type { Step } from '../wizard/step.ts';

/** One concern of exposing a server: what help and the command line need of it. Its file loads nothing heavy. */
export interface Feature {
  readonly id: string;
  readonly commands: readonly CommandSpec[];
  /** The heavy half, imported when something is to be done. */
  load(): Promise<FeatureParts>;
}

/** What a feature brings to the commands of everything. What only some of them need, it loads when it is asked for. */
export interface FeatureParts {
  /** Its part of `init`. */
  readonly step?: Step;
}
