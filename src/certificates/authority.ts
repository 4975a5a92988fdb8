import { webcrypto } from 'node:crypto';
import { constraintsFor, encodeConstraints, NAME_CONSTRAINTS } from './constraints.ts';
import type { CertificateNames } from './names.ts';
import {
  ALGORITHM,
  beginning,
  DAY_MS,
  endedPem,
  exportKey,
  loadX509,
  type MakingTools,
  newSerialNumber,
} from './x509.ts';

export { outsideConstraints } from './constraints.ts';

/** Our own small authority: its certificate, and the key that signs. */
export interface Authority {
  readonly certPem: string;
  readonly keyPem: string;
}

const TEN_YEARS_DAYS = 3650;
/** RFC 5280: a common name has at most 64 letters. */
const LONGEST_COMMON_NAME = 64;

/** A new authority (P-256, ten years) that may name nothing but private places and the names known now. */
export async function makeAuthority(
  names: CertificateNames,
  hostName: string,
  tools: MakingTools,
): Promise<Authority> {
  const x509 = await loadX509();
  const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const notBefore = beginning(tools);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: newSerialNumber(tools),
    name: [{ CN: [commonName(hostName)] }],
    notBefore,
    notAfter: new Date(notBefore.getTime() + TEN_YEARS_DAYS * DAY_MS),
    keys: keys,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      new x509.Extension(NAME_CONSTRAINTS, true, Uint8Array.from(encodeConstraints(constraintsFor(names)))),
    ],
  });
  return { certPem: endedPem(certificate.toString('pem')), keyPem: await exportKey(keys.privateKey) };
}

/** What people see in the certificate stores of their devices: plain letters, which every one of them can show. */
function commonName(hostName: string): string {
  const plain = hostName.replace(/[^A-Za-z0-9.-]+/g, '-').replace(/^[-.]+|[-.]+$/g, '');
  return `jupyter-expose ${plain || 'authority'}`.slice(0, LONGEST_COMMON_NAME);
}
