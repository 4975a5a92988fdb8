import { type CertificateFacts, readPem } from '../../../certificates/pem.ts';
import { ExposeError } from '../../../errors.ts';
import { t } from '../../../messages/index.ts';

/** Two clocks are seldom the same. */
const SKEW_MS = 3_600_000;

/**
 * What an authority issued is judged before it takes the place of one that works: it names all that was asked for, holds
 * now, and is for servers. Throws ExposeError('environment').
 */
export function requireAsAsked(serverPem: string, names: readonly string[], host: string, now: Date): void {
  const s = t().acme;
  const [leaf] = readPem(new TextEncoder().encode(serverPem)).certificates;
  if (leaf === undefined) throw new ExposeError('environment', s.notAcme(host), s.notAcmeHint);
  const missing = names.filter((name) => !isNamed(leaf, name.toLowerCase()));
  if (missing.length > 0)
    throw new ExposeError('environment', s.issuedWithout(host, missing.join(', ')), s.issuedUnfitHint);
  if (!leaf.forServers || leaf.isAuthority)
    throw new ExposeError('environment', s.issuedUnfit(host), s.issuedUnfitHint);
  const { from, to } = leaf;
  if (from.getTime() - now.getTime() <= SKEW_MS && to > now) return;
  throw new ExposeError('environment', s.issuedDates(host, day(from), day(to)), s.issuedDatesHint);
}

function isNamed({ names, x509 }: CertificateFacts, name: string): boolean {
  if (names.some((one) => one.toLowerCase() === name)) return true;
  return !name.startsWith('*.') && x509.checkHost(name, { subject: 'never' }) !== undefined;
}

function day(date: Date): string {
  return date.toISOString().slice(0, 10);
}
