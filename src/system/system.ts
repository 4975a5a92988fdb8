/**
 * Everything the program may do to the computer, as one argument. `node-system.ts` is the real one;
 * tests hand in their own.
 */
export interface System {
  readonly env: Readonly<NodeJS.ProcessEnv>;
  readonly platform: NodeJS.Platform;
  readonly cwd: string;
  readonly home: string;
  /** Undefined where the system has no user ids (Windows). */
  readonly uid: number | undefined;
  readonly pid: number;
  readonly files: Files;
  readonly run: Run;
  readonly start: Start;
  /** Is a process with this id running? True also when it belongs to somebody else. */
  isAlive(pid: number): boolean;
  /** When a running process began, in milliseconds since 1970, good to a second; undefined where nothing tells. */
  startedAt(pid: number): number | undefined;
  now(): Date;
  randomBytes(count: number): Uint8Array;
  /** A directory for what a program that we ask leaves behind; nobody else may read it. */
  temporaryDirectory(): Promise<TemporaryDirectory>;
}

export interface TemporaryDirectory {
  readonly path: string;
  /** Removes it with all that is in it. The end of the process does so as well. */
  remove(): Promise<void>;
}

/** Ids of the user and the group. */
export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

export interface FileFacts extends Owner {
  readonly kind: 'file' | 'directory' | 'other';
  /** Permission bits, e.g. 0o600. */
  readonly mode: number;
  readonly size: number;
  readonly mtimeMs: number;
}

export interface WriteOptions {
  readonly mode?: number | undefined;
  readonly owner?: Owner | undefined;
}

export interface Files {
  /** The bytes, or undefined when there is no such file. Other trouble is thrown as ExposeError('environment'). */
  read(path: string): Promise<Uint8Array | undefined>;
  /** Follows symbolic links; undefined when there is nothing (also behind a dangling link). */
  facts(path: string): Promise<FileFacts | undefined>;
  /** The names in a directory, sorted; empty when there is no such directory. */
  list(directory: string): Promise<string[]>;
  /** Where a path really lies, links followed; the path itself where nothing exists yet. */
  realPath(path: string): Promise<string>;
  /** May this process write the file, or make it in its nearest existing directory? */
  isWritable(path: string): Promise<boolean>;
  /**
   * Temporary file beside it, fsync, rename, fsync of the directory. A link is followed and kept, mode and
   * owner of an existing file are kept unless `mode` says otherwise; a new file gets `mode` (default 0600) and `owner`.
   */
  writeAtomic(path: string, bytes: Uint8Array, options?: WriteOptions): Promise<void>;
  /** Makes the directory and its parents; those it makes get `mode` (default 0700). Returns the ones made, outermost first. */
  makeDirectory(path: string, mode?: number): Promise<string[]>;
  changeMode(path: string, mode: number): Promise<void>;
  /** Removes a file; nothing happens when there is none. */
  remove(path: string): Promise<void>;
  /** Removes a directory if it is empty. */
  removeEmptyDirectory(path: string): Promise<void>;
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
  /** Written to its stdin, which is closed then. Without it stdin is closed at once. */
  readonly input?: string;
  /** Milliseconds; then the process is ended. */
  readonly timeout?: number;
  readonly signal?: AbortSignal;
  /** It may ask the person on our terminal. Input, time limit and signal have no say then. */
  readonly terminal?: boolean;
}

export interface RunResult {
  /** The exit code; undefined when it could not be started, or was ended by a signal or the time limit. */
  readonly code: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
  /** Why there is no exit code. */
  readonly trouble?: 'not-found' | 'not-allowed' | 'timeout' | 'signal' | 'cancelled';
}

/** Runs a program without a shell. Never throws for what the program does. */
export type Run = (command: string, args: readonly string[], options?: RunOptions) => Promise<RunResult>;

/** Starts a program that stays. Never throws: one that cannot be started has ended at once. */
export type Start = (
  command: string,
  args: readonly string[],
  options?: Pick<RunOptions, 'env' | 'cwd'>,
) => StartedProgram;

export interface StartedProgram {
  /** Undefined when it could not be started. */
  readonly pid: number | undefined;
  /** All that it has said so far, both streams. */
  log(): string;
  /** Settles when it has ended, by itself or by us. */
  readonly ended: Promise<ProgramEnd>;
  /** Asks it to end, kills it after a grace, and is done when it is gone with all of its process group. */
  stop(): Promise<void>;
}

export interface ProgramEnd {
  /** Undefined when it could not be started, or was ended by a signal. */
  readonly code: number | undefined;
  readonly trouble?: 'not-found' | 'not-allowed' | 'signal';
}
