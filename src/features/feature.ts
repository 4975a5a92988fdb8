import type { CommandSpec } from '../command/command.ts';
import type { Gateway } from '../net/gateway.ts';
import type { LabelledRow } from '../output/layout.ts';
import type { Change } from '../plan/change.ts';
import type { BuildUndo } from '../plan/undo-command.ts';
import type { QuestionSpec } from '../prompt/question.ts';
import type { Renewer } from '../renewal/renewer.ts';
import type { CheckGroup } from '../situation/check.ts';
import type { Finding } from '../situation/finding.ts';
import type { Way } from '../situation/reach.ts';
import type { Situation } from '../situation/situation.ts';
import type { Hop, InitRun, NextStep, OutsideName, ServerUrls } from '../wizard/init-run.ts';
import type { Step } from '../wizard/step.ts';

/** One feature, with what help and the command line need. Its file imports nothing heavy. */
export interface Feature {
  readonly id: string;
  /** Its questions in `init`, in order; loaded only for `init`, so that other commands start fast. */
  questions(): Promise<readonly QuestionSpec[]>;
  readonly commands: readonly CommandSpec[];
  /** Imports the heavy part when a command runs. */
  load(): Promise<FeatureParts>;
}

/** What a feature contributes to the shared commands. Each part loads what it needs when called. */
export interface FeatureParts {
  /** Its part of `init`. */
  readonly step?: Step;
  /** Its checks in `doctor`. */
  checks?(): Promise<readonly CheckGroup[]>;
  /** What `renew` renews. */
  renewer?(): Promise<Renewer>;
  /** The changes by which `close` blocks access from outside; empty if there is nothing to close. */
  close?(situation: Situation): Promise<readonly Change[]>;
  /** Rolls back the commands that it had run, from their tasks in the journal. */
  readonly undoTask?: BuildUndo;
  /** Runs in `init` after the settings are applied. */
  afterApply?(run: InitRun): Promise<readonly Finding[]>;
  /** Rows at the end of `init`. */
  nextSteps?(run: InitRun, urls: ServerUrls): Promise<readonly NextStep[]>;
  /** Its part of the path from the internet through this gateway to Jupyter. */
  hops?(run: InitRun, gateway: Gateway): Promise<readonly Hop[]>;
  /** What it knows of the way from other devices to a port of this computer; sends nothing. */
  ways?(situation: Situation, port: number): Promise<readonly Way[]>;
  /** Values that the user has to enter elsewhere, such as in the router's menu. */
  byHand?(run: InitRun): Promise<readonly LabelledRow[]>;
  /** The name or port by which the internet reaches this computer; later features override earlier ones. */
  outsideName?(situation: Situation): Promise<OutsideName>;
  /** Whether the local CA signed the certificate that Jupyter serves. */
  isSignedHere?(situation: Situation): Promise<boolean>;
}
