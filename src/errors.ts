import { t } from './messages/index.ts';

/**
 * The ways in which a command can fail, and the table that maps them to exit codes. Exit code 0 means done or nothing
 * to change; see DESIGN §5, repeated in the README.
 */
export type ErrorCode =
  | 'usage'
  | 'answer'
  | 'refused'
  | 'environment'
  | 'locked'
  | 'changed-since'
  | 'apply-failed'
  | 'cancelled'
  | 'terminated'
  | 'internal';

const EXIT_CODES: Record<ErrorCode, number> = {
  usage: 2,
  answer: 2,
  refused: 4,
  environment: 4,
  locked: 4,
  'changed-since': 4,
  'apply-failed': 1,
  cancelled: 130,
  terminated: 143,
  internal: 1,
};

/** The checks completed, and a finding is `fail`. */
export const EXIT_FINDING_FAILED = 3;

/** The result could not be written to standard output. */
export const EXIT_RESULT_LOST = 1;

/** An error whose message is meant for the user; `hint` says what to do about it. */
export class ExposeError extends Error {
  readonly code: ErrorCode;
  readonly hint: string | undefined;

  constructor(code: ErrorCode, message: string, hint?: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ExposeError';
    this.code = code;
    this.hint = hint;
  }
}

/** An action that did not even begin, so it needs no rollback. */
export class NotBegunError extends ExposeError {}

/**
 * A config file that cannot be evaluated line by line (unterminated string, NUL, UTF-16). `line` and `column` are
 * 1-based; `column` counts bytes. `file`: its path, if known. Nothing was changed.
 */
export class RefusedError extends ExposeError {
  readonly line: number;
  readonly column: number;
  readonly reason: string;
  readonly file: string | undefined;

  constructor(reason: string, line: number, column: number, file?: string, hint?: string) {
    super('refused', t().pythonConfig.refusedAt(reason, line, column, file), hint);
    this.name = 'RefusedError';
    this.reason = reason;
    this.line = line;
    this.column = column;
    this.file = file;
  }
}

/** The exit code for anything thrown; an unknown error is a bug of ours. */
export function exitCodeOf(error: unknown): number {
  return EXIT_CODES[error instanceof ExposeError ? error.code : 'internal'];
}
