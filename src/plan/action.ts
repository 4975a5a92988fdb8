import { ExposeError, NotBegunError } from '../errors.ts';
import { t } from '../messages/index.ts';
import type { Network, World } from '../net/network.ts';
import { PORT_MAPPING } from '../net/port-mapping.ts';
import { object, oneOf, optional, readIfFits } from '../schema.ts';
import type { System } from '../system/system.ts';
import type { ActionChange, MapPort, RunCommand } from './change.ts';
import type { JournalLocation, RecordedCommand } from './journal.ts';
import { type AsRoot, asRoot, typedLine } from './sudo.ts';

/** Milliseconds after which a program is assumed to hang. */
const LONGEST_RUN = 120_000;

/** Whether the change is already in effect. A router change never counts as done here: the planner asks the router. */
export async function isDone(change: ActionChange, system: System): Promise<boolean> {
  return change.kind === 'run-command' ? isCommandDone(change, system) : false;
}

/** Runs a change that is not a file. Throws ExposeError('environment') with a plain message if it fails. */
export async function doAction(change: ActionChange, { system, network }: World): Promise<void> {
  if (change.kind === 'run-command') return runChange(change, system);
  await askRouter(change, network);
}

type Wish = Pick<MapPort, 'want' | 'mapping' | 'replaces'>;

const WISH = object({
  want: oneOf('open', 'closed'),
  mapping: PORT_MAPPING,
  replaces: optional(PORT_MAPPING),
});

/** What rolls back a recorded action. */
interface Rollback {
  /** The line that a user would type; undefined for a router. */
  readonly line?: string;
  /** Whether it succeeded. */
  run(): Promise<boolean>;
}

/**
 * What rolls back a recorded action, built from checked data. Undefined if it cannot be rolled back, or if the record is
 * not one of ours.
 */
export async function rollbackOf(
  { task, router }: RecordedCommand,
  location: JournalLocation,
): Promise<Rollback | undefined> {
  const { system, network } = location;
  if (router !== undefined) {
    const wish = readIfFits(WISH, router);
    return wish && { run: () => succeeds(askRouter(oppositeOf(wish), network)) };
  }
  const undo = task && (await location.buildUndo(task, location));
  if (undo === undefined) return undefined;
  const { command, input, needsRoot = false } = undo;
  return {
    line: typedLine(command, needsRoot, system),
    async run() {
      const root = await asRoot(needsRoot, system);
      return root !== undefined && (await runIn(system, command, root, input)).code === 0;
    },
  };
}

async function succeeds(work: Promise<unknown>): Promise<boolean> {
  try {
    await work;
    return true;
  } catch (error) {
    if (error instanceof ExposeError) return false;
    throw error;
  }
}

function oppositeOf({ want, mapping, replaces }: Wish): Wish {
  if (replaces !== undefined) return { want: 'open', mapping: replaces, replaces: mapping };
  return { want: want === 'open' ? 'closed' : 'open', mapping };
}

async function askRouter({ want, mapping, replaces }: Wish, network: Network): Promise<void> {
  // Success also if the mapping is already gone. A mapping of another owner is left alone and is not an error.
  if (want === 'closed') await network.removeMapping(mapping);
  else if (replaces === undefined) await network.addMapping(mapping);
  else {
    await network.removeMapping(replaces);
    try {
      await network.addMapping(mapping);
    } catch (error) {
      await network.addMapping(replaces).catch(() => undefined); // the first error says more
      throw error;
    }
  }
}

/** The texts shown for the change and for its rollback. */
export function describeMapPort({ want, mapping }: MapPort): { text: string; undo: string } {
  const m = t().plan.preview;
  const { externalPort, internalAddress, internalPort } = mapping;
  const open = m.mapPort(externalPort, internalAddress, internalPort);
  const close = m.unmapPort(externalPort);
  return want === 'open' ? { text: open, undo: close } : { text: close, undo: open };
}

/** Whether the command's effect is already in place. A change without `isDone` always runs. */
async function isCommandDone(change: RunCommand, system: System): Promise<boolean> {
  const { isDone: command, needsRoot = false } = change;
  if (command === undefined) return false;
  // Never ask for a password before anything has been shown.
  const root = await asRoot(needsRoot, system, 'nonInteractive');
  return root !== undefined && (await runIn(system, command, root)).code === 0;
}

/**
 * Runs the program of a change. Throws ExposeError('environment') with the program's output if its exit code is not 0.
 */
async function runChange(change: RunCommand, system: System): Promise<void> {
  const { command, needsRoot = false, input } = change;
  const root = await asRoot(needsRoot, system);
  if (root === undefined) throw notRoot(change, system);
  const result = await runIn(system, command, root, input);
  if (result.code === 0) return;
  const said = lastLine(result.stderr) || lastLine(result.stdout) || result.failure || String(result.code);
  const line = typedLine(command, needsRoot, system);
  throw new ExposeError('environment', t().plan.commandFailed(line, said));
}

/** Root rights are missing. The hint lists the lines to type, unless the command needs input. */
function notRoot({ title, command, typed = [command], input }: RunCommand, system: System): NotBegunError {
  const m = t().plan;
  const lines = typed.map((line) => typedLine(line, true, system)).join(' && ');
  const hint = input === undefined ? m.noRootHint(lines) : m.noRootHintTerminal;
  return new NotBegunError('environment', m.noRoot(title), hint);
}

function runIn(system: System, command: readonly string[], root: AsRoot, input?: string) {
  const [program = '', ...args] = [...root.before, ...command];
  if (root.terminal && input === undefined) return system.run(program, args, { terminal: true });
  return system.run(program, args, { timeout: LONGEST_RUN, ...(input === undefined ? {} : { input }) });
}

function lastLine(text: string): string {
  return text.trimEnd().split('\n').at(-1) ?? '';
}
