import type { Command } from 'commander';
import type { ChangeFlags } from '../../../command/change-command.ts';
import { ExposeError } from '../../../errors.ts';
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

/** 0: any free port. */
export function pagePort({ port }: TrustFlags): number {
  if (port === undefined) return 0;
  const number = /^\d{1,5}$/.test(port) ? Number(port) : 0;
  if (number >= 1 && number <= 65_535) return number;
  throw new ExposeError('answer', t().trust.badPort(port), t().trust.badPortHint);
}
