import { ExposeError } from '../errors.ts';
import { t } from '../messages/index.ts';

/**
 * What counts as yes and as no. ㅛ and ㅜ are what the y and n keys type while the Korean layout is on;
 * true and false are what scripts and environment variables write.
 */
const YES = new Set(['y', 'yes', 'true', '예', '네', 'ㅛ']);

const NO = new Set(['n', 'no', 'false', '아니오', '아니요', 'ㅜ']);

/** One thing a step wants to know. Pure data and pure functions; who asks, and where, is the wizard's business. */
export interface Question<T = unknown> {
  /** 'port': also the key in the answers file, and JUPYTER_EXPOSE_PORT. */
  readonly id: string;
  /** Short name for the echo: 'Port'. */
  readonly label: string;
  /** The question as a person reads it. */
  readonly message: string;
  /** Why it matters, in one line. */
  readonly why?: string;
  /** How to answer it on the command line, for the sentence that says an answer is missing: '--port N'. */
  readonly flag: string;
  readonly kind: 'text' | 'secret' | 'confirm' | 'select';
  /** For `secret`: typed once, not twice, since something else will tell whether it is right. */
  readonly once?: boolean;
  /** Is it one of the five that a piped line may answer? */
  readonly piped: boolean;
  /** Nobody is asked: it can be given, and otherwise it has what is shown. */
  readonly unasked?: boolean;
  /** What runs now; Enter keeps it. */
  readonly current?: Shown<T>;
  /** What is taken when nothing else is said. */
  readonly fallback?: Shown<T>;
  /** For `select`: a person may answer with the value, the label or its 1-based number. */
  readonly choices?: readonly { readonly value: string; readonly label: string }[];
  /** A text (flag, environment, line, prompt) as a value. Throws ExposeError('answer') in plain words. */
  parse(text: string): T;
  /** A value from the answers file. Throws ExposeError('answer'). */
  parseJson(value: unknown): T;
  /** The value as it is echoed; never called for a secret. */
  show(value: T): string;
  /** Said after the answer was taken; `sure` needs a second yes on a terminal. */
  remarks?(value: T, source: AnswerSource): Promise<readonly Remark[]>;
}

/** A flag as the command line declares it, and what help says of it. */
export interface Flag {
  /** '--port <number>' */
  readonly declared: string;
  readonly help: string;
}

/** What is known of a question before the machine was looked at. With `current`, `parse` … it becomes a Question. */
export interface QuestionSpec
  extends Pick<Question, 'id' | 'label' | 'message' | 'why' | 'flag' | 'kind' | 'piped' | 'choices'> {
  /** How it is answered on the command line; of a yes or no the second one is the no. There is no question without. */
  readonly flags: readonly [Flag, ...Flag[]];
  /** Flags that go along with the answer and are none themselves: `--hash`. */
  readonly beside?: readonly Flag[];
  /** What is taken when nothing is said, as it is shown. */
  readonly usual?: string;
  /** The answer that the equivalent command need not give. */
  readonly unsaid?: string;
}

/** A question of the wizard: made from its spec, so that whatever is asked can be answered without being asked. */
export type StepQuestion<T = unknown> = Question<T> & Pick<QuestionSpec, 'flags'>;

export interface Shown<T> {
  readonly value: T;
  readonly shown: string;
}

export interface Remark {
  /** For --json: 'port-busy'. */
  readonly id: string;
  readonly text: string;
  /** Ask for a second yes on a terminal; elsewhere it is only said. */
  readonly sure?: boolean;
}

export type AnswerSource = 'flag' | 'environment' | 'file' | 'line' | 'prompt' | 'current' | 'default';

export interface Answer<T = unknown> {
  readonly value: T;
  readonly source: AnswerSource;
  /** Not kept for the next run. */
  readonly secret?: boolean;
}

/** What Enter, or a blank line, stands for. */
export interface ShownDefault<T> extends Shown<T> {
  readonly source: 'current' | 'default';
}

/** What runs now, else what is taken when nothing is said; undefined when the question has neither. */
export function shownDefault<T>(question: Question<T>): ShownDefault<T> | undefined {
  if (question.current) return { ...question.current, source: 'current' };
  if (question.fallback) return { ...question.fallback, source: 'default' };
  return undefined;
}

/** Is this no answer at all? Spaces can be a password, so only nothing is blank there. */
export function isBlank(question: Pick<Question, 'kind'>, text: string): boolean {
  return question.kind === 'secret' ? text === '' : text.trim() === '';
}

/**
 * A text somebody gave as the question's value: a password as it is, everything else without the spaces around
 * it, a choice by its value, its label or its 1-based number. Throws ExposeError('answer') in plain words.
 */
export function acceptText<T>(question: Question<T>, text: string): T {
  if (question.kind === 'secret') return question.parse(text);
  const trimmed = text.trim();
  return question.parse(question.kind === 'select' ? choiceOf(question.choices ?? [], trimmed) : trimmed);
}

/** The value of the choice that a text names; a value beats a label, and both beat a number. Throws ExposeError('answer'). */
export function choiceOf(choices: NonNullable<Question['choices']>, text: string): string {
  const wanted = text.toLowerCase();
  const named =
    choices.find((choice) => choice.value.toLowerCase() === wanted) ??
    choices.find((choice) => choice.label.toLowerCase() === wanted) ??
    (/^[1-9]\d*$/.test(text) ? choices[Number(text) - 1] : undefined);
  if (named) return named.value;
  const values = choices.map((choice) => choice.value);
  throw new ExposeError('answer', t().wizard.notAChoice(text, values));
}

/** A yes or a no in English or Korean, in any case, with spaces around it; undefined for anything else. */
export function yesOrNo(text: string): boolean | undefined {
  // Korean letters can arrive decomposed (macOS), and would then equal nothing in the table.
  const word = text.normalize('NFC').trim().toLowerCase();
  if (YES.has(word)) return true;
  if (NO.has(word)) return false;
  return undefined;
}
