import { ExposeError, NotBegunError } from '../errors.ts';
import { t } from '../messages/index.ts';
import type { Network, World } from '../net/network.ts';
import type { System } from '../system/system.ts';
import type { ActionChange, MapPort, RunCommand } from './change.ts';
import type { RecordedCommand } from './journal.ts';
import { type AsRoot, asRoot, typedLine } from './sudo.ts';

/** Milliseconds; then a program is taken to hang. */
const LONGEST_RUN = 120_000;

/** Is all so already? The router is asked by whoever plans, not here. */
export async function isDone(change: ActionChange, system: System): Promise<boolean> {
  return change.kind === 'run-command' ? isCommandDone(change, system) : false;
}

/** Does what is beside the files. Throws ExposeError('environment') in plain words when it could not be done. */
export async function doAction(change: ActionChange, { system, network }: World): Promise<void> {
  if (change.kind === 'run-command') return runChange(change, system);
  await askRouter(change, network);
}

/** Takes back what was begun. 'left': it could not be, and the person is told. */
export async function takeBackAction(
  recorded: RecordedCommand,
  { system, network }: World,
): Promise<'restored' | 'left' | 'already'> {
  const { router, result } = recorded;
  if (router === undefined) return takeBackCommand(recorded, system);
  if (result === 'pending') return 'already';
  try {
    await askRouter(oppositeOf(router), network);
    return 'restored';
  } catch (error) {
    if (error instanceof ExposeError) return 'left';
    throw error;
  }
}

type Wish = Pick<MapPort, 'want' | 'mapping' | 'replaces'>;

function oppositeOf({ want, mapping, replaces }: Wish): Wish {
  if (replaces !== undefined) return { want: 'open', mapping: replaces, replaces: mapping };
  return { want: want === 'open' ? 'closed' : 'open', mapping };
}

async function askRouter({ want, mapping, replaces }: Wish, network: Network): Promise<void> {
  // Gone already is as good; somebody else's is not touched, and is no trouble of ours.
  if (want === 'closed') await network.removeMapping(mapping);
  else if (replaces === undefined) await network.addMapping(mapping);
  else {
    await network.removeMapping(replaces);
    try {
      await network.addMapping(mapping);
    } catch (error) {
      await network.addMapping(replaces).catch(() => undefined); // the first refusal says more
      throw error;
    }
  }
}

/** What it is called on the screen, and what takes it back. */
export function describeMapPort({ want, mapping }: MapPort): { text: string; undo: string } {
  const m = t().plan.preview;
  const { externalPort, internalAddress, internalPort } = mapping;
  const open = m.mapPort(externalPort, internalAddress, internalPort);
  const close = m.unmapPort(externalPort);
  return want === 'open' ? { text: open, undo: close } : { text: close, undo: open };
}

/** Is all so already? A change that does not say how to ask is always done. */
async function isCommandDone(change: RunCommand, system: System): Promise<boolean> {
  const { isDone: command, needsRoot = false } = change;
  if (command === undefined) return false;
  // Nobody is asked for a password before anything was shown.
  const root = await asRoot(needsRoot, system, 'quietly');
  return root !== undefined && (await runIn(system, command, root)).code === 0;
}

/** Runs the program of a change. Throws ExposeError('environment') with what it said when it did not end with 0. */
async function runChange(change: RunCommand, system: System): Promise<void> {
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
async function takeBackCommand(
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
