import { createHash } from 'node:crypto';
import path from 'node:path';
import type { World } from '../net/network.ts';
import { array, object, oneOf, readJson, type Schema, unknown } from '../schema.ts';
import type { Files, Owner } from '../system/system.ts';
import type { FileChange, MapPort, RemoveFile } from './change.ts';

const FORM = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z-[0-9a-f]{6}$/;

/** Where the tool keeps what is its own: `expose/` in the Jupyter config directory. */
export interface Place extends World {
  readonly exposeDir: string;
}

const OWN_MODE = 0o700;

export function journalDirectory(exposeDir: string): string {
  return path.join(exposeDir, 'journal');
}

/** For acquireLock: whoever applies, undoes or recovers holds it. */
export function lockDirectory(exposeDir: string): string {
  return path.join(exposeDir, 'lock');
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Makes expose/ and the journal, closed to everybody else. */
export async function makeJournal({ system, exposeDir }: Place): Promise<void> {
  await system.files.makeDirectory(journalDirectory(exposeDir), OWN_MODE);
  for (const directory of [exposeDir, journalDirectory(exposeDir)]) {
    const facts = await system.files.facts(directory);
    const open = facts !== undefined && (facts.mode & 0o077) !== 0 && system.platform !== 'win32';
    if (open) await system.files.changeMode(directory, OWN_MODE);
  }
}

/** The ids of all runs, also of ones that never got as far as a record; oldest first. */
export async function listRunIds({ system, exposeDir }: Place): Promise<string[]> {
  return (await system.files.list(journalDirectory(exposeDir))).filter(isRunId);
}

/** All runs with a readable record, newest first. */
export async function listRuns(place: Place): Promise<Run[]> {
  const runs: Run[] = [];
  for (const id of await listRunIds(place)) {
    const directory = path.join(journalDirectory(place.exposeDir), id);
    const record = await readRecord(place.system.files, directory);
    if (record !== undefined) runs.unshift({ directory, record });
  }
  return runs;
}

/** What tells a record from anything else. An older version may have written the rest of it. */
const RUN_RECORD: Schema<Pick<RunRecord, 'schema'>> = object({ schema: oneOf(1), changes: array(unknown) });

/** undefined: not there, or not ours. */
async function readRecord(files: Files, directory: string): Promise<RunRecord | undefined> {
  const bytes = await files.read(path.join(directory, 'run.json'));
  if (bytes === undefined) return undefined;
  try {
    return readJson(RUN_RECORD, bytes) as RunRecord;
  } catch {
    return undefined;
  }
}

export async function writeRecord(files: Files, directory: string, record: RunRecord): Promise<Run> {
  const text = `${JSON.stringify(record, null, 2)}\n`;
  await files.writeAtomic(path.join(directory, 'run.json'), new TextEncoder().encode(text), { mode: 0o600 });
  return { directory, record };
}

export function writeState(files: Files, run: Run, state: RunState, force = false): Promise<Run> {
  return writeRecord(files, run.directory, { ...run.record, state, force });
}

/** Removes what a run kept of the files; its record stays. */
export async function removeBackups(files: Files, directory: string): Promise<void> {
  const names = await files.list(directory);
  for (const name of names.filter((one) => one !== 'run.json'))
    await files.remove(path.join(directory, name));
}

/** Removes a run's directory with all that is in it. */
export async function removeRun(files: Files, directory: string): Promise<void> {
  // The record goes first: backups without one are nothing, a record without its backups would promise too much.
  const names = ['run.json', ...(await files.list(directory))];
  for (const name of names) await files.remove(path.join(directory, name));
  await files.removeEmptyDirectory(directory);
}

/** '20260131T235959123Z-0a1b2c': sorts by time, and later than `last` even if the clock was set back since. */
export function makeRunId(now: Date, random: Uint8Array, last: string | undefined): string {
  const afterLast = last === undefined ? 0 : timeOf(last) + 1;
  const time = new Date(Math.max(now.getTime(), afterLast)).toISOString().replace(/[-:.]/g, '');
  return `${time}-${Buffer.from(random.subarray(0, 3)).toString('hex')}`;
}

function isRunId(name: string): boolean {
  return FORM.test(name);
}

function timeOf(id: string): number {
  return Date.parse(id.replace(FORM, '$1-$2-$3T$4:$5:$6.$7Z')) || 0;
}

/**
 * applying → applied (not yet verified) → finished; undoing → undone; rolled-back.
 * In the states before "→" a crash leaves work: the next command takes back, or ends the undoing.
 */
type RunState = 'applying' | 'applied' | 'finished' | 'undoing' | 'undone' | 'rolled-back';

/** Whose run it is: `undo` takes back the person's, never the schedule's. */
export type RunBy = 'person' | 'schedule';

interface RecordedState {
  /** Hex. */
  readonly sha256: string;
  readonly mode: number;
}

export interface RecordedChange {
  readonly kind: (FileChange | RemoveFile)['kind'];
  /** As the person knows it. */
  readonly path: string;
  /** Where it lay, links followed. */
  readonly realPath: string;
  /** null: there was no such file. `backup` is the name of a file beside run.json. */
  readonly before: (RecordedState & { readonly backup: string; readonly owner?: Owner }) | null;
  /** null: it was removed. */
  readonly after: RecordedState | null;
  /** The mode of the directory that went with a removed file. */
  readonly directoryMode?: number;
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
