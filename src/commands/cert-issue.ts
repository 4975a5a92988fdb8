import { resolve } from 'node:path';
import { whatToCheck } from '../certificates/acme-troubles.ts';
import { fetchIssued } from '../certificates/fetch-issued.ts';
import { DIRECTORY, recordOf, STAGING } from '../certificates/issue-record.ts';
import { certificatePlaces } from '../certificates/places.ts';
import { type AcmeRecord, type CertificateRecord, readCertificateRecord } from '../certificates/record.ts';
import { sharedSuffixOf } from '../certificates/shared-suffixes.ts';
import { keepToken, readToken } from '../certificates/tokens.ts';
import { ExposeError } from '../errors.ts';
import { t } from '../messages/index.ts';
import { providerById } from '../network/dns-providers/index.ts';
import type { Change } from '../plan/change.ts';
import type { Secret } from '../system/secret.ts';
import type { IssueFlags } from './cert-issue-flags.ts';
import { confirmChange } from './confirm-change.ts';
import type { CommandContext } from './context.ts';
import { givenToken } from './given-token.ts';
import { beginCertificate, putInForce } from './put-in-force.ts';
import { wrappedTalk } from './say-wrapped.ts';
import { waiting } from './waiting.ts';

/** `cert issue`: a certificate from an authority that browsers know. Nothing is sent before the yes. */
export async function certIssue(
  context: CommandContext,
  _args: string[],
  flags: IssueFlags,
): Promise<number> {
  const { system, talk } = context;
  const { situation, exposeDir } = await beginCertificate(context, flags);
  const last = await readCertificateRecord(system.files, exposeDir);
  const {
    email,
    challenge,
    challengePort: port,
    challengeAddress: address,
    dns,
    staging,
    acmeServer: server,
  } = flags;
  const serverCa = flags.acmeCa === undefined ? undefined : resolve(system.cwd, flags.acmeCa);
  const wishes = {
    domains: flags.domain ?? [],
    email,
    challenge,
    port,
    address,
    dns,
    staging,
    server,
    serverCa,
  };
  const record = recordOf(wishes, last);
  const { acme } = record;
  if (acme === undefined) throw new ExposeError('internal', 'A record of cert issue without its way.');
  const { given, token } = await tokenFor(context, exposeDir, acme, flags);
  await announce(context, record, acme);
  if (flags.dryRun) {
    talk.say(t().certCommand.dryRun);
    const certificate = { file: certificatePlaces(exposeDir).server, kind: record.kind };
    talk.document({ schema: 1, status: 'planned', changes: [], findings: [], certificate, record });
    return 0;
  }
  const { confirmLabel: label, confirm: message } = t().acme;
  await confirmChange(context, flags.yes ?? false, { label, message, declined: t().certCommand.declined });
  const changes: Change[] = await context.interruptions.critical((signal) =>
    waiting(context, t().acme.waiting(new URL(acme.server).host), () =>
      fetchIssued(exposeDir, { record, token, system, signal, say: (line) => talk.detail(line) }),
    ),
  );
  if (given !== undefined && acme.dns !== undefined)
    changes.push(await keepToken(system.files, exposeDir, acme.dns, given));
  const wanted = { command: 'cert issue', kind: record.kind, changes, notes: [] };
  return putInForce(context, situation, wanted, { ...flags, yes: true });
}

/** The token that was given now, or the one that was kept. */
async function tokenFor(
  context: CommandContext,
  exposeDir: string,
  { dns }: AcmeRecord,
  flags: IssueFlags,
): Promise<{ given: Secret | undefined; token: Secret | undefined }> {
  const given = await givenToken(context, flags);
  if (dns === undefined) return { given: undefined, token: undefined };
  const token = given ?? (await readToken(context.system.files, exposeDir, dns));
  const name = providerById(dns)?.name ?? dns;
  if (token === undefined)
    throw new ExposeError('answer', t().acme.dns.noToken(name), t().acme.dns.noTokenHint);
  return { given, token };
}

/** Who will be spoken to, what has to be ready for it, and what that agrees to. */
async function announce(
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
