import type { PortMapping } from '../net/port-mapping.ts';
import type { PythonValue } from '../python-config/value.ts';
import type { UndoCommand, UndoTask } from './undo-command.ts';

/** Fields that every change has. */
interface InPlan {
  /** The id of an earlier action in the plan. If that action failed, this change is skipped. */
  readonly needs?: string;
}

/** Edit a config file as text. */
interface Edit extends InPlan {
  readonly path: string;
  /** Keys whose values are masked in a diff. */
  readonly secret: readonly string[];
  /** The mode afterwards; undefined keeps the current one. */
  readonly mode?: number;
}

/** Set or remove settings in one config file. The settings of all steps for one file form one change. */
export interface EditSettings extends Edit {
  readonly kind: 'edit-settings';
  readonly format: 'python' | 'json';
  /** 'ServerApp.port' → 9000 */
  readonly settings: Readonly<Record<string, PythonValue>>;
  /** Keys to remove: afterwards the file does not set them. */
  readonly remove?: readonly string[];
  /** The initial content if the file does not exist. */
  readonly initial?: { readonly bytes: Uint8Array; readonly from: 'generated' | 'own' };
}

/** Write or remove a file as a whole. */
interface WholeFile extends InPlan {
  readonly path: string;
  /** Its content is never shown. */
  readonly secret: boolean;
  /** A file that belongs to this tool and needs no review: the preview names it without a diff. */
  readonly own?: boolean;
}

/** Write one whole file. */
export interface WriteFile extends WholeFile {
  readonly kind: 'write-file';
  readonly bytes: Uint8Array;
  readonly mode: number;
}

/** Replace whole lines of a text file, for lines that Python itself cannot read and EditSettings cannot edit. */
export interface EditLines extends Edit {
  readonly kind: 'edit-lines';
  readonly lines: readonly LineEdit[];
}

/** The replacement of one line. Text excludes the line end, which is kept. */
export interface LineEdit {
  /** 1-based. */
  readonly line: number;
  /** The expected current line, bytes read as Latin-1. */
  readonly before: string;
  /** Also bytes as Latin-1. */
  readonly after: string;
  /** The line is removed with its line end; `after` is empty. */
  readonly removes?: boolean;
}

/** Change a file's permissions but not its bytes. */
export interface ChangeMode extends InPlan {
  readonly kind: 'change-mode';
  readonly path: string;
  readonly mode: number;
}

/** Remove one file. A rollback writes it again with its bytes, mode and owner. */
export interface RemoveFile extends WholeFile {
  readonly kind: 'remove-file';
  /** Also removes the file's directory if it becomes empty. A rollback creates it again. */
  readonly withDirectory?: boolean;
}

/** A change that is not a file. */
interface Action extends InPlan {
  /** Unique in its plan. A finding about its failure has the same id. */
  readonly id: string;
  /** A short description for the user. */
  readonly title: string;
  /**
   * On failure the rest of the plan stays applied and the failure becomes a finding. Without it a failure rolls back
   * the run.
   */
  readonly mayFail?: boolean;
  /** A sentence that describes the state after a failure. */
  readonly otherwise?: string;
}

/** The command that rolls back another one, and the task from which `undo` builds it again. */
export interface PlannedUndo extends UndoCommand {
  readonly task: UndoTask;
}

/**
 * Run a program for a change that is not in a file, such as enabling a timer. The journal records no command line, only
 * the title and the task of `undo`.
 */
export interface RunCommand extends Action {
  readonly kind: 'run-command';
  /** Program and arguments, without a shell. */
  readonly command: readonly string[];
  /** Written to its stdin. */
  readonly input?: string;
  /** Exits with 0 if the change is already in effect. Runs before anything is applied. */
  readonly isDone?: readonly string[];
  /**
   * Rolls back the command. Must be harmless if it runs twice, and if the command never ran or only began. undefined:
   * the command cannot be rolled back.
   */
  readonly undo: PlannedUndo | undefined;
  readonly needsRoot?: boolean;
  /** The lines that a user would type one after the other, if those are simpler than the command. */
  readonly typed?: readonly (readonly string[])[];
}

/** Add or remove a port forwarding on the router. The rollback is the opposite change. */
export interface MapPort extends Action {
  readonly kind: 'map-port';
  readonly want: 'open' | 'closed';
  readonly mapping: PortMapping;
  /** Our existing mapping of the same external port. It is removed first, and a rollback adds it again. */
  readonly replaces?: PortMapping;
}

/** A change that leaves a file in place. */
export type FileChange = EditSettings | WriteFile | EditLines | ChangeMode;

/** A change that is not a file. */
export type ActionChange = RunCommand | MapPort;

/** One change, as data. */
export type Change = FileChange | RemoveFile | ActionChange;

/** The ordered changes of one command. */
export interface Plan<C = Change> {
  /** 'init', 'config set': for the journal. */
  readonly command: string;
  readonly changes: readonly C[];
}
