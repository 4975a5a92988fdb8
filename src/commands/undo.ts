import { type ChangeFlags, refuseSudo } from '../command/change-command.ts';
import { requireYes } from '../command/confirm.ts';
import { glued } from '../messages/command-line.ts';
import { t } from '../messages/index.ts';
import { table } from '../output/layout.ts';
import type { CommandContext, CommonFlags } from '../output/output.ts';
import { isUndoable, listRuns, type Place, type Run } from '../plan/journal.ts';
import type { Restoration } from '../plan/restore.ts';
import { underLock } from '../plan/transaction.ts';
import { refuseForeignChanges, runToUndo, undoAll, undoRun } from '../plan/undo.ts';
import { Situation } from '../situation/situation.ts';

interface UndoFlags extends CommonFlags, ChangeFlags {
  readonly list?: boolean;
  readonly all?: boolean;
  readonly force?: boolean;
}

/** `undo`: restores the state before the user's last run; again for the one before; `--all` for all. */
export async function undo(context: CommandContext, flags: UndoFlags): Promise<number> {
  const { talk, system, network } = context;
  const situation = new Situation(context);
  await refuseSudo(situation);
  const { exposeDir } = await situation.get('places');
  const place: Place = { system, network, exposeDir };
  const runs = await listRuns(place);
  // Scheduled renewals cannot be undone by the user.
  if (flags.list)
    return list(
      context,
      runs.filter(({ record }) => record.by === 'person'),
    );
  const last = runToUndo(runs);
  const chosen = flags.all ? runs.filter(isUndoable) : last ? [last] : [];
  if (chosen.length === 0) {
    talk.say(t().undo.nothing);
    talk.document({ schema: 1, status: 'unchanged', runs: [] });
    return 0;
  }
  for (const run of chosen) {
    talk.say(t().undo.willUndo(run.record.command, localTime(run)));
    for (const { path, before } of run.record.changes) {
      talk.say(`  ${before === null ? t().undo.remove(path) : t().undo.restore(path)}`);
    }
    for (const { title, undo } of run.record.commands ?? [])
      talk.say(`  ${undo === undefined ? t().undo.stays(title) : t().undo.command(title)}`);
  }
  const { force = false } = flags;
  if (flags.dryRun) {
    if (!force) await refuseForeignChanges(chosen, place);
    talk.say(t().init.dryRun);
    talk.document({ schema: 1, status: 'planned', runs: chosen.map(summaryOf) });
    return 0;
  }
  const { confirmLabel: label, confirm: message, declined } = t().undo;
  await requireYes(context, flags.yes ?? false, [{ label, message, declined }]);
  // Recovery rolls back an interrupted run itself; `undo` then finds it already restored.
  const [recovered, undone] = await underLock(place, async (recovery) => {
    const work = () => takeBack(chosen, { ...place, force, all: flags.all ?? false });
    return [recovery, await context.interruptions.critical(work)] as const;
  });
  const restoration = recovered ? both(recovered, undone) : undone;
  tell(context, restoration);
  const after = chosen.map((run) => ({ ...summaryOf(run), state: 'undone' }));
  talk.document({ schema: 1, status: 'applied', runs: after, ...pathsOf(restoration) });
  return 0;
}

async function takeBack(
  runs: readonly Run[],
  options: Place & { force: boolean; all: boolean },
): Promise<Restoration> {
  const [first] = runs;
  if (options.all || !first) return undoAll(options);
  return undoRun(first, options);
}

function list({ talk }: CommandContext, runs: readonly Run[]): number {
  if (runs.length === 0) talk.say(t().undo.nothing);
  const heads = table(runs.map((run) => [localTime(run), run.record.command, stateOf(run)]));
  for (const [at, { record }] of runs.entries()) {
    talk.result(heads[at] ?? '');
    for (const { path } of record.changes) talk.result(glued(path), { first: '  ' });
    for (const { title } of record.commands ?? []) talk.result(title, { first: '  ' });
  }
  talk.document({ schema: 1, runs: runs.map(summaryOf) });
  return 0;
}

function stateOf({ record }: Run): string {
  const { state } = t().undo;
  return record.state in state ? state[record.state as keyof typeof state] : state.other;
}

function summaryOf({ record, directory }: Run) {
  const { id, command, started, state, changes } = record;
  return { id, command, started, state, backup: directory, files: changes.map(({ path }) => path) };
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

function tell({ talk }: CommandContext, { restored, removed, kept, left }: Restoration): void {
  if (!talk.quiet) {
    for (const path of restored) talk.result(t().undo.restored(path));
    for (const path of removed) talk.result(t().undo.removed(path));
  }
  if (kept.length > 0) talk.warn(t().plan.keptChanged(kept.join(', ')));
  if (left.length > 0) talk.warn(t().plan.commandLeft(left.join(', ')));
  talk.say(t().undo.done);
}

function pathsOf({ restored, removed, kept, left }: Restoration) {
  return { restored, removed, kept, ...(left.length > 0 && { left }) };
}

/** In local time: 2026-11-23 19:04. */
function localTime({ record }: Run): string {
  const at = new Date(record.started);
  const two = (number: number) => String(number).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}`;
}
