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
}
