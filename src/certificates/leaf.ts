import { createPrivateKey, webcrypto } from 'node:crypto';
import type { CertificatePair } from '../net/network.ts';
import type { Authority } from './authority.ts';
import { type CertificateNames, usableNames } from './names.ts';
import {
  ALGORITHM,
  beginning,
  DAY_MS,
  loadX509,
  type MakingTools,
  newPair,
  newSerialNumber,
} from './x509.ts';

/** Current browsers accept at most 398 days from any CA, Apple's devices 825 from a private one. */
const LIFETIME_DAYS = 397;

/** A server certificate with its own key, signed by our CA. It never outlives the CA. */
export async function issueLeaf(
  authority: Authority,
  names: CertificateNames,
  tools: MakingTools,
): Promise<CertificatePair> {
  const x509 = await loadX509();
  const issuer = new x509.X509Certificate(authority.certPem);
  const der = createPrivateKey(authority.keyPem).export({ type: 'pkcs8', format: 'der' });
  const signingKey = await webcrypto.subtle.importKey('pkcs8', der, ALGORITHM, false, ['sign']);
  const { dns, ips } = usableNames([...names.dns, ...names.ips]);
  const notBefore = beginning(tools);
  const end = Math.min(notBefore.getTime() + LIFETIME_DAYS * DAY_MS, issuer.notAfter.getTime());
  return newPair(async (keys) =>
    x509.X509CertificateGenerator.create({
      serialNumber: newSerialNumber(tools),
      subject: [{ CN: ['jupyter-expose server'] }],
      issuer: issuer.subjectName,
      notBefore,
      notAfter: new Date(end),
      publicKey: keys.publicKey,
      signingKey,
      signingAlgorithm: ALGORITHM,
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
        new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
        new x509.SubjectAlternativeNameExtension([
          ...dns.map((value) => ({ type: 'dns', value }) as const),
          ...ips.map((value) => ({ type: 'ip', value }) as const),
        ]),
        await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
        await x509.AuthorityKeyIdentifierExtension.create(issuer, false),
      ],
    }),
  );
}
