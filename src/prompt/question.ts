import { ExposeError } from '../errors.ts';
import { t } from '../messages/index.ts';

/**
 * The words for yes and no. ㅛ and ㅜ are what the y and n keys type in the Korean layout; true and false are what
 * scripts and environment variables use.
 */
const YES = new Set(['y', 'yes', 'true', '예', '네', 'ㅛ']);

const NO = new Set(['n', 'no', 'false', '아니오', '아니요', 'ㅜ']);

/** A question of a step. Pure data and pure functions; the wizard decides who is asked, and where. */
export interface Question<T = unknown> {
  /** 'port': also the key in the answers file, and JUPYTER_EXPOSE_PORT. */
  readonly id: string;
  /** Short name for the summary line: 'Port'. */
  readonly label: string;
  /** The question as the user reads it. */
  readonly message: string;
  /** Why it matters, in one line. */
  readonly why?: string;
  /** How to answer it on the command line, for the error about a missing answer: '--port N'. */
  readonly flag: string;
  readonly kind: 'text' | 'secret' | 'confirm' | 'select';
  /** For `secret`: typed once, not twice, because the password is verified elsewhere. */
  readonly once?: boolean;
  /** True for the five questions that a piped line may answer. */
  readonly piped?: boolean;
  /** Never asked: it can be given, otherwise the default shown applies. */
  readonly unasked?: boolean;
  /** The effective value; Enter keeps it. */
  readonly current?: Shown<T> | undefined;
  /** The default when no answer is given. */
  readonly fallback?: Shown<T> | undefined;
  /** For `select`: the user may answer with the value, the label or its 1-based number. */
  readonly choices?: readonly { readonly value: string; readonly label: string }[];
  /** Converts a text (flag, environment, line, prompt) to a value. Throws ExposeError('answer') in plain words. */
  parse(text: string): T;
  /** Converts a value from the answers file. Throws ExposeError('answer'). */
  parseJson(value: unknown): T;
  /** The value as it is printed; never called for a secret. */
  show(value: T): string;
  /** Remarks about an accepted answer; `sure` requires a second yes on a terminal. */
  remarks?(value: T, source: AnswerSource): Promise<readonly Remark[]>;
}

/** A flag as the command line declares it, with its help text. */
export interface Flag {
  /** '--port <number>' */
  readonly declared: string;
  readonly help: string;
  /** Named in the help of another flag. */
  readonly hidden?: boolean;
}

/** The parts of a question that do not depend on the machine. With `current`, `parse` … it becomes a Question. */
export interface QuestionSpec
  extends Pick<Question, 'id' | 'label' | 'message' | 'why' | 'flag' | 'kind' | 'piped' | 'choices'> {
  /** The flags that answer it; for a yes or no the second one means no. Every question has at least one. */
  readonly flags: readonly [Flag, ...Flag[]];
  /** Flags that modify the answer but are not answers themselves: `--hash`. */
  readonly beside?: readonly Flag[];
  /** The usual default, as it is shown. */
  readonly usual?: string;
  /** The answer that the equivalent command can omit. */
  readonly implied?: string;
}

/** A question of the wizard, made from its spec so that every question can also be answered by a flag. */
export type StepQuestion<T = unknown> = Question<T> & Pick<QuestionSpec, 'flags'>;

export interface Shown<T> {
  readonly value: T;
  readonly shown: string;
  /** For a value that was in effect earlier but is not now: printed instead of "unchanged"; '' prints nothing. */
  readonly origin?: string;
}

export interface Remark {
  /** For --json: 'port-busy'. */
  readonly id: string;
  readonly text: string;
  /** Require a second yes on a terminal; elsewhere the remark is only printed. */
  readonly sure?: boolean;
}

export type AnswerSource = 'flag' | 'environment' | 'file' | 'line' | 'prompt' | 'current' | 'default';

export interface Answer<T = unknown> {
  readonly value: T;
  readonly source: AnswerSource;
  /** Not saved for the next run. */
  readonly secret?: boolean;
}

/** What Enter, or a blank line, stands for. */
export interface ShownDefault<T> extends Shown<T> {
  readonly source: 'current' | 'default';
}

/** A value as it is shown; undefined stays undefined. */
export function shown<T>(value: T | undefined, show: (value: T) => string = String): Shown<T> | undefined {
  return value === undefined ? undefined : { value, shown: show(value) };
}

/** A question with choices. `wrongType`: the error for a value of the answers file that is not a text. */
export function selectQuestion<T extends string>(
  spec: QuestionSpec,
  current: T | undefined,
  fallback: T,
  wrongType: string,
): StepQuestion<T> {
  return {
    ...spec,
    current: shown(current),
    fallback: shown(fallback),
    parse: (text) => text as T, // already checked against the choices
    parseJson: (value) => choiceOf(spec.choices ?? [], requireText(value, wrongType)) as T,
    show: String,
  };
}

/** A text of the answers file. Throws ExposeError('answer') with this message for any other value. */
export function requireText(value: unknown, message: string): string {
  if (typeof value === 'string') return value;
  throw new ExposeError('answer', message);
}

/** The effective value, else the default; undefined when the question has neither. */
export function shownDefault<T>(question: Question<T>): ShownDefault<T> | undefined {
  if (question.current) return { ...question.current, source: 'current' };
  if (question.fallback) return { ...question.fallback, source: 'default' };
  return undefined;
}

/** True when the text is no answer. Spaces can be a password, so a secret is blank only when empty. */
export function isBlank(question: Pick<Question, 'kind'>, text: string): boolean {
  return question.kind === 'secret' ? text === '' : text.trim() === '';
}

/**
 * Converts an answer's text to the question's value: a password unchanged, everything else trimmed, a choice by its
 * value, its label or its 1-based number. Throws ExposeError('answer') in plain words.
 */
export function acceptText<T>(question: Question<T>, text: string): T {
  if (question.kind === 'secret') return question.parse(text);
  const trimmed = text.trim();
  return question.parse(question.kind === 'select' ? choiceOf(question.choices ?? [], trimmed) : trimmed);
}

/** The value of the named choice; values precede labels, and labels precede numbers. Throws ExposeError('answer'). */
export function choiceOf(choices: NonNullable<Question['choices']>, text: string): string {
  const wanted = text.toLowerCase();
  const named =
    choices.find((choice) => choice.value.toLowerCase() === wanted) ??
    choices.find((choice) => choice.label.toLowerCase() === wanted) ??
    (/^[1-9]\d*$/.test(text) ? choices[Number(text) - 1] : undefined);
  if (named) return named.value;
  const values = choices.map((choice) => choice.value);
  throw new ExposeError('answer', t().prompt.notAChoice(text, values));
}

/** A yes or a no in English or Korean, ignoring case and surrounding spaces; undefined for anything else. */
export function yesOrNo(text: string): boolean | undefined {
  // Korean letters can arrive decomposed (macOS) and would then match nothing in the table.
  const word = text.normalize('NFC').trim().toLowerCase();
  if (YES.has(word)) return true;
  if (NO.has(word)) return false;
  return undefined;
}
