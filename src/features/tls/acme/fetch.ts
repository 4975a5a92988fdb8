import { type CertificateFacts, readPem } from '../../../certificates/pem.ts';
import { ExposeError } from '../../../errors.ts';
import { t } from '../../../messages/index.ts';
import type { WriteFile } from '../../../plan/change.ts';
import { statePaths } from '../../../state/paths.ts';
import { writeServerPem } from '../../../state/server-pem.ts';
import { day } from '../../../system/format.ts';
import { keepCertificateRecord } from '../record.ts';
import { type IssueRequest, issueCertificate } from './issue.ts';

/** Tolerated difference between the CA's clock and ours. */
const SKEW_MS = 3_600_000;

/** Issues a certificate with the stored account key; returns the files to write. */
export async function fetchIssued(
  exposeDir: string,
  request: Omit<IssueRequest, 'accountKeyPem'>,
): Promise<WriteFile[]> {
  const path = statePaths(exposeDir).accountKey;
  const before = await request.system.files.read(path);
  const accountKeyPem = before === undefined ? undefined : new TextDecoder().decode(before);
  const issued = await issueCertificate({ ...request, accountKeyPem });
  const { acme, names } = request.record;
  requireAsAsked(issued.serverPem, names, new URL(acme?.server ?? '').host, request.system.now());
  const bytes = new TextEncoder().encode(issued.accountKeyPem);
  return [
    writeServerPem(exposeDir, issued.serverPem),
    { kind: 'write-file', path, bytes, mode: 0o600, secret: true, own: true },
    keepCertificateRecord(exposeDir, request.record),
  ];
}

/**
 * Checks an issued certificate before it replaces a working one: it must contain every requested name, be valid now,
 * and be for servers. Throws ExposeError('environment').
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
