import type { Command } from 'commander';
import { t } from '../../messages/index.ts';
import type { CertificateFlags } from './apply-certificate.ts';

/** The flags of `cert create`. */
export function createFlags(command: Command): Command {
  const { flags } = t().cert;
  return command
    .option('--name <name...>', flags.name)
    .option('--renew', flags.renew)
    .option('--new-authority', flags.newAuthority)
    .option('--target <app[@version]>', flags.target);
}

/** The flags of `cert import`. */
export function importFlags(command: Command): Command {
  const { flags } = t().cert;
  return command
    .option('--cert <file>', flags.cert)
    .option('--key <file>', flags.key)
    .option('--target <app[@version]>', flags.target);
}

export interface IssueFlags extends CertificateFlags {
  readonly domain?: readonly string[];
  readonly email?: string;
  readonly challenge?: string;
  readonly challengePort?: string;
  readonly challengeAddress?: string;
  readonly dns?: string;
  readonly dnsTokenFile?: string;
  readonly dnsTokenStdin?: boolean;
  readonly staging?: boolean;
  readonly acmeServer?: string;
  readonly acmeCa?: string;
}

/** The flags of `cert issue`. */
export function issueFlags(command: Command): Command {
  const { flags } = t().acme;
  return command
    .option('--domain <name...>', flags.domain)
    .option('--email <address>', flags.email)
    .option('--challenge <way>', flags.challenge)
    .option('--challenge-port <number>', flags.challengePort)
    .option('--challenge-address <address>', flags.challengeAddress)
    .option('--dns <provider>', flags.dns)
    .option('--dns-token-file <file>', flags.dnsTokenFile)
    .addOption(command.createOption('--dns-token-stdin', flags.dnsTokenStdin).conflicts('dnsTokenFile'))
    .addOption(command.createOption('--staging', flags.staging).conflicts('acmeServer'))
    .option('--acme-server <url>', flags.acmeServer)
    .option('--acme-ca <file>', flags.acmeCa)
    .option('--target <app[@version]>', t().cert.flags.target);
}
