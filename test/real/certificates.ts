import { execFileSync } from 'node:child_process';
import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface CertificateOptions {
  /** Host names and addresses in the subjectAltName; [] for no subjectAltName. */
  readonly names?: readonly string[];
  /** The subject's common name; the first name by default. */
  readonly commonName?: string;
  /** The validity, in days from now; [-1, 90] by default. */
  readonly days?: readonly [from: number, to: number];
  /** `p256` by default. */
  readonly key?: 'p256' | 'rsa2048' | 'rsa1024';
  /** A CA of `makeAuthority`, or `self`. By default the directory's own CA, made on first use. */
  readonly signedBy?: Certificate | 'self';
  /** It is a CA certificate. */
  readonly authority?: boolean;
  readonly digest?: 'sha256' | 'sha1';
  /** The extended key usage; `serverAuth` by default. */
  readonly purpose?: 'serverAuth' | 'clientAuth';
}

/** A real certificate with its key, as PEM text and as files in the given directory. */
export interface Certificate {
  /** NAME.crt: only the certificate. */
  readonly cert: string;
  readonly certPem: string;
  /** NAME.key, mode 0600. */
  readonly key: string;
  readonly keyPem: string;
  /** NAME.chain.pem: the certificate, then its issuers without the root. */
  readonly chain: string;
  readonly chainPem: string;
  /** NAME.combined.pem, mode 0600: the key and the chain. */
  readonly combined: string;
  /** The PEM of the root that a client must trust; the certificate itself if it is self-signed. */
  readonly rootPem: string;
}

const LOCAL_NAMES = ['localhost', '127.0.0.1', '::1'];
const made = new Map<string, Certificate>();

/** Makes `NAME.crt`, `NAME.key`, … in the directory with openssl. The same arguments give the same certificate. */
export function makeCertificate(
  directory: string,
  name = 'server',
  options: CertificateOptions = {},
): Certificate {
  const question = JSON.stringify([directory, name, options]);
  const known = made.get(question);
  if (known !== undefined) return known;
  mkdirSync(directory, { recursive: true });
  const issuer = options.signedBy ?? makeAuthority(directory);
  const keyPem = pemOf(newKey(options.key).privateKey);
  const certPem = sign(keyPem, issuer === 'self' ? undefined : issuer, options);
  const above = issuer === 'self' || issuer.certPem === issuer.rootPem ? '' : issuer.chainPem;
  const chainPem = certPem + above;
  const certificate = {
    cert: put(directory, `${name}.crt`, certPem, 0o644),
    certPem,
    key: put(directory, `${name}.key`, keyPem, 0o600),
    keyPem,
    chain: put(directory, `${name}.chain.pem`, chainPem, 0o644),
    chainPem,
    combined: put(directory, `${name}.combined.pem`, keyPem + chainPem, 0o600),
    rootPem: issuer === 'self' ? certPem : issuer.rootPem,
  };
  made.set(question, certificate);
  return certificate;
}

/** A self-signed CA: `ca.crt` and `ca.key`; with `signedBy`, an intermediate CA. */
export function makeAuthority(
  directory: string,
  name = 'ca',
  options: Omit<CertificateOptions, 'authority' | 'names'> = {},
): Certificate {
  const days = [-2, 3650] as const;
  const commonName = `Test authority ${name}`;
  const own = { signedBy: 'self', days, commonName, names: [], authority: true } as const;
  return makeCertificate(directory, name, { ...own, ...options });
}

/** Writes the key, encrypted with a passphrase, to `NAME.key`. */
export function lockKey(directory: string, name: string, keyPem: string, passphrase: string): string {
  const pem = createPrivateKey(keyPem).export({
    type: 'pkcs8',
    format: 'pem',
    cipher: 'aes-256-cbc',
    passphrase,
  });
  return put(directory, `${name}.key`, pem.toString(), 0o600);
}

function newKey(kind: CertificateOptions['key'] = 'p256'): { privateKey: KeyObject } {
  return kind === 'p256'
    ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
    : generateKeyPairSync('rsa', { modulusLength: kind === 'rsa1024' ? 1024 : 2048 });
}

function pemOf(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString();
}

function put(directory: string, name: string, text: string, mode: number): string {
  const path = join(directory, name);
  writeFileSync(path, text, { mode });
  return path;
}

const MINIMAL_CONFIG = `[req]
distinguished_name = dn
prompt = no
[dn]
CN = unused
[ca]
default_ca = own
[own]
database = index.txt
new_certs_dir = .
unique_subject = no
rand_serial = yes
policy = any
[any]
commonName = optional
`;

/** Uses `openssl ca`, because `openssl x509` cannot set the dates before OpenSSL 3.4. */
function sign(keyPem: string, issuer: Certificate | undefined, options: CertificateOptions): string {
  const { names = LOCAL_NAMES, days: [from, to] = [-1, 90], digest = 'sha256' } = options;
  const directory = mkdtempSync(join(tmpdir(), 'jupyter-expose-openssl-'));
  const openssl = (...args: string[]) =>
    execFileSync('openssl', args, { cwd: directory, stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8' });
  try {
    put(directory, 'own.key', keyPem, 0o600);
    put(directory, 'openssl.cnf', MINIMAL_CONFIG, 0o600);
    put(directory, 'index.txt', '', 0o600);
    put(directory, 'extensions.cnf', extensions(names, options), 0o600);
    if (issuer !== undefined) put(directory, 'ca.crt', issuer.certPem, 0o600);
    if (issuer !== undefined) put(directory, 'ca.key', issuer.keyPem, 0o600);
    const subject = `/CN=${options.commonName ?? names[0] ?? 'unnamed'}`;
    const config = ['-config', 'openssl.cnf'];
    openssl('req', '-new', ...config, '-key', 'own.key', '-subj', subject, '-utf8', '-out', 'own.csr');
    const by =
      issuer === undefined ? ['-selfsign', '-keyfile', 'own.key'] : ['-cert', 'ca.crt', '-keyfile', 'ca.key'];
    const dates = ['-startdate', opensslDate(from), '-enddate', opensslDate(to)];
    const files = ['-extfile', 'extensions.cnf', '-in', 'own.csr', '-out', 'own.crt'];
    openssl('ca', '-batch', '-notext', ...config, '-md', digest, ...by, ...dates, ...files);
    return readFileSync(join(directory, 'own.crt'), 'utf8');
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function extensions(
  names: readonly string[],
  { authority, purpose = 'serverAuth' }: CertificateOptions,
): string {
  const alternatives = names.map((name) => `${isIP(name) ? 'IP' : 'DNS'}:${name}`).join(',');
  return [
    ...(alternatives === '' ? [] : [`subjectAltName = ${alternatives}`]),
    'subjectKeyIdentifier = hash',
    ...(authority
      ? ['basicConstraints = critical,CA:TRUE', 'keyUsage = critical,keyCertSign,cRLSign']
      : ['basicConstraints = critical,CA:FALSE', `extendedKeyUsage = ${purpose}`]),
    '',
  ].join('\n');
}

/** Days from now as YYYYMMDDHHMMSSZ. */
function opensslDate(days: number): string {
  return `${new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 19).replace(/\D/g, '')}Z`;
}
