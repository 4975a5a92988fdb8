import type { System } from '../system/system.ts';
import { readTerminal } from '../system/terminal.ts';

/** How to run a program that needs root. */
export interface AsRoot {
  /** The words before the command. */
  readonly before: readonly string[];
  /** sudo may prompt the user. */
  readonly terminal: boolean;
}

const PLAIN: AsRoot = { before: [], terminal: false };

/**
 * Whether root rights require sudo here. Windows has no sudo: there the process is an administrator, or the command is
 * refused.
 */
export function needsSudo(needsRoot: boolean, { uid, platform }: System): boolean {
  return needsRoot && uid !== 0 && platform !== 'win32';
}

/**
 * Obtains root if possible: as root already, through sudo without a password, or from a user who types the password at
 * a terminal (not with `quietly`). Returns undefined otherwise.
 */
export async function asRoot(
  needed: boolean,
  system: System,
  how?: 'nonInteractive',
): Promise<AsRoot | undefined> {
  if (!needsSudo(needed, system)) return PLAIN;
  const nonInteractive = await system.run('sudo', ['-n', 'true'], { timeout: 10_000 });
  if (nonInteractive.code === 0) return { before: ['sudo', '-n'], terminal: false };
  if (how === 'nonInteractive' || nonInteractive.failure === 'not-found') return undefined;
  const { stdin, stderr } = readTerminal(system.env);
  if (!stdin || !stderr) return undefined;
  const asked = await system.run('sudo', ['-v'], { terminal: true });
  return asked.code === 0 ? { before: ['sudo'], terminal: true } : undefined;
}

/** The line that a user would type. */
export function typedLine(command: readonly string[], needsRoot: boolean, system: System): string {
  return shownCommand(needsSudo(needsRoot, system) ? ['sudo', ...command] : command);
}

/** The command, quoted for a shell. */
export function shownCommand(command: readonly string[]): string {
  return command
    .map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`))
    .join(' ');
}
