import { X509Certificate } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { createSecureContext, rootCertificates, type SecureContext } from 'node:tls';

/** Where systems keep the roots that their browsers and programs trust; Node itself brings Mozilla's. */
const BUNDLES: readonly { readonly path: string; readonly verified: 'yes' | 'no' }[] = [
  { path: '/etc/ssl/certs/ca-certificates.crt', verified: 'yes' },
  { path: '/etc/pki/tls/certs/ca-bundle.crt', verified: 'no' },
  { path: '/etc/ssl/cert.pem', verified: 'no' },
];

const contexts = new Map<string, SecureContext>();
let roots: readonly string[] | undefined;

/** Trust in the system's roots and in `ca`; kept, for making it costs some milliseconds. */
export function trusting(ca = ''): SecureContext {
  const known = contexts.get(ca) ?? createSecureContext({ ca: [...systemRoots(), ...certificatesIn(ca)] });
  contexts.set(ca, known);
  return known;
}

/** Trust in nobody: shows what a server sends and nothing that was added from here. */
export function trustingNone(): SecureContext {
  return createSecureContext({ ca: [] });
}

/** The certificates of a PEM file that can be read; it may hold a key, words and damaged ones beside them. */
export function certificatesIn(pem: string): string[] {
  return blocksIn(pem).filter(isCertificate);
}

function blocksIn(pem: string): string[] {
  return pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).raw.length > 0;
  } catch {
    return false;
  }
}

/** Network.trustedRoots. */
export function systemRoots(): readonly string[] {
  const extra = [process.env.SSL_CERT_FILE, process.env.NODE_EXTRA_CA_CERTS].map(read);
  const bundle = BUNDLES.map(({ path }) => read(path)).find((text) => text !== '') ?? '';
  roots ??= [...new Set([...rootCertificates, ...certificatesIn([bundle, ...extra].join('\n'))])];
  return roots;
}

/** Regular files only: reading a pipe would wait for its writer, where no signal ends the process. */
function read(path: string | undefined): string {
  try {
    return path !== undefined && statSync(path).isFile() ? readFileSync(path, 'utf8') : '';
  } catch {
    return '';
  }
}
