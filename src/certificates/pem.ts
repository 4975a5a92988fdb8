import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import type { Files } from '../system/system.ts';
import { keyMayDoTls, readInside, signatureOf, TAG } from './der.ts';

/** The contents of a file that should hold certificates or keys. */
export interface PemContents {
  /** In file order. OpenSSL serves the first one as the server's own. */
  readonly certificates: readonly CertificateFacts[];
  /** In file order. OpenSSL uses the first one. */
  readonly keys: readonly PrivateKey[];
  /** A block with a BEGIN line cannot be read. */
  readonly broken: boolean;
  /** What the file is if it is not PEM. */
  readonly otherwise: 'der' | 'pkcs12' | 'empty' | 'text' | undefined;
}

export interface CertificateFacts {
  readonly pem: string;
  readonly x509: X509Certificate;
  readonly from: Date;
  readonly to: Date;
  /** DNS names and addresses of the subjectAltName; browsers use nothing else. */
  readonly names: readonly string[];
  /** The subject's common name. */
  readonly commonName: string;
  readonly isAuthority: boolean;
  readonly signedItself: boolean;
  /** Bits of an RSA key. */
  readonly rsaBits: number | undefined;
  /** A signature by another certificate with a hash that is no longer accepted. */
  readonly oldSignature: 'MD5' | 'SHA-1' | undefined;
  /** May authenticate a server; also true if the certificate states no purpose. */
  readonly forServers: boolean;
  /** Contains a URL for its issuer's certificate, as certificates of public CAs do. */
  readonly namesIssuerUrl: boolean;
}

export interface PrivateKey {
  /** `locked`: encrypted with a passphrase. `broken`: unreadable. */
  readonly state: 'open' | 'locked' | 'broken';
  readonly key: KeyObject | undefined;
}

/** OpenSSL refuses shorter RSA keys. */
export const MIN_RSA_BITS = 2048;

const SERVER_AUTH = '1.3.6.1.5.5.7.3.1';
const ANY_PURPOSE = '2.5.29.37.0';

/** Reads every certificate and private key in a file. */
export function readPem(bytes: Uint8Array): PemContents {
  const text = Buffer.from(bytes).toString('latin1');
  const blocks = [...text.matchAll(/-----BEGIN ([A-Z0-9 ]+)-----[\s\S]*?-----END \1-----/g)];
  const certificates = blocks.flatMap(([pem, label = '']) =>
    label.endsWith('CERTIFICATE') ? (readCertificate(pem) ?? []) : [],
  );
  const keys = blocks.flatMap(([pem, label = '']) => (label.endsWith('PRIVATE KEY') ? readKey(pem) : []));
  const isPem = text.includes('-----BEGIN ');
  return {
    certificates,
    keys,
    broken: isPem && certificates.length + keys.length < begun(text),
    otherwise: isPem ? undefined : kindOf(bytes),
  };
}

/** Reads them from a file; a missing file has none. */
export async function readPemFile(files: Pick<Files, 'read'>, path: string): Promise<PemContents> {
  return readPem((await files.read(path)) ?? new Uint8Array());
}

/** Whether the private key belongs to the certificate. */
export function keyFits({ x509 }: CertificateFacts, { key }: PrivateKey): boolean {
  return key !== undefined && x509.checkPrivateKey(key);
}

/** The PEM of the certificate that a server with this certfile presents: the one to pin. */
export function servedCertificate(bytes: Uint8Array): string | undefined {
  return readPem(bytes).certificates[0]?.pem;
}

/** Whether this issuer signed the certificate. */
export function isSignedBy({ x509 }: CertificateFacts, issuer: CertificateFacts): boolean {
  return x509.checkIssued(issuer.x509) && x509.verify(issuer.x509.publicKey);
}

/** The common name in a subject or issuer as Node writes it. */
export function commonNameOf(name: string): string | undefined {
  return /(?:^|\n)CN=(.*)/.exec(name)?.[1];
}

/** Whether the file also contains the issuer, at any position. */
export function hasIssuer(leaf: CertificateFacts, { certificates }: PemContents): boolean {
  return certificates.some((other) => other !== leaf && leaf.x509.checkIssued(other.x509));
}

function begun(text: string): number {
  return [...text.matchAll(/-----BEGIN (?:[A-Z0-9 ]*CERTIFICATE|[A-Z0-9 ]*PRIVATE KEY)-----/g)].length;
}

function readCertificate(pem: string): CertificateFacts | undefined {
  try {
    const x509 = new X509Certificate(pem);
    const { asymmetricKeyType, asymmetricKeyDetails } = x509.publicKey;
    const signedItself = x509.checkIssued(x509);
    const signature = signatureOf(x509.raw);
    // Node exposes the extended key usage as `keyUsage`.
    const purposes = (x509.keyUsage as readonly string[] | undefined) ?? [];
    return {
      pem: `${pem}\n`,
      x509,
      from: new Date(x509.validFrom),
      to: new Date(x509.validTo),
      names: namesOf(x509),
      commonName: commonNameOf(x509.subject ?? '') ?? '',
      isAuthority: x509.ca,
      signedItself,
      rsaBits: asymmetricKeyType?.startsWith('rsa') ? asymmetricKeyDetails?.modulusLength : undefined,
      oldSignature: signedItself ? undefined : signature,
      forServers:
        (purposes.length === 0 || purposes.some((id) => id === SERVER_AUTH || id === ANY_PURPOSE)) &&
        keyMayDoTls(x509.raw),
      namesIssuerUrl: /CA Issuers - URI:/.test(x509.infoAccess ?? ''),
    };
  } catch {
    return undefined;
  }
}

function namesOf({ subjectAltName = '' }: X509Certificate): string[] {
  return [...subjectAltName.matchAll(/(?:^|, )(?:DNS|IP Address):("[^"]*"|[^,]*)/g)].map(
    ([, name = '']) => name,
  );
}

function readKey(pem: string): PrivateKey {
  if (/BEGIN ENCRYPTED|Proc-Type: 4,ENCRYPTED/.test(pem)) return { state: 'locked', key: undefined };
  try {
    return { state: 'open', key: createPrivateKey(pem) };
  } catch {
    return { state: 'broken', key: undefined };
  }
}

/** A DER file is one ASN.1 sequence; a PKCS#12 store starts with the version number 3. */
function kindOf(bytes: Uint8Array): PemContents['otherwise'] {
  if (bytes.every((byte) => byte <= 0x20)) return 'empty';
  if (bytes[0] !== TAG.sequence || bytes.length < 64) return 'text';
  const [version] = readInside(bytes);
  const isStore = version?.tag === TAG.integer && version.bytes.length === 1 && version.bytes[0] === 3;
  return isStore ? 'pkcs12' : 'der';
}
