import type { Command } from 'commander';
import { t } from '../messages/index.ts';
import type { CommonFlags } from './context.ts';

/** What `init` may be told on its command line. */
export interface InitFlags extends CommonFlags {
  readonly target?: string;
  readonly config?: string;
  readonly ip?: string;
  readonly port?: string;
  readonly openBrowser?: boolean;
  readonly hash?: string;
  readonly passwordStdin?: boolean;
  readonly passwordFile?: string;
  readonly answers?: string;
  readonly questions?: boolean;
  readonly yes?: boolean;
  /** commander's reading of --no-input: false when given. */
  readonly input?: boolean;
  readonly dryRun?: boolean;
  readonly verify?: boolean;
}

/** Declares the flags of `init`, in the groups its help shows. */
export function initFlags(command: Command): Command {
  const { flags } = t().init;
  const { groups, everywhere } = t().cli;
  return command
    .optionsGroup(groups.what)
    .option('--target <app[@version]>', flags.target)
    .option('--config <file>', flags.config)
    .optionsGroup(groups.answers)
    .option('--ip <address>', flags.ip)
    .option('--port <number>', flags.port)
    .option('--open-browser', flags.openBrowser)
    .option('--no-open-browser', flags.noOpenBrowser)
    .option('--answers <file>', flags.answers)
    .optionsGroup(groups.secrets)
    .option('--password-stdin', flags.passwordStdin)
    .option('--password-file <file>', flags.passwordFile)
    .option('--hash <name>', flags.hash)
    .optionsGroup(groups.run)
    .option('--questions', flags.questions)
    .option('--yes', everywhere.yes)
    .option('--no-input', flags.noInput)
    .option('--verify', t().hops.flags.verify)
    .option('--dry-run', everywhere.dryRun)
    .option('--json', everywhere.json);
}
