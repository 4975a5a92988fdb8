import type { WriteFile } from '../../../plan/change.ts';
import { certificatePlaces } from '../../../state/paths.ts';
import { keepCertificateRecord } from '../record.ts';
import { writeServerPem } from '../server-pem.ts';
import { type IssueRequest, issueCertificate } from './issue.ts';
import { requireAsAsked } from './judge-issued.ts';

/** Gets a certificate with the account that was kept; the files that then have to be written. */
export async function fetchIssued(
  exposeDir: string,
  request: Omit<IssueRequest, 'accountKeyPem'>,
): Promise<WriteFile[]> {
  const path = certificatePlaces(exposeDir).accountKey;
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
