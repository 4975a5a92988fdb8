import type { AnswerSource, Question } from './question.ts';

/**
 * Whoever can be asked: a person at a terminal, the lines of a pipe, or nobody. One of them serves a whole run.
 * Errors: ExposeError('answer') for a line that is no answer, ExposeError('cancelled') for Ctrl-C and Ctrl-D.
 */
export interface Asker {
  readonly kind: 'terminal' | 'piped' | 'silent';
  /** An accepted answer, or undefined when nobody answers (any more). */
  ask<T>(question: Question<T>): Promise<Asked<T> | undefined>;
  /** A yes or a no, or undefined when nobody answers (any more). */
  confirm(confirmation: Confirmation): Promise<boolean | undefined>;
  /** Lines that lie ready and that no question took. Nothing is waited for. */
  leftover(): Promise<readonly Line[]>;
  /** Ends all reading, so that the process can end while the writer keeps the pipe open. */
  close(): void;
}

export interface Asked<T> {
  readonly value: T;
  readonly source: AnswerSource;
}

/** A yes or no that is no setting: "Write these changes?" */
export interface Confirmation {
  /** Short name for errors: 'Confirm'. */
  readonly label: string;
  readonly message: string;
  /** What Enter means. */
  readonly fallback: boolean;
  /** The flag that answers it, usually '--yes'. */
  readonly flag: string;
}

/** One line of input as it came, without its line end. `number` is 1-based. */
export interface Line {
  readonly text: string;
  readonly number: number;
}

/** Nobody: `--no-input`, or standard input already served as the password or as the answers file. */
export function createSilentAsker(): Asker {
  return {
    kind: 'silent',
    ask: async () => undefined,
    confirm: async () => undefined,
    leftover: async () => [],
    close: () => {},
  };
}
