import { ExposeError, NotBegunError } from '../errors.ts';
import { t } from '../messages/index.ts';
import type { System } from '../system/system.ts';
import type { RunCommand } from './change.ts';
import type { RecordedCommand } from './run-record.ts';
import { type AsRoot, asRoot, typedLine } from './sudo.ts';

/** Milliseconds; then a program is taken to hang. */
const LONGEST_RUN = 120_000;

/** Is all so already? A change that does not say how to ask is always done. */
export async function isCommandDone(change: RunCommand, system: System): Promise<boolean> {
  const { isDone: command, needsRoot = false } = change;
  if (command === undefined) return false;
  // Nobody is asked for a password before anything was shown.
  const root = await asRoot(needsRoot, system, 'quietly');
  return root !== undefined && (await runIn(system, command, root)).code === 0;
}

/** Runs the program of a change. Throws ExposeError('environment') with what it said when it did not end with 0. */
export async function runChange(change: RunCommand, system: System): Promise<void> {
  const { command, needsRoot = false, input } = change;
  const root = await asRoot(needsRoot, system);
  if (root === undefined) throw notRoot(change, system);
  const result = await runIn(system, command, root, input);
  if (result.code === 0) return;
  const said = lastLine(result.stderr) || lastLine(result.stdout) || result.trouble || String(result.code);
  const line = typedLine(command, needsRoot, system);
  throw new ExposeError('environment', t().plan.commandFailed(line, said));
}

/** It needs root, and nobody gave it: the person can type the lines, unless they need an input. */
function notRoot({ title, command, typed = [command], input }: RunCommand, system: System): NotBegunError {
  const m = t().plan;
  const lines = typed.map((line) => typedLine(line, true, system)).join(' && ');
  const hint = input === undefined ? m.noRootHint(lines) : m.noRootHintTerminal;
  return new NotBegunError('environment', m.noRoot(title), hint);
}

/**
 * Takes a recorded command back, if it ever began. 'left': it could not be, and the person is told the line; a
 * program that is no longer there must not keep every later command from its work.
 */
export async function takeBackCommand(
  { undo, undoInput, needsRoot = false, result }: RecordedCommand,
  system: System,
): Promise<'restored' | 'left' | 'already'> {
  if (result === 'pending') return 'already';
  if (undo === undefined) return 'left';
  const root = await asRoot(needsRoot, system);
  if (root === undefined) return 'left';
  const { code } = await runIn(system, undo, root, undoInput);
  return code === 0 ? 'restored' : 'left';
}

function runIn(system: System, command: readonly string[], root: AsRoot, input?: string) {
  const [program = '', ...args] = [...root.before, ...command];
  if (root.terminal && input === undefined) return system.run(program, args, { terminal: true });
  return system.run(program, args, { timeout: LONGEST_RUN, ...(input === undefined ? {} : { input }) });
}

function lastLine(text: string): string {
  return text.trimEnd().split('\n').at(-1) ?? '';
}
