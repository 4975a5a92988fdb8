import type { Command } from 'commander';
import { t } from '../messages/index.ts';

/** The flags that select which services report the public IP address. */
export interface OutsideFlags {
  readonly outside?: boolean;
  readonly echo?: readonly string[];
}

/** The flags of `ddns` and `router` that look up the public IP address. */
export function outsideFlags(command: Command): Command {
  const { flags } = t().ddns;
  return command.option('--outside', flags.outside).option('--echo <url...>', flags.echo);
}
