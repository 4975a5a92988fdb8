import { resolve } from 'node:path';
import { givenSecret } from '../../command/secret-input.ts';
import { providerById, TXT_PROVIDERS } from '../../dns/providers.ts';
import { ExposeError } from '../../errors.ts';
import { t } from '../../messages/index.ts';
import type { CommandContext } from '../../output/output.ts';
import { keepToken, readToken } from '../../state/tokens.ts';
import type { Secret } from '../../system/secret.ts';
import { DIRECTORY, STAGING } from './acme/challenge.ts';
import { fetchIssued } from './acme/fetch.ts';
import { recordOf } from './acme/options.ts';
import { sharedSuffixOf, whatToCheck } from './acme/troubles.ts';
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
  const { system, network, talk } = context;
  return applyCertificate(context, flags, 'cert issue', async (_situation, exposeDir) => {
    const last = await readCertificateRecord(system.files, exposeDir);
    const serverCa = flags.acmeCa === undefined ? undefined : resolve(system.cwd, flags.acmeCa);
    const record = recordOf(flags, serverCa, last);
    const { acme } = record;
    if (acme === undefined) throw new ExposeError('internal', 'A record of cert issue without its way.');
    const { given, token } = await tokenFor(context, exposeDir, acme, flags);
    await announceIssue(context, record, acme);
    const { confirmLabel: label, confirm: message } = t().acme;
    return {
      kind: record.kind,
      changes: [keepCertificateRecord(exposeDir, record)],
      confirm: { label, message, declined: t().certCommand.declined },
      record,
      async fetch(signal) {
        const request = { record, token, system, network, signal, say: talk.detail };
        const ask = () => fetchIssued(exposeDir, request);
        const issued = await talk.wait(t().acme.waiting(new URL(acme.server).host), ask);
        if (given === undefined || acme.dns === undefined) return issued;
        return [...issued, await keepToken(system.files, exposeDir, acme.dns, given)];
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
): Promise<{ given: Secret | undefined; token: Secret | undefined }> {
  const given = await givenToken(context, flags);
  if (dns === undefined) return { given: undefined, token: undefined };
  const token = given ?? (await readToken(context.system.files, exposeDir, dns));
  const name = providerById(TXT_PROVIDERS, dns)?.name ?? dns;
  if (token === undefined)
    throw new ExposeError('answer', t().acme.dns.noToken(name), t().acme.dns.noTokenHint);
  return { given, token };
}

/** Says who will be contacted, what must be ready, and what the user agrees to. */
export async function announceIssue(
  context: CommandContext,
  { names }: CertificateRecord,
  acme: AcmeRecord,
): Promise<void> {
  const s = t().acme;
  const { say, warn } = context.talk;
  const isLetsEncrypt = acme.server === DIRECTORY || acme.server === STAGING;
  const { host } = new URL(acme.server);
  say(s.announce(names.join(', '), isLetsEncrypt ? `Let’s Encrypt (${host})` : host));
  say(s.terms(isLetsEncrypt ? 'Let’s Encrypt' : host));
  if (isLetsEncrypt) say(s.publicLog);
  if (acme.server === STAGING) warn(s.staging);
  say(
    acme.dns === undefined
      ? whatToCheck(acme, context.network.ownAddresses())
      : s.dns.announce(providerById(TXT_PROVIDERS, acme.dns)?.name ?? acme.dns),
  );
  const shared = isLetsEncrypt ? names.map(sharedSuffixOf).find((suffix) => suffix !== undefined) : undefined;
  if (shared === undefined) return;
  warn(s.shared(shared));
  say(s.sharedHint);
}

/** The token of the DNS provider from --dns-token-file or --dns-token-stdin. */
async function givenToken(
  context: CommandContext,
  { dnsTokenFile: tokenFile, dnsTokenStdin: tokenStdin }: Pick<IssueFlags, 'dnsTokenFile' | 'dnsTokenStdin'>,
): Promise<Secret | undefined> {
  const secret = await givenSecret(context, { tokenFile, tokenStdin }, STDIN_FLAG);
  // The token is sent in an HTTP header, which allows no spaces or other characters.
  if (secret !== undefined && !/^[\x21-\x7e]+$/.test(secret.reveal()))
    throw new ExposeError('answer', t().acme.dns.badToken(tokenFile ?? STDIN_FLAG));
  return secret;
}
