import type { Command } from 'commander';
import type { ChangeFlags } from '../../command/change-command.ts';
import { t } from '../../messages/index.ts';
import type { CommonFlags } from '../../output/output.ts';

export interface SshFlags extends CommonFlags, ChangeFlags {
  /** Another file than ~/.ssh/authorized_keys. */
  readonly authorizedKeys?: string;
  /** The port of the SSH server, where it is not the one of its settings. */
  readonly sshdPort?: string;
}

/** The flags of all commands about SSH. */
export function sshFlags(command: Command): Command {
  const { flags } = t().ssh;
  return command
    .option('--authorized-keys <file>', flags.authorizedKeys)
    .option('--sshd-port <number>', flags.sshdPort);
}
