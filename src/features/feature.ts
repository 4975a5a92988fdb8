import type { CommandSpec } from '../command/command.ts';
import type { Gateway } from '../net/gateway.ts';
import type { LabelledRow } from '../output/layout.ts';
import type { Change } from '../plan/change.ts';
import type { QuestionSpec } from '../prompt/question.ts';
import type { Renewer } from '../renewal/renewer.ts';
import type { CheckGroup } from '../situation/check.ts';
import type { Finding } from '../situation/finding.ts';
import type { Situation } from '../situation/situation.ts';
import type { Hop, InitRun, NextStep, OutsideName, ServerUrls } from '../wizard/init-run.ts';
import type { Step } from '../wizard/step.ts';

/** One concern of exposing a server: what help and the command line need of it. Its file loads nothing heavy. */
export interface Feature {
  readonly id: string;
  /** What it may ask in `init`, in this order: loaded when that is the command, so that no other one waits for it. */
  questions(): Promise<readonly QuestionSpec[]>;
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
  /** What `init` does once the settings stand. */
  afterApply?(run: InitRun): Promise<readonly Finding[]>;
  /** Rows at the end of `init`. */
  nextSteps?(run: InitRun, urls: ServerUrls): Promise<readonly NextStep[]>;
  /** Its part of the way from the internet to Jupyter, behind this gateway. */
  hops?(run: InitRun, gateway: Gateway): Promise<readonly Hop[]>;
  /** What a person has to type somewhere else, such as in the menu of the router. */
  byHand?(run: InitRun): Promise<readonly LabelledRow[]>;
  /** How the internet knows this computer; of several the last one holds. */
  outsideName?(situation: Situation): Promise<OutsideName>;
  /** Is what Jupyter serves signed by the authority of this computer? */
  isSignedHere?(situation: Situation): Promise<boolean>;
}
