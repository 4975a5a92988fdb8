import { journalOf } from '../command/apply-changes.ts';
import { assertNotSudo, type ChangeFlags } from '../command/change-command.ts';
import { requireYes } from '../command/confirm.ts';
import { glued } from '../messages/command-line.ts';
import { t } from '../messages/index.ts';
import { table } from '../output/layout.ts';
import type { CommandContext, CommonFlags } from '../output/output.ts';
import { rollbackOf } from '../plan/action.ts';
import { historiesOf } from '../plan/file-history.ts';
import {
  isUndoable,
  type JournalLocation,
  listRunIds,
  purgeJournal,
  type Run,
  readJournal,
  startOf,
  type UnreadableRun,
} from '../plan/journal.ts';
import type { Restoration } from '../plan/restore.ts';
import { withLock } from '../plan/transaction.ts';
import { assertReadable, assertUndoable, runToUndo, undoAll, undoRun } from '../plan/undo.ts';
import { Situation } from '../situation/situation.ts';

/** Of a command line, below the title of what it rolls back. */
const LINE_INDENT = ' '.repeat(4);

interface UndoFlags extends CommonFlags, ChangeFlags {
  readonly list?: boolean;
  readonly all?: boolean;
  readonly force?: boolean;
  readonly purge?: boolean;
}

/** `undo`: restores the state before the user's last run; again for the one before; `--all` for all. */
export async function undo(context: CommandContext, flags: UndoFlags): Promise<number> {
  const { output } = context;
  const situation = new Situation(context);
  await assertNotSudo(situation);
  const { exposeDir } = await situation.get('paths');
  const location = journalOf(context, exposeDir);
  if (flags.purge && !flags.all) return purge(context, flags, location);
  const { runs, unreadable } = await readJournal(location);
  // Scheduled renewals cannot be undone by the user.
  if (flags.list)
    return list(
      context,
      runs.filter(({ record }) => record.by === 'person'),
      unreadable,
    );
  const last = runToUndo(runs);
  assertReadable(unreadable, flags.all ? undefined : last);
  const chosen = flags.all ? runs.filter(isUndoable) : last ? [last] : [];
  if (chosen.length === 0) {
    if (flags.purge) return purge(context, flags, location);
    output.print(t().undo.nothing);
    output.json({ schema: 1, status: 'unchanged', runs: [] });
    return 0;
  }
  for (const run of chosen) {
    output.print(t().undo.willUndo(run.record.command, localTime(run.record.started)));
    for (const { path, goal } of historiesOf([run]))
      output.print(`  ${goal === null ? t().undo.remove(path) : t().undo.restore(path)}`);
    for (const action of run.record.commands ?? []) {
      const rollback = await rollbackOf(action, location);
      output.print(`  ${rollback ? t().undo.command(action.title) : t().undo.stays(action.title)}`);
      if (rollback?.line) output.print(glued(rollback.line), { first: LINE_INDENT });
    }
  }
  const { force = false } = flags;
  if (flags.dryRun) {
    await assertUndoable(chosen, { ...location, force });
    output.print(t().init.dryRun);
    output.json({ schema: 1, status: 'planned', runs: chosen.map(summaryOf) });
    return 0;
  }
  const { confirmLabel: label, confirm: message, declined } = t().undo;
  await requireYes(context, flags.yes ?? false, [{ label, message, declined }]);
  // Recovery rolls back an interrupted run itself; `undo` then finds it already restored.
  const [recovered, undone] = await withLock(location, async (recovery) => {
    const work = () => undoChosen(chosen, { ...location, force, all: flags.all ?? false });
    return [recovery, await context.interruptions.critical(work)] as const;
  });
  const restoration = recovered ? both(recovered, undone) : undone;
  printRestoration(context, restoration);
  if (flags.purge) await withLock(location, () => purgeJournal(location));
  const after = chosen.map((run) => ({ ...summaryOf(run), state: 'undone' }));
  output.json({ schema: 1, status: 'applied', runs: after, ...pathsOf(restoration) });
  return 0;
}

