import type { FileChange, MapPort } from './change.ts';

/**
 * applying → applied (not yet verified) → finished; undoing → undone; rolled-back.
 * In the states before "→" a crash leaves work: the next command takes back, or ends the undoing.
 */
export type RunState = 'applying' | 'applied' | 'finished' | 'undoing' | 'undone' | 'rolled-back';

/** Whose run it is: `undo` takes back the person's, never the schedule's. */
export type RunBy = 'person' | 'schedule';

export interface RecordedState {
  /** Hex. */
  readonly sha256: string;
  readonly mode: number;
}

export interface RecordedChange {
  readonly kind: FileChange['kind'];
  /** As the person knows it. */
  readonly path: string;
  /** Where it lay, links followed. */
  readonly realPath: string;
  /** null: there was no such file. `backup` is the name of a file beside run.json. */
  readonly before: (RecordedState & { readonly backup: string }) | null;
  readonly after: RecordedState;
  /** Directories that were missing, outermost first. */
  readonly directories: readonly string[];
  readonly result: 'pending' | 'done';
}

/** A program that the run ran, or was about to; or a port that the router was asked to pass on, or no longer. */
export interface RecordedCommand {
  readonly id: string;
  readonly title: string;
  /** How many of the changes of files come before it. */
  readonly after: number;
  /** Absent: it cannot be taken back. */
  readonly undo?: readonly string[];
  readonly undoInput?: string;
  /** Absent in runs of older versions, whose lines begin with sudo themselves. */
  readonly needsRoot?: boolean;
  readonly router?: Pick<MapPort, 'want' | 'mapping' | 'replaces'>;
  /** 'begun' is written before the program starts: only what began is taken back. */
  readonly result: 'pending' | 'begun' | 'done' | 'failed';
}

/** run.json. It holds no content of any file, only hashes of it. */
export interface RunRecord {
  readonly schema: 1;
  /** Sorts by time. */
  readonly id: string;
  readonly command: string;
  readonly by: RunBy;
  /** ISO 8601, UTC. */
  readonly started: string;
  readonly state: RunState;
  /** An undoing that goes over changes of others. */
  readonly force: boolean;
  readonly changes: readonly RecordedChange[];
  /** Absent in runs that ran no program. */
  readonly commands?: readonly RecordedCommand[];
}

/** One run as the journal has it. */
export interface Run {
  /** Its directory in the journal, with the backups. */
  readonly directory: string;
  readonly record: RunRecord;
}

export function isInterrupted({ record }: Run): boolean {
  return record.state === 'applying' || record.state === 'applied' || record.state === 'undoing';
}

/** Is there something that `undo` could take back? */
export function isUndoable({ record }: Run): boolean {
  return record.by === 'person' && (record.state === 'finished' || isInterrupted({ record, directory: '' }));
}
