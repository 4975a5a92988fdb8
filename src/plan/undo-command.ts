import type { System } from '../system/system.ts';

/**
 * What a command did, as data: the journal keeps only this, and the feature that made the command builds the one that
 * rolls it back from it. It must contain no secret.
 */
export interface UndoTask {
  readonly kind: string;
  readonly [field: string]: unknown;
}

/** The command that rolls back a task. */
export interface UndoCommand {
  /** Program and arguments, without a shell. */
  readonly command: readonly string[];
  /** Written to its stdin. */
  readonly input?: string;
  readonly needsRoot?: boolean;
}

/** Where a task is rolled back. */
export interface UndoPlace {
  readonly system: System;
  /** `expose/` in the Jupyter config directory. */
  readonly exposeDir: string;
}

/**
 * Builds the command that rolls back a recorded task. Whoever can write the journal chooses the task, so no word of it
 * may become a program or an option. Undefined for an unknown kind, or data that no task of ours has: nothing is run.
 */
export type BuildUndo = (task: unknown, place: UndoPlace) => Promise<UndoCommand | undefined>;
