import type { Command } from 'commander';
import type { ChangeFlags } from '../../command/change-command.ts';
import { type OutsideFlags, outsideFlags } from '../../command/outside-flags.ts';
import { t } from '../../messages/index.ts';
import type { CommonFlags } from '../../output/output.ts';

export interface DdnsStatusFlags extends CommonFlags, OutsideFlags {
  readonly name?: string;
}

export interface DdnsUpdateFlags extends CommonFlags, ChangeFlags, OutsideFlags {
  readonly name?: string;
  readonly service?: string;
  readonly server?: string;
  readonly user?: string;
  readonly tokenFile?: string;
  readonly tokenStdin?: boolean;
  readonly address?: string;
  readonly ipv6?: string;
  readonly emit?: string;
}

/** The flags of `ddns status`. */
export function ddnsStatusFlags(command: Command): Command {
  return outsideFlags(command.option('--name <name>', t().ddns.flags.name));
}

/** The flags of `ddns update`. */
export function ddnsUpdateFlags(command: Command): Command {
  const { flags } = t().ddns;
  const own = command
    .option('--name <name>', flags.name)
    .option('--service <id>', flags.service)
    .option('--server <url>', flags.server)
    .option('--user <name>', flags.user)
    .option('--token-file <file>', flags.tokenFile)
    .addOption(command.createOption('--token-stdin', flags.tokenStdin).conflicts('tokenFile'))
    .option('--address <ipv4>', flags.address)
    .option('--ipv6 <address>', flags.ipv6)
    .addOption(command.createOption('--emit <program>', flags.emit).choices(['inadyn']));
  return outsideFlags(own);
}
