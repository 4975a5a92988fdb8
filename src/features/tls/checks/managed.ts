import { type CertificateFacts, type PemContents, readPem } from '../../../certificates/pem.ts';
import type { CheckContext } from '../../../situation/check.ts';
import { certificatePlaces } from '../../../state/paths.ts';
import { type CertificateRecord, readCertificateRecord } from '../record.ts';
import { readServed } from './served.ts';

/** The certificate that jupyter-expose put in place and that Jupyter shows. */
export interface Managed {
  readonly exposeDir: string;
  readonly record: CertificateRecord;
  /** Where it lies: server.pem. */
  readonly file: string;
  readonly pem: PemContents;
  readonly leaf: CertificateFacts;
  /** Our own authority's certificate; undefined where it is gone or cannot be read as one. */
  readonly authority: CertificateFacts | undefined;
  /** Our own authority has signed it, also where that only stands in for one of Let's Encrypt. */
  readonly signedHere: boolean;
}

/** Undefined where the config names another file, or nobody knows how that one came to be. */
export async function readManaged(context: CheckContext): Promise<Managed | undefined> {
  const { situation, system } = context;
  const { exposeDir } = await situation.get('places');
  const served = await readServed(context);
  const places = certificatePlaces(exposeDir);
  const { leaf, certfile } = served ?? {};
  if (leaf === undefined || certfile?.pem === undefined || certfile.path !== places.server) return undefined;
  const record = await readCertificateRecord(system.files, exposeDir);
  if (record === undefined) return undefined;
  const bytes = await system.files.read(places.authority);
  const [first] = readPem(bytes ?? new Uint8Array()).certificates;
  const authority = first?.isAuthority ? first : undefined;
  const signedHere = authority !== undefined && isSignedBy(leaf, authority);
  return { exposeDir, record, file: places.server, pem: certfile.pem, leaf, authority, signedHere };
}

export function isSignedBy({ x509 }: CertificateFacts, issuer: CertificateFacts): boolean {
  return x509.checkIssued(issuer.x509) && x509.verify(issuer.x509.publicKey);
}