/** `undo --purge`: forgets every run with its backups, so that nothing can be taken back any more. */
async function purge(context: CommandContext, flags: UndoFlags, location: JournalLocation): Promise<number> {
  const { output } = context;
  const ids = await listRunIds(location);
  const m = t().undo;
  if (ids.length === 0) output.print(m.nothingKept);
  else if (flags.dryRun) output.print(`${m.wouldPurge(ids.length)} ${t().init.dryRun}`);
  else {
    output.print(m.wouldPurge(ids.length));
    const { purgeLabel: label, purgeConfirm: message, declined } = m;
    await requireYes(context, flags.yes ?? false, [{ label, message, declined, fallback: false }]);
    await withLock(location, () => purgeJournal(location));
    output.print(m.purged);
  }
  const status = ids.length === 0 ? 'unchanged' : flags.dryRun ? 'planned' : 'applied';
  output.json({ schema: 1, status, purged: ids.length });
  return 0;
}

async function undoChosen(
  runs: readonly Run[],
  options: JournalLocation & { force: boolean; all: boolean },
): Promise<Restoration> {
  const [first] = runs;
  if (options.all || !first) return undoAll(options);
  return undoRun(first, options);
}

/** Newest first, with the runs that cannot be read in their place. */
function list(
  { output }: CommandContext,
  runs: readonly Run[],
  unreadable: readonly UnreadableRun[],
): number {
  const readable = runs.map((run) => {
    const { id, command, commands = [] } = run.record;
    const lines = [...pathsIn(run.record).map(glued), ...commands.map(({ title }) => title)];
    return {
      id,
      cells: [localTime(run.record.started), command, stateOf(run)],
      lines,
      document: summaryOf(run),
    };
  });
  const others = unreadable.map(({ id, directory, error }) => {
    const started = startOf(id);
    const cells = [localTime(started), '?', t().undo.state.unreadable];
    const document = { id, command: null, started, state: 'unreadable', backup: directory, files: [] };
    return { id, cells, lines: [error.message], document };
  });
  const entries = [...readable, ...others].sort((a, b) => (a.id < b.id ? 1 : -1));
  if (entries.length === 0) output.print(t().undo.nothing);
  const heads = table(entries.map(({ cells }) => cells));
  for (const [at, { lines }] of entries.entries()) {
    output.result(heads[at] ?? '');
    for (const line of lines) output.result(line, { first: '  ' });
  }
  output.json({ schema: 1, runs: entries.map(({ document }) => document) });
  return 0;
}

function stateOf({ record }: Run): string {
  const { state } = t().undo;
  return record.state in state ? state[record.state as keyof typeof state] : state.other;
}

function summaryOf({ record, directory }: Run) {
  const { id, command, started, state } = record;
  return { id, command, started, state, backup: directory, files: pathsIn(record) };
}

/** Each file once, also one that the run changed more than once. */
function pathsIn({ changes }: Run['record']): string[] {
  return [...new Set(changes.map(({ path }) => path))];
}

function both(a: Restoration, b: Restoration): Restoration {
  const all = (name: 'restored' | 'removed' | 'kept' | 'left') => [...new Set([...a[name], ...b[name]])];
  return {
    restored: all('restored'),
    removed: all('removed'),
    kept: all('kept'),
    left: all('left'),
    failed: [],
  };
}

function printRestoration({ output }: CommandContext, { restored, removed, kept, left }: Restoration): void {
  if (!output.quiet) {
    for (const path of restored) output.result(t().undo.restored(path));
    for (const path of removed) output.result(t().undo.removed(path));
  }
  if (kept.length > 0) output.warn(t().plan.keptChanged(kept.join(', ')));
  if (left.length > 0) output.warn(t().plan.commandLeft(left.join(', ')));
  output.print(t().undo.done);
}

function pathsOf({ restored, removed, kept, left }: Restoration) {
  return { restored, removed, kept, ...(left.length > 0 && { left }) };
}

/** In local time: 2026-11-23 19:04. */
function localTime(started: string): string {
  const at = new Date(started);
  const two = (number: number) => String(number).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}`;
}
