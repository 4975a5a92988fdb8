import path from 'node:path';
import { groupBy } from '../group-by.ts';
import type { System } from '../system/system.ts';
import { type RecordedChange, type Run, sha256 } from './journal.ts';
import type { FileState } from './prepared-plan.ts';

/** All changes of one or more runs to one file, which is restored to the state before the first. */
export interface FileHistory {
  readonly path: string;
  readonly realPath: string;
  readonly goal: RecordedChange['before'];
  /** The backup of `goal`, as a path. */
  readonly backup: string;
  /** The mode of the directory, if a run removed it with the file. */
  readonly directoryMode: number | undefined;
  /** Hashes of every state in which these runs left the file; null if the file did not exist. */
  readonly known: ReadonlySet<string | null>;
}

/**
 * `runs`: newest first. `every`: all runs; the states that the schedule made later from these runs' states count as
 * ours. The result is in the order of the changes.
 */
export function historiesOf(runs: readonly Run[], every: readonly Run[] = []): FileHistory[] {
  const oldest = runs.at(-1);
  const renewed = oldest === undefined ? [] : changesOf(renewalsAfter(oldest, every));
  return [...groupBy(changesOf(runs.toReversed()), ({ change }) => change.realPath)].map(
    ([realPath, changes]) => {
      const [{ change: first, directory }] = changes;
      const renewals = renewed.filter(({ change }) => change.realPath === realPath);
      return {
        path: first.path,
        realPath,
        goal: first.before,
        backup: path.join(directory, first.before?.backup ?? ''),
        directoryMode: changes.find(({ change }) => change.directoryMode !== undefined)?.change.directoryMode,
        known: knownStates(changes, renewals),
      };
    },
  );
}

interface ChangeOfRun {
  readonly directory: string;
  readonly change: RecordedChange;
}

function changesOf(runs: readonly Run[]): ChangeOfRun[] {
  return runs.flatMap(({ directory, record }) => record.changes.map((change) => ({ directory, change })));
}

/** A renewal that started from a foreign state does not make that state ours. */
function knownStates(
  own: readonly ChangeOfRun[],
  renewals: readonly ChangeOfRun[],
): ReadonlySet<string | null> {
  const known = new Set(
    own.flatMap(({ change: { before, after } }) => [before?.sha256 ?? null, after?.sha256 ?? null]),
  );
  for (const { change } of renewals)
    if (known.has(change.before?.sha256 ?? null)) known.add(change.after?.sha256 ?? null);
  return known;
}

/** The schedule's finished runs after this one, oldest first. `runs` in the order of listRuns. */
function renewalsAfter(run: Run, runs: readonly Run[]): Run[] {
  return runs
    .filter(
      ({ record: { by, state, id } }) => by === 'schedule' && state === 'finished' && id > run.record.id,
    )
    .toReversed();
}

/** Whether the file is as these runs left it: neither modified nor replaced by another file. */
export async function isOurs(
  history: FileHistory,
  now: FileState | undefined,
  system: System,
): Promise<boolean> {
  if (!history.known.has(now === undefined ? null : sha256(now.bytes))) return false;
  return (await system.files.realPath(history.path)) === history.realPath;
}
