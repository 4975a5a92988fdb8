import type { Command } from 'commander';
import type { AcceptFlags } from '../../command/accept-openings.ts';
import type { ChangeFlags } from '../../command/change-command.ts';
import { accepting } from '../../command/command.ts';
import { t } from '../../messages/index.ts';
import type { CommonFlags } from '../../output/output.ts';

export interface FirewallFlags extends CommonFlags, ChangeFlags, AcceptFlags {
  readonly port?: string;
  readonly lan?: boolean;
  readonly everywhere?: boolean;
}

/** The flag of `firewall status`. */
export function firewallPortFlag(command: Command): Command {
  return command.option('--port <number>', t().firewall.flags.port);
}

/** The flags of `firewall open`. */
export function firewallOpenFlags(command: Command): Command {
  const { lan, everywhere } = t().firewall.flags;
  return accepting(
    firewallPortFlag(command)
      .addOption(command.createOption('--lan', lan).conflicts('everywhere'))
      .option('--everywhere', everywhere),
  );
}
