import type { Change } from '../plan/change.ts';

/**
 * One thing that was checked. `fail`: the owner cannot get in, or a stranger can. `warn`: a risk the person
 * may accept. `unknown`: not seen, or because an earlier finding failed.
 */
export interface Finding {
  readonly id: string;
  readonly status: 'ok' | 'warn' | 'fail' | 'unknown';
  /** What is so: one sentence. */
  readonly message: string;
  readonly evidence?: Evidence;
  /** What comes of it, where the message does not say it already. */
  readonly why?: string;
  /** What the person can do: one sentence. */
  readonly fix?: string;
  /** The fix as changes that we can make ourselves: `doctor --fix`. */
  readonly repair?: Repair;
  /** Not looked at, because of the finding with this id. */
  readonly blockedBy?: string;
}

export interface Evidence {
  readonly file?: string;
  /** 1-based. */
  readonly line?: number;
  /** Permission bits as people write them: "0644". */
  readonly mode?: string;
  /** A line of a file or of a log, secrets masked. */
  readonly text?: string;
  /** The status of an HTTP answer. */
  readonly http?: number;
  /** What was asked, or came back from where: 'GET http://127.0.0.1:8888/api/status'. */
  readonly request?: string;
}

/** Changes that mend a finding. They are shown, confirmed, journalled and undone like any others. */
export interface Repair {
  readonly changes: readonly Change[];
}
