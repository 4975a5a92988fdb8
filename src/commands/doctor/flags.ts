import type { Command } from 'commander';
import type { ChangeFlags } from '../../command/change-command.ts';
import type { PasswordFlags } from '../../command/secret-input.ts';
import { t } from '../../messages/index.ts';
import type { CommonFlags } from '../../output/output.ts';

/** The command-line flags of `doctor`. */
export interface DoctorFlags extends CommonFlags, PasswordFlags, ChangeFlags {
  readonly target?: string;
  readonly config?: string;
  readonly live?: boolean;
  readonly start?: boolean;
  readonly url?: string;
  readonly ca?: string;
  readonly passwordOverHttp?: boolean;
  readonly outside?: boolean;
  readonly externalPort?: string;
  readonly checker?: readonly string[];
  readonly echo?: readonly string[];
  readonly listChecks?: boolean;
  readonly fix?: boolean;
}

/** Declares the flags of `doctor`, in the groups its help shows. */
export function doctorFlags(command: Command): Command {
  const { flags } = t().doctor;
  const { groups, everywhere } = t().cli;
  return command
    .argument('[CHECK...]', flags.check)
    .optionsGroup(groups.what)
    .option('--target <app[@version]>', t().init.flags.target)
    .option('--config <file>', flags.config)
    .addOption(command.createOption('--url <url>', flags.url).conflicts(['fix', 'start', 'target', 'config']))
    .option('--ca <file>', flags.ca)
    .addOption(command.createOption('--outside', t().outside.flags.outside).conflicts(['fix', 'url', 'live']))
    .option('--external-port <number>', t().outside.flags.externalPort)
    .option('--checker <url...>', t().outside.flags.checker)
    .option('--echo <url...>', t().outside.flags.echo)
    .optionsGroup(flags.liveGroup)
    .addOption(command.createOption('--live', flags.live).conflicts('fix'))
    .option('--start', flags.start)
    .option('--password-stdin', t().init.flags.passwordStdin)
    .option('--password-file <file>', t().init.flags.passwordFile)
    .option('--password-over-http', flags.passwordOverHttp)
    .optionsGroup(groups.run)
    .addOption(
      command.createOption('--list-checks', flags.listChecks).conflicts(['url', 'outside', 'live', 'fix']),
    )
    .option('--fix', flags.fix)
    .option('--dry-run', everywhere.dryRun)
    .option('--yes', everywhere.confirm)
    .option('--json', everywhere.json);
}
