import { whatToCheck } from '../certificates/acme-troubles.ts';
import { DIRECTORY, STAGING } from '../certificates/directories.ts';
import type { AcmeRecord, CertificateRecord } from '../certificates/record.ts';
import { sharedSuffixOf } from '../certificates/shared-suffixes.ts';
import { t } from '../messages/index.ts';
import { providerById } from '../network/dns-providers/index.ts';
import type { CommandContext } from './context.ts';
import { wrappedTalk } from './say-wrapped.ts';

/** Who will be spoken to, what has to be ready for it, and what that agrees to. */
export async function announceIssue(
  context: CommandContext,
  { names }: CertificateRecord,
  acme: AcmeRecord,
): Promise<void> {
  const s = t().acme;
  const { say, warn } = await wrappedTalk(context);
  const isLetsEncrypt = acme.server === DIRECTORY || acme.server === STAGING;
  const { host } = new URL(acme.server);
  say(s.announce(names.join(', '), isLetsEncrypt ? `Let’s Encrypt (${host})` : host));
  say(s.terms(isLetsEncrypt ? 'Let’s Encrypt' : host));
  if (isLetsEncrypt) say(s.publicLog);
  if (acme.server === STAGING) warn(s.staging);
  say(acme.dns === undefined ? whatToCheck(acme) : s.dns.announce(providerById(acme.dns)?.name ?? acme.dns));
  const shared = isLetsEncrypt ? names.map(sharedSuffixOf).find((suffix) => suffix !== undefined) : undefined;
  if (shared === undefined) return;
  warn(s.shared(shared));
  say(s.sharedHint);
}
