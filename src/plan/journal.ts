import { createHash } from 'node:crypto';
import path from 'node:path';
import type { Files, System } from '../system/system.ts';
import { isRunId } from './run-id.ts';
import type { Run, RunRecord, RunState } from './run-record.ts';

/** Where the tool keeps what is its own: `expose/` in the Jupyter config directory. */
export interface Place {
  readonly system: System;
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

/** undefined: not there, or not ours. */
export async function readRecord(files: Files, directory: string): Promise<RunRecord | undefined> {
  const bytes = await files.read(path.join(directory, 'run.json'));
  if (bytes === undefined) return undefined;
  try {
    const record = JSON.parse(new TextDecoder().decode(bytes));
    return record.schema === 1 && Array.isArray(record.changes) ? record : undefined;
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
