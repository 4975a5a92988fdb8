/**
 * One thing that was checked. `fail`: the owner cannot get in, or a stranger can. `warn`: a risk the person
 * may accept. `unknown`: not seen, or because an earlier finding failed.
 */
export interface Finding {
  readonly id: string;
  readonly status: 'ok' | 'warn' | 'fail' | 'unknown';
  readonly message: string;
  readonly evidence?: Evidence;
  readonly fix?: string;
}

export interface Evidence {
  readonly file?: string;
  /** 1-based. */
  readonly line?: number;
  /** Permission bits as people write them: "0644". */
  readonly mode?: string;
  readonly text?: string;
}
