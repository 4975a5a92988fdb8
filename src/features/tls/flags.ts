import type { Command } from 'commander';
import { t } from '../../messages/index.ts';

/** The flags of `cert create`. */
export function createFlags(command: Command): Command {
  const { flags } = t().certCommand;
  return command
    .option('--name <name...>', flags.name)
    .option('--renew', flags.renew)
    .option('--target <app[@version]>', flags.target);
}

/** The flags of `cert import`. */
export function importFlags(command: Command): Command {
  const { flags } = t().certCommand;
  return command
    .option('--cert <file>', flags.cert)
    .option('--key <file>', flags.key)
    .option('--target <app[@version]>', flags.target);
}

/** The flags of `renew` and `cert renew`. */
export function renewFlags(command: Command): Command {
  const { flags } = t().certCommand;
  return command.option('--all', flags.all).option('--scheduled', flags.scheduled);
}
