import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { keyMayDoTls, readInside, signatureOf, TAG } from './der.ts';

/** What stands in a file that should hold certificates or keys. Pure: bytes in, facts out. */
export interface PemContents {
  /** In the order of the file. OpenSSL serves the first one as the server's own. */
  readonly certificates: readonly CertificateFacts[];
  /** In the order of the file. OpenSSL takes the first one. */
  readonly keys: readonly PrivateKey[];
  /** There are BEGIN lines, but nothing between them that can be read. */
  readonly broken: boolean;
  /** What the file is where it is no PEM. */
  readonly otherwise: 'der' | 'pkcs12' | 'empty' | 'text' | undefined;
}

export interface CertificateFacts {
  readonly pem: string;
  readonly x509: X509Certificate;
  readonly from: Date;
  readonly to: Date;
  /** DNS names and addresses of the subjectAltName; browsers look at nothing else. */
  readonly names: readonly string[];
  /** Of the subject. */
  readonly commonName: string;
  readonly isAuthority: boolean;
  readonly signedItself: boolean;
  /** Bits of an RSA key. */
  readonly rsaBits: number | undefined;
  /** Signed by another with a hash that no longer counts. */
  readonly oldSignature: 'MD5' | 'SHA-1' | undefined;
  /** May prove who a server is; so may one that says nothing about its purpose. */
  readonly forServers: boolean;
  /** Says where its issuer's certificate can be fetched, as those of public authorities do. */
  readonly namesIssuerUrl: boolean;
}

export interface PrivateKey {
  /** `locked`: with a pass phrase. `broken`: nothing that can be read. */
  readonly state: 'open' | 'locked' | 'broken';
  readonly key: KeyObject | undefined;
}

const SERVER_AUTH = '1.3.6.1.5.5.7.3.1';
const ANY_PURPOSE = '2.5.29.37.0';

/** Reads every certificate and private key of a file. */
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

/** Does the private key belong to the certificate? */
export function keyFits({ x509 }: CertificateFacts, { key }: PrivateKey): boolean {
  return key !== undefined && x509.checkPrivateKey(key);
}

/** The PEM of the certificate that a server with this certfile shows: the one to pin. */
export function servedCertificate(bytes: Uint8Array): string | undefined {
  return readPem(bytes).certificates[0]?.pem;
}

/** The issuer is in the file as well, at any place. */
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
    // Node calls the extended key usage by the other's name.
    const purposes = (x509.keyUsage as readonly string[] | undefined) ?? [];
    return {
      pem: `${pem}\n`,
      x509,
      from: new Date(x509.validFrom),
      to: new Date(x509.validTo),
      names: namesOf(x509),
      commonName: /(?:^|\n)CN=(.*)/.exec(x509.subject ?? '')?.[1] ?? '',
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

/** A DER file is one ASN.1 sequence; that of a PKCS#12 store begins with the version number 3. */
function kindOf(bytes: Uint8Array): PemContents['otherwise'] {
  if (bytes.every((byte) => byte <= 0x20)) return 'empty';
  if (bytes[0] !== TAG.sequence || bytes.length < 64) return 'text';
  const [version] = readInside(bytes);
  const isStore = version?.tag === TAG.integer && version.bytes.length === 1 && version.bytes[0] === 3;
  return isStore ? 'pkcs12' : 'der';
}
