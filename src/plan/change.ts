import type { PortMapping } from '../net/port-mapping.ts';
import type { PythonValue } from '../python-config/value.ts';

/** What holds for every change. */
interface InPlan {
  /** The id of an action earlier in the plan: where that failed, this is not done. */
  readonly needs?: string;
}

/** Set (or remove) settings in one config file. All settings of all steps for one file are one change. */
export interface EditSettings extends InPlan {
  readonly kind: 'edit-settings';
  readonly path: string;
  readonly format: 'python' | 'json';
  /** 'ServerApp.port' → 9000 */
  readonly settings: Readonly<Record<string, PythonValue>>;
  /** Keys to take out: afterwards the file does not set them. */
  readonly remove?: readonly string[];
  /** Keys whose values are masked in a diff. */
  readonly secret: readonly string[];
  /** What a file that does not exist starts from. */
  readonly initial?: { readonly bytes: Uint8Array; readonly from: 'generated' | 'own' };
  /** The mode afterwards; undefined keeps it. */
  readonly mode?: number;
}

/** Write one whole file. */
export interface WriteFile extends InPlan {
  readonly kind: 'write-file';
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly mode: number;
  /** Its content is never shown. */
  readonly secret: boolean;
  /** A file of the tool's own, which nobody needs to review: the preview names it and shows no diff. */
  readonly own?: boolean;
}

/** Replace whole lines of a text file: what Python itself cannot read is beyond the settings. */
export interface EditLines extends InPlan {
  readonly kind: 'edit-lines';
  readonly path: string;
  readonly lines: readonly LineEdit[];
  /** Keys whose values are masked in a diff. */
  readonly secret: readonly string[];
  /** The mode afterwards; undefined keeps it. */
  readonly mode?: number;
}

/** One line; text is without its line end, which stays. */
export interface LineEdit {
  /** 1-based. */
  readonly line: number;
  /** The line as it must stand there now, bytes read as Latin-1. */
  readonly before: string;
  /** Bytes as Latin-1 as well. */
  readonly after: string;
}

/** Change who may read a file; its bytes stay. */
export interface ChangeMode extends InPlan {
  readonly kind: 'change-mode';
  readonly path: string;
  readonly mode: number;
}

/** Remove one file. Taking it back writes it again: bytes, mode and owner. */
export interface RemoveFile extends InPlan {
  readonly kind: 'remove-file';
  readonly path: string;
  /** Its content is never shown. */
  readonly secret: boolean;
  /** A file of the tool's own, as in WriteFile. */
  readonly own?: boolean;
  /** The directory that held it goes as well once it is empty, and comes back with the file. */
  readonly withDirectory?: boolean;
}

/** Something that is done beside the files. */
interface Action extends InPlan {
  /** Unique in its plan; the finding about its failure is called so too. */
  readonly id: string;
  /** What it does, in a few words for the person. */
  readonly title: string;
  /** Where it fails, the rest of the plan stands, and the failure becomes a finding. Otherwise all is taken back. */
  readonly mayFail?: boolean;
  /** How things stand then, as a sentence. */
  readonly otherwise?: string;
}

/** Run a program: what no file says, like switching on a timer. Nothing of it may be secret: it stands in the journal. */
export interface RunCommand extends Action {
  readonly kind: 'run-command';
  /** Program and arguments; no shell. */
  readonly command: readonly string[];
  /** Written to its stdin. */
  readonly input?: string;
  /** Ends with 0 when all is so already; asked before anything is done. */
  readonly isDone?: readonly string[];
  /**
   * Takes it back. Must be harmless when it is run twice, and when the command never ran or only began.
   * undefined: it cannot be taken back.
   */
  readonly undo: readonly string[] | undefined;
  readonly undoInput?: string;
  readonly needsRoot?: boolean;
  /** What a person would type, one after the other, where that is simpler than the command. */
  readonly typed?: readonly (readonly string[])[];
}

/** Have the router pass a port on, or no longer. It is taken back by the opposite. */
export interface MapPort extends Action {
  readonly kind: 'map-port';
  readonly want: 'open' | 'closed';
  readonly mapping: PortMapping;
  /** Ours that holds the same outer port: it gives way, and comes back when this is taken back. */
  readonly replaces?: PortMapping;
}

/** A change after which there is a file. */
export type FileChange = EditSettings | WriteFile | EditLines | ChangeMode;

/** What is no file. */
export type ActionChange = RunCommand | MapPort;

/** One thing that will be done, as data. */
export type Change = FileChange | RemoveFile | ActionChange;

/** The ordered changes of one command. */
export interface Plan<C = Change> {
  /** 'init', 'config set': for the journal. */
  readonly command: string;
  readonly changes: readonly C[];
}
