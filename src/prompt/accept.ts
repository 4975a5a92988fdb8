import { ExposeError } from '../errors.ts';
import { t } from '../messages/index.ts';
import type { Question, Shown } from './question.ts';

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
