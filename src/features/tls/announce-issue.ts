import { providerById } from '../../dns/txt/providers.ts';
import { t } from '../../messages/index.ts';
import type { CommandContext } from '../../output/context.ts';
import { wrappedTalk } from '../../output/say-wrapped.ts';
import { DIRECTORY, STAGING } from './acme/directories.ts';
import { sharedSuffixOf } from './acme/shared-suffixes.ts';
import { whatToCheck } from './acme/troubles.ts';
import type { AcmeRecord, CertificateRecord } from './record.ts';

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
