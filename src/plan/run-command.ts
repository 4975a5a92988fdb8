import { ExposeError } from '../errors.ts';
import { t } from '../messages/index.ts';
import type { System } from '../system/system.ts';
import type { RunCommand } from './change.ts';
import type { RecordedCommand } from './run-record.ts';

/** Milliseconds; then a program is taken to hang. */
const LONGEST_RUN = 120_000;

/** Is all so already? A change that does not say how to ask is always done. */
export async function isCommandDone({ isDone: command }: RunCommand, system: System): Promise<boolean> {
  if (command === undefined) return false;
  return (await runIn(system, command)).code === 0;
}

/** Runs the program of a change. Throws ExposeError('environment') with what it said when it did not end with 0. */
export async function runChange(change: RunCommand, system: System): Promise<void> {
  const result = await runIn(system, change.command, change.input);
  if (result.code === 0) return;
  const said = lastLine(result.stderr) || lastLine(result.stdout) || result.trouble || String(result.code);
  throw new ExposeError('environment', t().plan.commandFailed(shownCommand(change.command), said));
}

/**
 * Takes a recorded command back, if it ever began. 'left': it could not be, and the person is told the line; a
 * program that is no longer there must not keep every later command from its work.
 */
export async function takeBackCommand(
  { undo, undoInput, result }: RecordedCommand,
  system: System,
): Promise<'restored' | 'left' | 'already'> {
  if (result === 'pending') return 'already';
  if (undo === undefined) return 'left';
  const { code } = await runIn(system, undo, undoInput);
  return code === 0 ? 'restored' : 'left';
}

/** A command as it can be typed into a shell. */
export function shownCommand(command: readonly string[]): string {
  return command
    .map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`))
    .join(' ');
}

function runIn(system: System, [program = '', ...args]: readonly string[], input?: string) {
  return system.run(program, args, { timeout: LONGEST_RUN, ...(input === undefined ? {} : { input }) });
}

function lastLine(text: string): string {
  return text.trimEnd().split('\n').at(-1) ?? '';
}
