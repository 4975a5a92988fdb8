import type { Owner } from '../system/system.ts';
import type { ActionChange, FileChange, RemoveFile } from './change.ts';

/** What happened to one setting in a file, and why there. */
export interface SettingEdit {
  readonly key: string;
  /** 1-based, in the file as it will be (for one that is taken out: as it was). */
  readonly line: number;
  readonly how: 'replaced' | 'uncommented' | 'appended' | 'unchanged' | 'removed';
  /** A sentence for the person. */
  readonly why: string;
}

export interface FileState {
  readonly bytes: Uint8Array;
  readonly mode: number;
  /** As it was found; a file that is yet to be written has none. */
  readonly owner?: Owner;
}

/** What one change of a file would do to this machine now. */
export interface PreparedChange {
  readonly change: FileChange;
  /** The path as it was given. */
  readonly path: string;
  /** Where it really lies, links followed. */
  readonly realPath: string;
  /** Nothing to do: the file is already so. */
  readonly already: boolean;
  /** undefined: there is no such file. */
  readonly before: FileState | undefined;
  readonly after: FileState;
  readonly edits: readonly SettingEdit[];
}

/** A file that would be removed. */
export interface PreparedRemoval extends Omit<PreparedChange, 'change' | 'after' | 'edits'> {
  readonly change: RemoveFile;
  readonly after?: undefined;
  /** The mode of the directory that goes with it. */
  readonly directoryMode?: number;
}

/** What has a path, unlike a command. */
export type PreparedFile = PreparedChange | PreparedRemoval;

/** A program that would be run, a port that the router would pass on. */
export interface PreparedCommand {
  readonly change: ActionChange;
  /** It changes no file of ours: this tells it from the other changes. */
  readonly path?: undefined;
  /** Nothing to do: all is so. */
  readonly already: boolean;
  /** It goes through sudo. */
  readonly sudo?: boolean;
}

export interface PreparedPlan<C = PreparedFile | PreparedCommand> {
  /** For the journal: 'init', 'config set'. */
  readonly command: string;
  /** What will be done, in this order. Empty: nothing to change. */
  readonly changes: readonly C[];
  /** What is already so. */
  readonly already: readonly C[];
}
