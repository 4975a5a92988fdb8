import type { Command } from 'commander';
import type { AcceptFlags } from '../../command/accept-openings.ts';
import type { ChangeFlags } from '../../command/change-command.ts';
import { accepting } from '../../command/command.ts';
import { t } from '../../messages/index.ts';
import type { CommonFlags } from '../../output/output.ts';

export interface TunnelFlags extends CommonFlags, ChangeFlags, AcceptFlags {
  readonly port?: string;
  readonly remote?: string;
  readonly remotePort?: string;
}

/** The flags of `tunnel start`. */
export function tunnelStartFlags(command: Command): Command {
  const { flags } = t().tunnel;
  return accepting(command.argument('<NAME>', flags.name))
    .option('--port <number>', flags.port)
    .option('--remote <user@host>', flags.remote)
    .option('--remote-port <number>', flags.remotePort);
}
