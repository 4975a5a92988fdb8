import type { Command } from 'commander';
import { t } from '../messages/index.ts';

/** Who is asked for the public address. */
export interface OutsideFlags {
  readonly outside?: boolean;
  readonly echo?: readonly string[];
}

/** The flags of `ddns` and `router` that ask for the public address. */
export function outsideFlags(command: Command): Command {
  const { flags } = t().ddns;
  return command.option('--outside', flags.outside).option('--echo <url...>', flags.echo);
}
