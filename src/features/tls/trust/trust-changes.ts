import { t } from '../../../messages/index.ts';
import type { RunCommand } from '../../../plan/change.ts';
import { needsSudo } from '../../../plan/sudo.ts';
import type { System } from '../../../system/system.ts';
import type { FoundStore } from './stores.ts';

/** Putting our authority into a store, as a change of a plan: journalled, and taken back by `undo`. */
export function trustChange({ row, place, commands }: FoundStore): RunCommand {
  const { run, undo, input, undoInput } = commands;
  return {
    kind: 'run-command',
    id: `trust-${place.id}`,
    command: run,
    undo,
    title: t().trust.title(place.name),
    ...(input !== undefined && { input }),
    ...(undoInput !== undefined && { undoInput }),
    ...(row.needsRoot && { needsRoot: true }),
  };
}

/** The lines that a person can type. */
export function shownCommands({ row, commands }: FoundStore, system: System): string[] {
  const sudo = needsSudo(row.needsRoot, system) ? 'sudo ' : '';
  return commands.shown.map((line) => `${sudo}${line}`);
}

/** May this process do it: needs no root, is root, or sudo lets it without a password. */
export async function mayRun({ row }: FoundStore, system: System): Promise<boolean> {
  if (!needsSudo(row.needsRoot, system)) return true;
  return (await system.run('sudo', ['-n', 'true'], { timeout: 10_000 })).code === 0;
}
