import type { Owner } from '../system/system.ts';
import type { ActionChange, FileChange, RemoveFile } from './change.ts';

/** The edit of one setting in a file, and why it is made there. */
export interface SettingEdit {
  readonly key: string;
  /** 1-based, in the resulting file (for a removed setting: in the old one). */
  readonly line: number;
  readonly how: 'replaced' | 'uncommented' | 'appended' | 'unchanged' | 'removed';
  /** A sentence for the user. */
  readonly why: string;
}

export interface FileState {
  readonly bytes: Uint8Array;
  readonly mode: number;
  /** The owner on disk; absent for a file that is not written yet. */
  readonly owner?: Owner;
}

/** The effect of one file change on this machine. */
export interface PreparedChange {
  readonly change: FileChange;
  /** The path as given. */
  readonly path: string;
  /** The real path, with links followed. */
  readonly realPath: string;
  /** The file already has the wanted state. */
  readonly already: boolean;
  /** undefined if the file does not exist. */
  readonly before: FileState | undefined;
  readonly after: FileState;
  readonly edits: readonly SettingEdit[];
}

/** A file to remove. */
export interface PreparedRemoval extends Omit<PreparedChange, 'change' | 'after' | 'edits'> {
  readonly change: RemoveFile;
  readonly after?: undefined;
  /** The mode of the directory that is removed with the file. */
  readonly directoryMode?: number;
}

/** A change with a path, unlike an action. */
export type PreparedFile = PreparedChange | PreparedRemoval;

/** A program to run, or a port forwarding to add or remove. */
export interface PreparedCommand {
  readonly change: ActionChange;
  /** Distinguishes an action, which changes no file, from the other changes. */
  readonly path?: undefined;
  /** The change is already in effect. */
  readonly already: boolean;
  /** Runs through sudo. */
  readonly sudo?: boolean;
}

export interface PreparedPlan<C = PreparedFile | PreparedCommand> {
  /** For the journal: 'init', 'config set'. */
  readonly command: string;
  /** The changes to apply, in this order. Empty if there is nothing to change. */
  readonly changes: readonly C[];
  /** The changes that are already in effect. */
  readonly already: readonly C[];
}
