import { createHash } from 'node:crypto';
import path from 'node:path';
import { ExposeError } from '../errors.ts';
import { t } from '../messages/index.ts';
import type { World } from '../net/network.ts';
import { array, nullable, number, object, oneOf, optional, string, text, where } from '../schema.ts';
import { requireOwn } from '../system/ownership.ts';
import { requireRecord, unreadableRecord } from '../system/read-record.ts';
import type { Files, Owner, StagedWrite } from '../system/system.ts';
import type { FileChange, MapPort, RemoveFile, RunCommand } from './change.ts';
import { type ConfigDir, configDirOf, fromStored, type Stored, toStored } from './portable-record.ts';
import type { BuildUndo, UndoTask } from './undo-command.ts';

const FORM = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z-[0-9a-f]{6}$/;

/** Where the tool keeps its own files, and what rolls back the actions of a run. */
export interface JournalLocation extends World {
  /** `expose/` in the Jupyter config directory. */
  readonly exposeDir: string;
  readonly buildUndo: BuildUndo;
}

const OWN_MODE = 0o700;

export function journalDirectory(exposeDir: string): string {
  return path.join(exposeDir, 'journal');
}

/** For acquireLock. Held while a run is applied, undone or recovered. */
export function lockDirectory(exposeDir: string): string {
  return path.join(exposeDir, 'lock');
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Creates expose/ and the journal with access for their owner only. */
export async function makeJournal({ system, exposeDir }: JournalLocation): Promise<void> {
  await system.files.makeDirectory(journalDirectory(exposeDir), OWN_MODE);
  for (const directory of [exposeDir, journalDirectory(exposeDir)]) {
    const facts = await system.files.facts(directory);
    const open = facts !== undefined && (facts.mode & 0o077) !== 0 && system.platform !== 'win32';
    if (open) await system.files.changeMode(directory, OWN_MODE);
  }
}

/** The ids of all runs, including runs without a record, oldest first. */
export async function listRunIds({ system, exposeDir }: JournalLocation): Promise<string[]> {
  for (const directory of [exposeDir, journalDirectory(exposeDir)]) {
    const facts = await system.files.facts(directory);
    if (facts !== undefined && facts.kind !== 'directory')
      throw unreadableRecord(directory, new ExposeError('environment', t().system.notDirectory(directory)));
  }
  const ids = (await system.files.list(journalDirectory(exposeDir))).filter(isRunId);
  // Whoever can write there could make us restore or run what they like.
  await requireOwn(exposeDir, system);
  const below = [journalDirectory(exposeDir), ...ids.map((id) => path.join(journalDirectory(exposeDir), id))];
  await Promise.all(below.map((directory) => requireOwn(directory, system, { isBelowOwn: true })));
  return ids;
}

/** An entry of the journal whose record exists but cannot be read. */
export interface UnreadableRun {
  readonly id: string;
  readonly directory: string;
  /** Names the file and the way out. */
  readonly error: ExposeError;
}

interface Journal {
  /** Newest first. */
  readonly runs: readonly Run[];
  /** Newest first. */
  readonly unreadable: readonly UnreadableRun[];
}

/** The whole journal. Throws ExposeError('environment') if its directory cannot be read. */
export async function readJournal(location: JournalLocation): Promise<Journal> {
  const runs: Run[] = [];
  const unreadable: UnreadableRun[] = [];
  let here: ConfigDir | undefined;
  for (const id of await listRunIds(location)) {
    const directory = path.join(journalDirectory(location.exposeDir), id);
    await requireOwn(path.join(directory, RECORD), location.system, { isBelowOwn: true });
    try {
      const record = await requireRecord(location.system.files, path.join(directory, RECORD), RUN_RECORD);
      if (record === undefined) continue;
      here ??= await configDirOf(directory, location.system.files);
      const whole = fromStored(record as unknown as Stored<RunRecord>, here);
      runs.unshift({ directory, record: whole });
    } catch (error) {
      if (!(error instanceof ExposeError)) throw error;
      unreadable.unshift({ id, directory, error });
    }
  }
  return { runs, unreadable };
}

/** All runs with a readable record, newest first. */
export async function listRuns(location: JournalLocation): Promise<readonly Run[]> {
  return (await readJournal(location)).runs;
}

/** The name of the record in a run's directory. */
const RECORD = 'run.json';

const STATE = { sha256: text, mode: number };

/** What undo and recovery do without asking again: where, with which file beside the record. */
const RECORDED_CHANGE = object({
  kind: string,
  path: text,
  realPath: text,
  before: nullable(
    object({ ...STATE, backup: where(text, 'the name of a file', (one) => /^[\w-][\w.-]*$/.test(one)) }),
  ),
  after: nullable(object(STATE)),
  directories: array(text),
  result: oneOf('pending', 'done'),
});

/** The fields that decide what is done. An older version may have written the rest. */
const RUN_RECORD = object({
  schema: oneOf(1),
  id: string,
  command: string,
  started: string,
  changes: array(RECORDED_CHANGE),
  commands: optional(
    array(
      object({
        id: string,
        title: string,
        after: number,
        result: oneOf('pending', 'begun', 'done', 'failed'),
      }),
    ),
  ),
});

export async function writeRecord(files: Files, directory: string, record: RunRecord): Promise<Run> {
  const bytes = bytesOf(await toStored(record, directory, files));
  await files.writeAtomic(path.join(directory, 'run.json'), bytes, { mode: 0o600 });
  return { directory, record };
}

/** The first half of writeState: whatever needs room. */
export async function stageState(
  files: Files,
  { directory, record }: Run,
  state: RunState,
  force: boolean,
): Promise<StagedWrite> {
  const bytes = bytesOf(await toStored({ ...record, state, force }, directory, files));
  return files.stage(path.join(directory, 'run.json'), bytes, { mode: 0o600 });
}

function bytesOf(record: Stored<RunRecord>): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(record, null, 2)}\n`);
}

export function writeState(files: Files, run: Run, state: RunState, force = false): Promise<Run> {
  return writeRecord(files, run.directory, { ...run.record, state, force });
}

/** Deletes the file backups of a run but keeps its record, and what `undo --force` replaced. */
export async function removeBackups(files: Files, directory: string): Promise<void> {
  const names = await files.list(directory);
  for (const name of names.filter((one) => one.endsWith('.before')))
    await files.remove(path.join(directory, name));
}

/** Deletes a run's directory with its contents. */
export async function removeRun(files: Files, directory: string): Promise<void> {
  // The record goes first: backups without a record are harmless, but a record without its backups cannot be restored.
  const names = ['run.json', ...(await files.list(directory))];
  for (const name of names) await files.remove(path.join(directory, name));
  await files.removeEmptyDirectory(directory);
}

/** Deletes every run with its backups. The caller holds the lock. */
export async function purgeJournal(location: JournalLocation): Promise<void> {
  const { files } = location.system;
  for (const id of await listRunIds(location))
    await removeRun(files, path.join(journalDirectory(location.exposeDir), id));
  await files.removeEmptyDirectory(journalDirectory(location.exposeDir));
}

/** '20260131T235959123Z-0a1b2c': sorts by time, and later than `last` even if the clock was set back since. */
export function makeRunId(now: Date, random: Uint8Array, last: string | undefined): string {
  const afterLast = last === undefined ? 0 : (Date.parse(startOf(last)) || 0) + 1;
  const time = new Date(Math.max(now.getTime(), afterLast)).toISOString().replace(/[-:.]/g, '');
  return `${time}-${Buffer.from(random.subarray(0, 3)).toString('hex')}`;
}

function isRunId(name: string): boolean {
  return FORM.test(name);
}

/** ISO 8601, UTC: the time in a run's id. */
export function startOf(id: string): string {
  return id.replace(FORM, '$1-$2-$3T$4:$5:$6.$7Z');
}

/**
 * applying → applied (not yet verified) → finished; undoing → undone; rolled-back.
 * A crash in applying, applied or undoing leaves work: the next command rolls back, or completes the undo.
 */
type RunState = 'applying' | 'applied' | 'finished' | 'undoing' | 'undone' | 'rolled-back';

/** Who started the run: `undo` reverts the user's runs, never the schedule's. */
export type RunBy = 'person' | 'schedule';

interface RecordedState {
  /** Hex. */
  readonly sha256: string;
  readonly mode: number;
}

export interface RecordedChange {
  readonly kind: (FileChange | RemoveFile)['kind'];
  /** The path as the user gave it. */
  readonly path: string;
  /** The real path, with links followed. */
  readonly realPath: string;
  /** null if the file did not exist. `backup` is the name of a file beside run.json. */
  readonly before: (RecordedState & { readonly backup: string; readonly owner?: Owner }) | null;
  /** null if the file was removed. */
  readonly after: RecordedState | null;
  /** The mode of the directory that was removed with the file. */
  readonly directoryMode?: number;
  /** Directories that did not exist, outermost first. */
  readonly directories: readonly string[];
  readonly result: 'pending' | 'done';
}

/** A program that the run started or was about to start, or a port forwarding that it added or removed. */
export interface RecordedCommand extends Pick<RunCommand, 'id' | 'title'> {
  /** The number of file changes that precede it. */
  readonly after: number;
  /** Absent if it cannot be rolled back. As read from the journal it is unchecked. */
  readonly task?: UndoTask;
  /** Unchecked as well. */
  readonly router?: Pick<MapPort, 'want' | 'mapping' | 'replaces'>;
  /** 'begun' is written before the program starts: only begun actions are rolled back. */
  readonly result: 'pending' | 'begun' | 'done' | 'failed';
}

/** run.json. It contains no file contents, only their hashes. */
export interface RunRecord {
  readonly schema: 1;
  /** Sorts by time. */
  readonly id: string;
  readonly command: string;
  readonly by: RunBy;
  /** ISO 8601, UTC. */
  readonly started: string;
  readonly state: RunState;
  /** The undo also overwrites changes made by others. */
  readonly force: boolean;
  readonly changes: readonly RecordedChange[];
  /** Absent in runs that ran no program. */
  readonly commands?: readonly RecordedCommand[];
}

/** One run in the journal. */
export interface Run {
  /** Its directory in the journal, with the backups. */
  readonly directory: string;
  readonly record: RunRecord;
}

export function isInterrupted({ record }: Run): boolean {
  return record.state === 'applying' || record.state === 'applied' || record.state === 'undoing';
}

/** Whether `undo` can revert the run. */
export function isUndoable({ record }: Run): boolean {
  return record.by === 'person' && (record.state === 'finished' || isInterrupted({ record, directory: '' }));
}
