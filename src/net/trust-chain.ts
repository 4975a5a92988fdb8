import { X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';

/** Does a chain (leaf first, as a server sends it) lead to a root that every usual browser knows? */
export function isPubliclyTrusted(chain: readonly string[]): boolean {
  return isTrustedBy(rootCertificates, chain);
}

/** … or to one of these, PEM like the chain? */
export function isTrustedBy(known: readonly string[], chain: readonly string[]): boolean {
  const roots = known.map((pem) => new X509Certificate(pem));
  const sent = chain.map((pem) => new X509Certificate(pem));
  const seen = new Set<X509Certificate>();
  for (let one = sent[0]; one !== undefined && !seen.has(one); ) {
    const here: X509Certificate = one;
    const isAbove = (other: X509Certificate) => here.checkIssued(other) && here.verify(other.publicKey);
    if (roots.some((root) => root.raw.equals(here.raw) || isAbove(root))) return true;
    seen.add(here);
    one = sent.find(isAbove);
  }
  return false;
}
