import type { Command } from 'commander';
import type { PasswordFlags } from '../../command/secret-input.ts';
import { ExposeError } from '../../errors.ts';
import { t } from '../../messages/index.ts';
import type { CommonFlags } from '../../output/output.ts';

/** What `doctor` may be told on its command line. */
export interface DoctorFlags extends CommonFlags, PasswordFlags {
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
  readonly dryRun?: boolean;
  readonly yes?: boolean;
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
    .option('--url <url>', flags.url)
    .option('--ca <file>', flags.ca)
    .option('--outside', t().outside.flags.outside)
    .option('--external-port <number>', t().outside.flags.externalPort)
    .option('--checker <url...>', t().outside.flags.checker)
    .option('--echo <url...>', t().outside.flags.echo)
    .optionsGroup(flags.liveGroup)
    .option('--live', flags.live)
    .option('--start', flags.start)
    .option('--password-stdin', t().init.flags.passwordStdin)
    .option('--password-file <file>', t().init.flags.passwordFile)
    .option('--password-over-http', flags.passwordOverHttp)
    .optionsGroup(groups.run)
    .option('--list-checks', flags.listChecks)
    .option('--fix', flags.fix)
    .option('--dry-run', everywhere.dryRun)
    .option('--yes', everywhere.confirm)
    .option('--json', everywhere.json);
}

/** Flags that mean nothing without another one, and pairs that contradict each other. */
const NEEDS: readonly (readonly [keyof DoctorFlags, string, keyof DoctorFlags, string])[] = [
  ['start', '--start', 'live', '--live'],
  ['passwordStdin', '--password-stdin', 'live', '--live'],
  ['passwordFile', '--password-file', 'live', '--live'],
  ['passwordOverHttp', '--password-over-http', 'live', '--live'],
  ['ca', '--ca', 'url', '--url'],
  ['externalPort', '--external-port', 'outside', '--outside'],
  ['checker', '--checker', 'outside', '--outside'],
  ['echo', '--echo', 'outside', '--outside'],
  ['dryRun', '--dry-run', 'fix', '--fix'],
  ['yes', '--yes', 'fix', '--fix'],
];
const EXCLUDE: readonly (readonly [keyof DoctorFlags, string, keyof DoctorFlags, string])[] = [
  ['url', '--url', 'fix', '--fix'],
  ['url', '--url', 'start', '--start'],
  ['url', '--url', 'target', '--target'],
  ['url', '--url', 'config', '--config'],
  ['live', '--live', 'fix', '--fix'],
  ['outside', '--outside', 'fix', '--fix'],
  ['outside', '--outside', 'url', '--url'],
  ['outside', '--outside', 'live', '--live'],
  ['listChecks', '--list-checks', 'url', '--url'],
  ['listChecks', '--list-checks', 'outside', '--outside'],
  ['listChecks', '--list-checks', 'live', '--live'],
  ['listChecks', '--list-checks', 'fix', '--fix'],
];

/** Flags that look at something else than the checks that can be named. */
const WITHOUT_CHECKS: readonly (readonly [keyof DoctorFlags, string])[] = [
  ['url', '--url'],
  ['outside', '--outside'],
  ['live', '--live'],
  ['listChecks', '--list-checks'],
];

/** Throws ExposeError('usage') for flags, and names of checks, that make no sense together. */
export function refuseFlags(flags: DoctorFlags, [name]: readonly string[]): void {
  for (const [flag, flagName] of WITHOUT_CHECKS)
    if (name !== undefined && flags[flag] !== undefined)
      throw new ExposeError('usage', t().cli.conflict(name, flagName));
  for (const [flag, name, needed, neededName] of NEEDS)
    if (flags[flag] !== undefined && flags[needed] === undefined)
      throw new ExposeError('usage', t().doctor.needs(name, neededName));
  for (const [a, nameA, b, nameB] of EXCLUDE)
    if (flags[a] !== undefined && flags[b] !== undefined)
      throw new ExposeError('usage', t().cli.conflict(nameA, nameB));
}
