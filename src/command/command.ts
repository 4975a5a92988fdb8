import type { Command } from 'commander';
import type { Examples } from '../messages/command-line.ts';
import { t } from '../messages/index.ts';
import type { CommandContext, CommonFlags } from '../output/output.ts';

export type RunCommand = (context: CommandContext, flags: CommonFlags, args: string[]) => Promise<number>;

/** A command: its help texts, its flags, and its code, which is loaded when it is chosen. */
export interface CommandSpec {
  readonly name: string;
  readonly summary: () => string;
  /** Declares its own arguments and flags; missing for a command that only has children. */
  readonly declare?: (command: Command) => unknown;
  readonly examples?: () => Examples;
  /** The last paragraph of its help. */
  readonly more?: () => string;
  readonly load?: () => Promise<RunCommand>;
  readonly children?: readonly CommandSpec[];
}

/** Adds the flags of a command that changes something. */
export function changing(command: Command): Command {
  const { dryRun, confirm } = t().cli.everywhere;
  return json(command.option('--dry-run', dryRun).option('--yes', confirm));
}

/** Adds the flags of a read-only command. */
export function json(command: Command): Command {
  return command.option('--json', t().cli.everywhere.json);
}

/** Adds the flags of `renew` and `cert renew`. */
export function renewFlags(command: Command): Command {
  const { flags } = t().cert;
  return command.option('--all', flags.all).option('--scheduled', flags.scheduled);
}

/** Adds `--accept ID`, which may be repeated, to a command that lets others in. */
export function accepting(command: Command): Command {
  const collect = (id: string, before: readonly string[] = []) => [...before, id];
  return command.option('--accept <id>', t().access.doors.acceptFlag, collect);
}
