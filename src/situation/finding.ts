import type { Change } from '../plan/change.ts';

/**
 * The result of a check. `fail`: the owner cannot get in, or a stranger can. `warn`: a risk the user may accept.
 * `unknown`: could not be checked, or an earlier finding failed.
 */
export interface Finding {
  readonly id: string;
  readonly status: 'ok' | 'warn' | 'fail' | 'unknown';
  /** The fact, in one sentence. */
  readonly message: string;
  readonly evidence?: Evidence;
  /** The consequence, unless the message already states it. */
  readonly why?: string;
  /** What the user can do, in one sentence. */
  readonly fix?: string;
  /** The fix as changes that we can apply: `doctor --fix`. */
  readonly repair?: Repair;
  /** The id of the finding because of which this was not checked. */
  readonly blockedBy?: string;
}

export interface Evidence {
  readonly file?: string;
  /** 1-based. */
  readonly line?: number;
  /** Permission bits as usually written: "0644". */
  readonly mode?: string;
  /** A line of a file or a log, with secrets masked. */
  readonly text?: string;
  /** The HTTP status code. */
  readonly http?: number;
  /** The request, or where the answer came from: 'GET http://127.0.0.1:8888/api/status'. */
  readonly request?: string;
}

/** The sentences of a finding. */
export type Words = Pick<Finding, 'message' | 'why' | 'fix'>;

/** Makes a finding with these sentences. */
export function finding(
  status: Finding['status'],
  id: string,
  { message, why, fix }: Words,
  { evidence, repair }: Pick<Finding, 'evidence' | 'repair'> = {},
): Finding {
  return {
    id,
    status,
    message,
    ...(evidence && { evidence }),
    ...(why !== undefined && { why }),
    ...(fix !== undefined && { fix }),
    ...(repair && { repair }),
  };
}

/** Changes that fix a finding. They are shown, confirmed, journalled and undone like all others. */
export interface Repair {
  readonly changes: readonly Change[];
}
