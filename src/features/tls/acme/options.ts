import { isIP } from 'node:net';
import { parseName } from '../../../certificates/names.ts';
import { ExposeError } from '../../../errors.ts';
import { t } from '../../../messages/index.ts';
import type { IssueFlags } from '../flags.ts';
import { type AcmeRecord, type CertificateRecord, CHALLENGES } from '../record.ts';
import { DIRECTORY, STAGING } from './challenge.ts';
import { chosenProvider } from './dns.ts';

/** The record of the next certificate, from the options and the last record. Throws ExposeError('answer'). */
export function recordOf(
  flags: IssueFlags,
  givenCa: string | undefined,
  last: CertificateRecord | undefined,
): CertificateRecord {
  const before = last?.kind === 'letsencrypt' ? last : undefined;
  const s = t().acme;
  const domains = (flags.domain ?? [])
    .flatMap((text) => text.split(','))
    .filter((text) => text.trim() !== '');
  const names = [...new Set(domains.length > 0 ? domains.map(domainOf) : (before?.names ?? []))];
  if (names.length === 0) throw new ExposeError('answer', s.noDomain, s.noDomainHint);
  const wild = names.find((name) => name.startsWith('*.'));
  const implied = wild !== undefined || flags.dns !== undefined ? 'dns-01' : 'http-01';
  const wanted = flags.challenge ?? (domains.length > 0 ? undefined : before?.acme?.challenge) ?? implied;
  const challenge = CHALLENGES.find((one) => one === wanted);
  if (challenge === undefined) throw new ExposeError('answer', s.noSuchChallenge(wanted));
  if (wild !== undefined && challenge !== 'dns-01')
    throw new ExposeError('answer', s.wildcard(wild), s.wildcardHint);
  const kept = before?.acme?.challenge === challenge ? before.acme : undefined;
  const port = flags.challengePort === undefined ? kept?.port : portOf(flags.challengePort);
  const address = flags.challengeAddress === undefined ? kept?.address : addressOf(flags.challengeAddress);
  const server = serverOf(flags, before?.acme);
  // A CA file is kept only for the directory it was given for.
  const serverCa = givenCa ?? (server === before?.acme?.server ? before.acme.serverCa : undefined);
  const email = flags.email ?? before?.acme?.email;
  const named = flags.dns ?? kept?.dns;
  const dns =
    challenge === 'dns-01' ? chosenProvider(named === undefined ? {} : { dns: named }, names).id : undefined;
  const acme: AcmeRecord = {
    server,
    challenge,
    ...(serverCa !== undefined && { serverCa }),
    ...(email !== undefined && email !== '' && { email }),
    ...(port !== undefined && challenge !== 'dns-01' && { port }),
    ...(address !== undefined && challenge !== 'dns-01' && { address }),
    ...(dns !== undefined && { dns }),
  };
  return { schema: 1, kind: 'letsencrypt', names, acme };
}

function domainOf(text: string): string {
  const name = parseName(text);
  if (isIP(name) !== 0 || !name.includes('.'))
    throw new ExposeError('answer', t().acme.notPublic(name), t().acme.notPublicHint);
  return name;
}

function portOf(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1 && port <= 65_535) return port;
  throw new ExposeError('answer', t().acme.noPort(text));
}

function addressOf(text: string): string {
  if (isIP(text) !== 0) return text;
  throw new ExposeError('answer', t().acme.noAddress(text));
}

/** HTTPS only: the directory's responses decide which challenges we answer. */
function serverOf({ acmeServer: server, staging }: IssueFlags, before: AcmeRecord | undefined): string {
  if (server === undefined) {
    // Staging must be requested every time.
    const kept = before?.server === STAGING ? DIRECTORY : before?.server;
    return staging ? STAGING : (kept ?? DIRECTORY);
  }
  if (!URL.canParse(server) || new URL(server).protocol !== 'https:')
    throw new ExposeError('answer', t().acme.noServer(server));
  return server;
}
