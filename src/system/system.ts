/**
 * Everything the program can do to the computer, in one argument. `node-system.ts` is the real implementation; tests
 * pass their own.
 */
export interface System {
  readonly env: Readonly<NodeJS.ProcessEnv>;
  readonly platform: NodeJS.Platform;
  readonly cwd: string;
  readonly home: string;
  /** Undefined if the system has no user ids (Windows). */
  readonly uid: number | undefined;
  readonly pid: number;
  readonly files: Files;
  readonly run: Run;
  readonly start: Start;
  /** Whether a process with this id is running. True also for a process of another user. */
  isAlive(pid: number): boolean;
  /** Whether a process itself listens on a TCP port; undefined if that cannot be seen. */
  listensOn(pid: number, port: number): Promise<boolean | undefined>;
  /** The start time of a running process in milliseconds since 1970, accurate to a second; undefined if unavailable. */
  startedAt(pid: number): number | undefined;
  now(): Date;
  randomBytes(count: number): Uint8Array;
  /** A directory for files left behind by programs that we query. Other users cannot read it. */
  temporaryDirectory(): Promise<TemporaryDirectory>;
}

export interface TemporaryDirectory {
  readonly path: string;
  /** Removes the directory and its contents. The end of the process does so as well. */
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

/** A file that is written and synced beside its path. */
export interface StagedWrite {
  /** Renames it into place. */
  commit(): Promise<void>;
  /** Removes it. Never fails. */
  discard(): Promise<void>;
}

export interface Files {
  /** The bytes, or undefined if the file does not exist. Other errors are thrown as ExposeError('environment'). */
  read(path: string): Promise<Uint8Array | undefined>;
  /** Follows symbolic links; undefined if nothing exists (also for a dangling link). */
  facts(path: string): Promise<FileFacts | undefined>;
  /** The same of the path itself: a symbolic link is not followed. */
  linkFacts(
    path: string,
  ): Promise<(Omit<FileFacts, 'kind'> & { kind: FileFacts['kind'] | 'link' }) | undefined>;
  /** The names in a directory, sorted; empty if the directory does not exist. */
  list(directory: string): Promise<string[]>;
  /** The real path with links followed, also for a file that does not exist yet. */
  realPath(path: string): Promise<string>;
  /** Whether this process may write the file, or create it in its nearest existing directory. */
  isWritable(path: string): Promise<boolean>;
  /**
   * Writes a temporary file beside it, then fsync, rename, and fsync of the directory. A link is followed and kept. An
   * existing file keeps its owner, and its mode unless `mode` is given; a new file gets `mode` (default 0600) and
   * `owner`.
   */
  writeAtomic(path: string, bytes: Uint8Array, options?: WriteOptions): Promise<void>;
  /** The first half of writeAtomic: whatever needs room or permission. The path itself is untouched until `commit`. */
  stage(path: string, bytes: Uint8Array, options?: WriteOptions): Promise<StagedWrite>;
  /**
   * Creates the directory and its parents; new ones get `mode` (default 0700). Returns the new ones, outermost first.
   */
  makeDirectory(path: string, mode?: number): Promise<string[]>;
  changeMode(path: string, mode: number): Promise<void>;
  /** Removes a file if it exists. */
  remove(path: string): Promise<void>;
  /** Removes a directory if it is empty. */
  removeEmptyDirectory(path: string): Promise<void>;
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
  /** Written to its stdin, which is then closed. Without it stdin is closed at once. */
  readonly input?: string;
  /** Milliseconds after which the process is ended. */
  readonly timeout?: number;
  readonly signal?: AbortSignal;
  /** The program may prompt the user on our terminal. Input, timeout and signal are ignored then. */
  readonly terminal?: boolean;
}

export interface RunResult {
  /** The exit code; undefined if the program could not be started, or was ended by a signal or the timeout. */
  readonly code: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
  /** Why there is no exit code. */
  readonly failure?: 'not-found' | 'not-allowed' | 'timeout' | 'signal' | 'cancelled';
}

/** Runs a program without a shell. Never throws because of the program. */
export type Run = (command: string, args: readonly string[], options?: RunOptions) => Promise<RunResult>;

/** Starts a program that keeps running. Never throws: a program that cannot be started has ended at once. */
export type Start = (
  command: string,
  args: readonly string[],
  options?: Pick<RunOptions, 'env' | 'cwd'>,
) => StartedProgram;

export interface StartedProgram {
  /** Undefined if it could not be started. */
  readonly pid: number | undefined;
  /** All its output so far, both streams. */
  log(): string;
  /** Settles when the program has ended, on its own or because it was stopped. */
  readonly ended: Promise<ProgramEnd>;
  /** Asks the program to end and kills it after a grace period. Settles when its whole process group is gone. */
  stop(): Promise<void>;
}

export interface ProgramEnd {
  /** Undefined if it could not be started, or was ended by a signal. */
  readonly code: number | undefined;
  readonly failure?: 'not-found' | 'not-allowed' | 'signal';
}
