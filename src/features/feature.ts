import type { CommandSpec } from '../command/command.ts';
import type { Change } from '../plan/change.ts';
import type { QuestionSpec } from '../prompt/question.ts';
import type { Renewer } from '../renewal/renewer.ts';
import type { CheckGroup } from '../situation/check.ts';
import type { Situation } from '../situation/situation.ts';
import type { Step } from '../wizard/step.ts';

/** One concern of exposing a server: what help and the command line need of it. Its file loads nothing heavy. */
export interface Feature {
  readonly id: string;
  /** In the order in which they are asked. */
  readonly questions: readonly QuestionSpec[];
  readonly commands: readonly CommandSpec[];
  /** The heavy half, imported when something is to be done. */
  load(): Promise<FeatureParts>;
}

/** What a feature brings to the commands of everything. What only some of them need, it loads when it is asked for. */
export interface FeatureParts {
  /** Its part of `init`. */
  readonly step?: Step;
  /** What the doctor looks at. */
  checks?(): Promise<readonly CheckGroup[]>;
  /** What `renew` keeps fresh. */
  renewer?(): Promise<Renewer>;
  /** What `close` shuts: doors of ours to the outside. Nothing where there is none. */
  close?(situation: Situation): Promise<readonly Change[]>;
}
