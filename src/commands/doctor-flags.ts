import type { Command } from 'commander';
import { t } from '../messages/index.ts';

/** Declares the flags of `doctor`. */
export function doctorFlags(command: Command): Command {
  const { flags } = t().init;
  return command
    .option('--target <app[@version]>', flags.target)
    .option('--config <file>', flags.config)
    .option('--json', t().cli.everywhere.json);
}
