import type { Trait } from '../jupyter/target.ts';
import type { Change } from '../plan/change.ts';
import type { Answer, Question, StepQuestion } from '../prompt/question.ts';
import type { PythonValue } from '../python-config/value.ts';
import type { Finding } from '../situation/finding.ts';
import type { Situation } from '../situation/situation.ts';
import type { System } from '../system/system.ts';

/** What a step may look at. It changes nothing itself. */
export interface StepContext {
  readonly system: System;
  readonly situation: Situation;
  /** What the command line holds, by flag: of what is no answer to a question. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Says beforehand whom a plan asks: the router in the house. Undefined: nobody listens. */
  readonly announce?: (line: string) => void;
}

/** What the person decided, by question id. */
export type Answers = ReadonlyMap<string, Answer>;

/** One setting a step wants, by what it means; which key in which file it is, the target's table knows. */
export type WantedSetting =
  | { readonly trait: Trait; readonly value: PythonValue }
  /** One that is known by its key alone; nobody asks whether another file says otherwise. */
  | { readonly key: string; readonly value: PythonValue };

export interface StepPlan {
  readonly settings: readonly WantedSetting[];
  /** Everything that is no setting. It is done before the settings, which may name these files. */
  readonly changes: readonly Change[];
  /** What is done after the settings stand: what opens a door, and last what closes one that is no longer needed. */
  readonly afterwards?: readonly Change[];
  /** Sentences for the person beside the plan. */
  readonly notes: readonly string[];
  /** What speaks against what was decided: said before the yes. */
  readonly remarks?: readonly Finding[];
}

/** A second thought that needs several answers at once. */
export interface Review {
  /** The questions that are asked again when the person, asked on a terminal, says no. */
  readonly again: readonly string[];
  readonly text: string;
  /** What a yes makes good; without it only other answers do. */
  readonly sure?: string;
}

/** One concern of exposing a server. The wizard is a loop over these; what the doctor looks at stands in concerns.ts. */
export interface Step {
  readonly id: string;
  /**
   * What it asks, given the answers so far; whatever it may ask where an answer that decides is still missing. May throw
   * ExposeError for a flag that makes no sense here.
   */
  questions(context: StepContext, answers: Answers): Promise<readonly StepQuestion[]>;
  /** What is said where something was given for one of its questions that these answers do not lead to. */
  unasked?(question: Question, answers: Answers): { readonly message: string; readonly hint: string };
  review?(context: StepContext, answers: Answers): Promise<Review | undefined>;
  plan(context: StepContext, answers: Answers): Promise<StepPlan>;
}

/** The value of an answer that this step's own question gave. */
export function answered<T>(answers: Answers, id: string): T | undefined {
  return answers.get(id)?.value as T | undefined;
}
