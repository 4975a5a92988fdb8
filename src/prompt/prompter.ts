import type { AnswerSource, Question } from './question.ts';

/**
 * The source of answers: a user at a terminal, the lines of a pipe, or none. A run uses a single one.
 * Errors: ExposeError('answer') for an invalid line, ExposeError('cancelled') for Ctrl-C and Ctrl-D.
 */
export interface Prompter {
  readonly kind: 'terminal' | 'piped' | 'silent';
  /** A valid answer, or undefined when there is no (further) answer. */
  ask<T>(question: Question<T>): Promise<Asked<T> | undefined>;
  /** A yes or a no, or undefined when there is no (further) answer. */
  confirm(confirmation: Confirmation): Promise<boolean | undefined>;
  /** Lines already received that no question took. Does not wait. */
  leftover(): Promise<readonly Line[]>;
  /** Stops reading, so that the process can exit while the writer keeps the pipe open. */
  close(): void;
}

export interface Asked<T> {
  readonly value: T;
  readonly source: AnswerSource;
}

/** A yes or no that is not a setting: "Write these changes?" */
export interface Confirmation {
  /** Short name for errors: 'Confirm'. */
  readonly label: string;
  readonly message: string;
  /** What Enter means. */
  readonly fallback: boolean;
  /** The flag that answers it, usually '--yes'. */
  readonly flag: string;
}

/** One line of input without its line ending. `number` is 1-based. */
export interface Line {
  readonly text: string;
  readonly number: number;
}

/** No answers: `--no-input`, or standard input was already used for the password or the answers file. */
export function createSilentPrompter(): Prompter {
  return {
    kind: 'silent',
    ask: async () => undefined,
    confirm: async () => undefined,
    leftover: async () => [],
    close: () => {},
  };
}
