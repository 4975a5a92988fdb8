import path from 'node:path';
import type { System } from '../system/system.ts';
import type { RecordedCommand, Run } from './journal.ts';
import {
  type JournalLocation,
  journalDirectory,
  listRunIds,
  makeJournal,
  makeRunId,
  type RecordedChange,
  type RunBy,
  type RunRecord,
  removeRun,
  sha256,
  writeRecord,
} from './journal.ts';
import type { FileState, PreparedCommand, PreparedFile, PreparedPlan } from './prepared-plan.ts';

/** Who started the run, and where it is recorded. */
export interface RunOptions extends JournalLocation {
  readonly by?: RunBy;
  /** Adds a second plan to this run: one `undo`, or one rollback after a failure, covers both. */
  readonly run?: Run;
}

/**
 * Writes the backups first, then the record that refers to them in one atomic write. Until then there is no run and
 * nothing to roll back. With `run`, the changes are added to that run.
 */
export async function beginRun(prepared: PreparedPlan, options: RunOptions): Promise<Run> {
  const { system } = options;
  if (options.run !== undefined) {
    const { directory, record } = options.run;
    const first = record.changes.length;
    const added = await backUp(filesOf(prepared), directory, first, system);
    return writeRecord(system.files, directory, {
      ...record,
      state: 'applying',
      changes: [...record.changes, ...added],
      ...commandsOf(prepared, first, record.commands),
    });
  }
  await makeJournal(options);
  const now = system.now();
  const id = makeRunId(now, system.randomBytes(3), (await listRunIds(options)).at(-1));
  const directory = path.join(journalDirectory(options.exposeDir), id);
  try {
    await system.files.makeDirectory(directory);
    const changes = await backUp(filesOf(prepared), directory, 0, system);
    const record: RunRecord = {
      schema: 1,
      id,
      command: prepared.command,
      by: options.by ?? 'person',
      started: now.toISOString(),
      state: 'applying',
      force: false,
      changes,
      ...commandsOf(prepared, 0),
    };
    return await writeRecord(system.files, directory, record);
  } catch (error) {
    await removeRun(system.files, directory).catch(() => undefined); // the next recovery removes it
    throw error;
  }
}

function filesOf({ changes }: PreparedPlan): PreparedFile[] {
  return changes.filter((change): change is PreparedFile => change.path !== undefined);
}

/** The actions, each with its position among the file changes; empty if there are none. */
function commandsOf(
  { changes }: PreparedPlan,
  first: number,
  earlier: readonly RecordedCommand[] = [],
): Pick<RunRecord, 'commands'> {
  let after = first;
  const commands = [...earlier];
  for (const one of changes) {
    if (one.path !== undefined) after++;
    else commands.push(recordOf(one, after));
  }
  return commands.length === 0 ? {} : { commands };
}

function recordOf({ change }: PreparedCommand, after: number): RecordedCommand {
  const { id, title } = change;
  const base = { id, title, after, result: 'pending' as const };
  if (change.kind === 'map-port') {
    const { want, mapping, replaces } = change;
    return { ...base, router: { want, mapping, ...(replaces && { replaces }) } };
  }
  return { ...base, ...(change.undo && { task: change.undo.task }) };
}

async function backUp(
  changes: readonly PreparedFile[],
  directory: string,
  firstNumber: number,
  system: System,
): Promise<RecordedChange[]> {
  const recorded: RecordedChange[] = [];
  for (const [index, prepared] of changes.entries()) {
    const { change, path: shown, realPath, before, after } = prepared;
    const backup = `${firstNumber + index}.before`;
    if (before !== undefined)
      await system.files.writeAtomic(path.join(directory, backup), before.bytes, { mode: 0o600 });
    recorded.push({
      kind: change.kind,
      path: shown,
      realPath,
      before: before === undefined ? null : { ...recordedState(before), backup, ...ownerOf(before) },
      after: after === undefined ? null : recordedState(after),
      ...('directoryMode' in prepared && { directoryMode: prepared.directoryMode }),
      directories: await missingDirectories(realPath, system),
      result: 'pending',
    });
  }
  return recorded;
}

/** The directories that must be created for this file, outermost first. */
async function missingDirectories(realPath: string, system: System): Promise<string[]> {
  const missing: string[] = [];
  let directory = path.dirname(realPath);
  while ((await system.files.facts(directory)) === undefined && directory !== path.dirname(directory)) {
    missing.unshift(directory);
    directory = path.dirname(directory);
  }
  return missing;
}

function recordedState({ bytes, mode }: FileState) {
  return { sha256: sha256(bytes), mode };
}

/** Restoring uses the owner only if the file is gone: an existing file keeps its owner. */
function ownerOf({ owner }: FileState) {
  return owner === undefined ? {} : { owner };
}
