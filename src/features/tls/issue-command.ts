import { resolve } from 'node:path';
import { suppliedSecret } from '../../command/secret-input.ts';
import { providerById, TXT_PROVIDERS } from '../../dns/providers.ts';
import { ExposeError } from '../../errors.ts';
import { t } from '../../messages/index.ts';
import type { CommandContext } from '../../output/output.ts';
import { keepToken, readToken } from '../../state/tokens.ts';
import type { Secret } from '../../system/secret.ts';
import { DIRECTORY, STAGING } from './acme/challenge.ts';
import { fetchIssued } from './acme/fetch.ts';
import { challengeHint, sharedSuffixOf } from './acme/issue-errors.ts';
import { recordOf } from './acme/options.ts';
import { applyCertificate } from './apply-certificate.ts';
import type { IssueFlags } from './flags.ts';
import {
  type AcmeRecord,
  type CertificateRecord,
  keepCertificateRecord,
  readCertificateRecord,
} from './record.ts';

const STDIN_FLAG = '--dns-token-stdin';

/** `cert issue`: a certificate from a CA that browsers trust. Nothing is sent before the confirmation. */
export function certIssue(context: CommandContext, flags: IssueFlags): Promise<number> {
  const { system, network, output } = context;
  return applyCertificate(context, flags, 'cert issue', async (_situation, exposeDir) => {
    const last = await readCertificateRecord(system.files, exposeDir);
    const serverCa = flags.acmeCa === undefined ? undefined : resolve(system.cwd, flags.acmeCa);
    const record = recordOf(flags, serverCa, last);
    const { acme } = record;
    if (acme === undefined) throw new ExposeError('internal', 'A record of cert issue without its way.');
    const { supplied, token } = await tokenFor(context, exposeDir, acme, flags);
    await announceIssue(context, record, acme);
    const { confirmLabel: label, confirm: message } = t().acme;
    return {
      kind: record.kind,
      changes: [keepCertificateRecord(exposeDir, record)],
      confirm: { label, message, declined: t().cert.declined },
      record,
      async fetch(signal) {
        const request = { record, token, system, network, signal, print: output.detail };
        const ask = () => fetchIssued(exposeDir, request);
        const issued = await output.wait(t().acme.waiting(new URL(acme.server).host), ask);
        if (supplied === undefined || acme.dns === undefined) return issued;
        return [...issued, await keepToken(system.files, exposeDir, acme.dns, supplied)];
      },
    };
  });
}

/** The token given now, or the stored one. */
async function tokenFor(
  context: CommandContext,
  exposeDir: string,
  { dns }: AcmeRecord,
  flags: IssueFlags,
): Promise<{ supplied: Secret | undefined; token: Secret | undefined }> {
  const supplied = await suppliedToken(context, flags);
  if (dns === undefined) return { supplied: undefined, token: undefined };
  const token = supplied ?? (await readToken(context.system.files, exposeDir, dns));
  const name = providerById(TXT_PROVIDERS, dns)?.name ?? dns;
  if (token === undefined)
    throw new ExposeError('answer', t().acme.dns.noToken(name), t().acme.dns.noTokenHint);
  return { supplied, token };
}

/** Says who will be contacted, what must be ready, and what the user agrees to. */
export async function announceIssue(
  context: CommandContext,
  { names }: CertificateRecord,
  acme: AcmeRecord,
): Promise<void> {
  const s = t().acme;
  const { print, warn } = context.output;
  const isLetsEncrypt = acme.server === DIRECTORY || acme.server === STAGING;
  const { host } = new URL(acme.server);
  print(s.announce(names.join(', '), isLetsEncrypt ? `Let’s Encrypt (${host})` : host));
  print(s.terms(isLetsEncrypt ? 'Let’s Encrypt' : host));
  if (isLetsEncrypt) print(s.publicLog);
  if (acme.server === STAGING) warn(s.staging);
  print(
    acme.dns === undefined
      ? challengeHint(acme, context.network.ownAddresses())
      : s.dns.announce(providerById(TXT_PROVIDERS, acme.dns)?.name ?? acme.dns),
  );
  const shared = isLetsEncrypt ? names.map(sharedSuffixOf).find((suffix) => suffix !== undefined) : undefined;
  if (shared === undefined) return;
  warn(s.shared(shared));
  print(s.sharedHint);
}

/** The token of the DNS provider from --dns-token-file or --dns-token-stdin. */
async function suppliedToken(
  context: CommandContext,
  { dnsTokenFile: tokenFile, dnsTokenStdin: tokenStdin }: Pick<IssueFlags, 'dnsTokenFile' | 'dnsTokenStdin'>,
): Promise<Secret | undefined> {
  const secret = await suppliedSecret(context, { tokenFile, tokenStdin }, STDIN_FLAG);
  // The token is sent in an HTTP header, which allows no spaces or other characters.
  if (secret !== undefined && !/^[\x21-\x7e]+$/.test(secret.reveal()))
    throw new ExposeError('answer', t().acme.dns.badToken(tokenFile ?? STDIN_FLAG));
  return secret;
}
