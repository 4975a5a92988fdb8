import type { Command } from 'commander';
import { t } from '../../messages/index.ts';
import type { CommonFlags } from '../../output/output.ts';

/** What `init` may be told on its command line. */
export interface InitFlags extends CommonFlags {
  readonly target?: string;
  readonly config?: string;
  readonly ip?: string;
  readonly port?: string;
  readonly openBrowser?: boolean;
  readonly tls?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly domain?: string;
  readonly email?: string;
  readonly challenge?: string;
  readonly firewall?: string;
  readonly router?: string;
  readonly externalPort?: string;
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
  const { flags: tls } = t().tlsStep;
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
    .option('--tls <kind>', tls.tls)
    .option('--cert <file>', tls.cert)
    .option('--key <file>', tls.key)
    .option('--domain <name>', tls.domain)
    .option('--email <address>', tls.email)
    .option('--challenge <kind>', tls.challenge)
    .option('--firewall <who>', t().firewall.flags.firewall)
    .option('--router <way>', t().routerStep.flags.router)
    .option('--external-port <number>', t().routerStep.flags.externalPort)
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
