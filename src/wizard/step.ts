import type { Trait } from '../jupyter/target.ts';
import { ANY, isLoopback } from '../net/listen-address.ts';
import type { Change } from '../plan/change.ts';
import type { Answer, Question, StepQuestion } from '../prompt/question.ts';
import type { PythonValue } from '../python-config/value.ts';
import type { Finding } from '../situation/finding.ts';
import type { Situation } from '../situation/situation.ts';
import type { System } from '../system/system.ts';

/** What a step may read. It changes nothing itself. */
export interface StepContext {
  readonly system: System;
  readonly situation: Situation;
  /** The values of command-line flags that are not answers to a question. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Announces beforehand which device a plan will contact: the router in the LAN. Undefined: nothing is printed. */
  readonly announce?: (line: string) => void;
}

/** The user's decisions by question id. */
export type Answers = ReadonlyMap<string, Answer>;

/** A setting that a step wants, by its meaning; the target's tables map it to a key and a file. */
export type WantedSetting =
  | { readonly trait: Trait; readonly value: PythonValue }
  /** A setting known only by its key; other files are not checked for conflicts. */
  | { readonly key: string; readonly value: PythonValue };

export interface StepPlan {
  readonly settings: readonly WantedSetting[];
  /** Changes that are not settings. They are applied before the settings, which may refer to these files. */
  readonly changes: readonly Change[];
  /** Applied after the settings: first what opens access, last what closes access that is no longer needed. */
  readonly afterwards?: readonly Change[];
  /** Sentences for the user next to the plan. */
  readonly notes: readonly string[];
  /** The hash of a new password that nobody guesses soon. */
  readonly examinedHash?: string;
  /** Objections to the decisions, shown before the confirmation. */
  readonly remarks?: readonly Finding[];
}

/** A plan that changes nothing. */
export const NO_CHANGE: StepPlan = { settings: [], changes: [], notes: [] };

/** A review that depends on several answers at once. */
export interface Review {
  /** The questions that are asked again when the user says no on a terminal. */
  readonly again: readonly string[];
  readonly text: string;
  /** The question whose yes accepts it; without one, only other answers do. */
  readonly sure?: string;
}

/** One concern of exposing a server. The wizard loops over these; the doctor's checks are in FeatureParts. */
export interface Step {
  readonly id: string;
  /**
   * Its questions, given the answers so far; every possible question while a deciding answer is missing. May throw
   * ExposeError for a flag that does not apply.
   */
  questions(context: StepContext, answers: Answers): Promise<readonly StepQuestion[]>;
  /** The error for an answer given for a question that these answers do not lead to. */
  unasked?(question: Question, answers: Answers): { readonly message: string; readonly hint: string };
  review?(context: StepContext, answers: Answers): Promise<Review | undefined>;
  plan(context: StepContext, answers: Answers): Promise<StepPlan>;
}

/** The value of an answer to this step's own question. */
export function answered<T>(answers: Answers, id: string): T | undefined {
  return answers.get(id)?.value as T | undefined;
}

/** Whether other computers can reach the server at the chosen address; true before one is chosen. */
export function isExposed(answers: Answers): boolean {
  return !isLoopback(answered<string>(answers, 'ip') ?? ANY);
}
