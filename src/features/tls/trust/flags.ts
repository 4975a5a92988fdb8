import type { Command } from 'commander';
import type { ChangeFlags } from '../../../command/change-command.ts';
import { t } from '../../../messages/index.ts';
import type { CommandContext, CommonFlags } from '../../../output/output.ts';
import type { OwnAuthority } from './authority.ts';

export interface TrustFlags extends CommonFlags, ChangeFlags {
  readonly store?: readonly string[];
  readonly export?: string;
  readonly serve?: boolean;
  readonly port?: string;
  readonly host?: string;
}

/** The input of each variant of `cert trust`. */
export interface TrustWork {
  readonly context: CommandContext;
  readonly flags: TrustFlags;
  readonly authority: OwnAuthority;
  readonly hostName: string;
}

export function trustFlags(command: Command): Command {
  const { flags } = t().trust;
  return command
    .option('--store <name...>', flags.store)
    .option('--export <DIR>', flags.export)
    .option('--serve', flags.serve)
    .option('--port <port>', flags.port)
    .option('--host <address>', flags.host);
}
