import type { System } from '../system/system.ts';
import { readTerminal } from '../system/terminal.ts';

/** How a program is run that needs root. */
export interface AsRoot {
  /** What stands before the command. */
  readonly before: readonly string[];
  /** sudo may ask the person. */
  readonly terminal: boolean;
}

const PLAIN: AsRoot = { before: [], terminal: false };

/** Does this process have to ask sudo? Windows has no such thing: there it is an administrator, or is refused. */
export function needsSudo(needsRoot: boolean, { uid, platform }: System): boolean {
  return needsRoot && uid !== 0 && platform !== 'win32';
}

/**
 * Root, if it can be had: by being it, by a sudo that asks nothing, or by a person at a terminal who types the password
 * (not where it is to be had `quietly`). Undefined where nobody gives it.
 */
export async function asRoot(needed: boolean, system: System, how?: 'quietly'): Promise<AsRoot | undefined> {
  if (!needsSudo(needed, system)) return PLAIN;
  const quiet = await system.run('sudo', ['-n', 'true'], { timeout: 10_000 });
  if (quiet.code === 0) return { before: ['sudo', '-n'], terminal: false };
  if (how === 'quietly' || quiet.trouble === 'not-found') return undefined;
  const { stdin, stderr } = readTerminal(system.env);
  if (!stdin || !stderr) return undefined;
  const asked = await system.run('sudo', ['-v'], { terminal: true });
  return asked.code === 0 ? { before: ['sudo'], terminal: true } : undefined;
}

/** The line that a person would type. */
export function typedLine(command: readonly string[], needsRoot: boolean, system: System): string {
  return shownCommand(needsSudo(needsRoot, system) ? ['sudo', ...command] : command);
}

/** A command as it can be typed into a shell. */
export function shownCommand(command: readonly string[]): string {
  return command
    .map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`))
    .join(' ');
}
