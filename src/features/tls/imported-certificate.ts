import type { KeyObject } from 'node:crypto';
import {
  type CertificateFacts,
  isSignedBy,
  MIN_RSA_BITS,
  type PemContents,
  readPem,
} from '../../certificates/pem.ts';
import { pemOf } from '../../certificates/x509.ts';
import { ExposeError } from '../../errors.ts';
import { t } from '../../messages/index.ts';
import { day } from '../../system/format.ts';

/** The paths of the user's files, for messages. */
export interface OwnPaths {
  readonly cert: string;
  readonly key: string;
}

/**
 * Turns a supplied certificate and key, in any order and split across files in any way, into the PEM that Jupyter
 * serves: key, leaf, issuers without the root. If `key` is undefined, the key is in the same file. Throws
 * ExposeError('answer') with the problem.
 */
export function readImported(
  cert: Uint8Array,
  key: Uint8Array | undefined,
  paths: OwnPaths,
  now: Date,
): string {
  const pem = readPem(cert);
  const keyPem = key === undefined ? pem : readPem(key);
  // Exchanged paths are accepted.
  const isSwapped = pem.certificates.length === 0 && keyPem.certificates.length > 0 && pem.keys.length > 0;
  const [certificates, keys] = isSwapped ? [keyPem, pem] : [pem, keyPem];
  const [certPath, keyPath] = isSwapped ? [paths.key, paths.cert] : [paths.cert, paths.key];
  requireCertificates(certificates, certPath);
  const own = findPair(certificates, keys, certPath, keyPath);
  requireServer(own.leaf, certPath, now);
  const issuers = issuersOf(own.leaf, certificates.certificates);
  requireChain(own.leaf, issuers, certificates.certificates, certPath, now);
  return pemOf(own.key) + [own.leaf, ...issuers].map(({ pem }) => pem).join('');
}

function requireCertificates({ certificates, otherwise, broken, keys }: PemContents, path: string): void {
  const m = t().cert.imported;
  if (otherwise === 'der') reject(m.binary(path), m.fromDer(path));
  if (otherwise === 'pkcs12') reject(m.binary(path), m.fromPkcs12(path));
  if (broken) reject(m.broken(path), m.brokenHint);
  if (certificates.length === 0) reject(m.noCertificate(path), keys.length > 0 ? m.onlyKeyHint : m.pemHint);
}

/** The server's certificate is the one that matches the key. */
function findPair(
  { certificates }: PemContents,
  { keys, otherwise }: PemContents,
  certPath: string,
  keyPath: string,
): { readonly leaf: CertificateFacts; readonly key: KeyObject } {
  const m = t().cert.imported;
  for (const { key } of keys) {
    if (key === undefined) continue;
    const leaf = certificates.find(({ x509 }) => x509.checkPrivateKey(key));
    if (leaf !== undefined) return { leaf, key };
  }
  if (otherwise === 'der') reject(m.binary(keyPath), m.keyFromDer(keyPath));
  if (keys.some(({ state }) => state === 'locked')) reject(m.locked(keyPath), m.lockedHint(keyPath));
  if (keys.length === 0) reject(m.noKey(keyPath), m.noKeyHint);
  if (keys.every(({ state }) => state === 'broken')) reject(m.broken(keyPath), m.brokenHint);
  return reject(m.mismatched(keyPath, certPath), m.mismatchedHint);
}

/** Requires a certificate that is valid now, has names, is for servers, and is strong enough for OpenSSL. */
function requireServer(leaf: CertificateFacts, path: string, now: Date): void {
  const m = t().cert.imported;
  if (leaf.to <= now) reject(m.expired(path, day(leaf.to)), m.renewHint);
  if (leaf.from > now) reject(m.notYet(path, day(leaf.from)), m.clockHint);
  if (leaf.names.length === 0) reject(m.noNames(path), m.noNamesHint);
  if (!leaf.forServers) reject(m.notForServers(path), m.noNamesHint);
  if (leaf.isAuthority && !leaf.signedItself) reject(m.authority(path), m.noNamesHint);
  if (leaf.oldSignature !== undefined) reject(m.weak(path, leaf.oldSignature), m.renewHint);
  if (leaf.rsaBits !== undefined && leaf.rsaBits < MIN_RSA_BITS)
    reject(m.weak(path, `RSA ${leaf.rsaBits}`), m.renewHint);
}

/** From the leaf upwards, without the root, which clients already have. Unrelated certificates are left out. */
function issuersOf(leaf: CertificateFacts, all: readonly CertificateFacts[]): CertificateFacts[] {
  const chain: CertificateFacts[] = [];
  let below = leaf;
  for (;;) {
    const issuer = all.find(
      (one) => one !== below && !one.signedItself && !chain.includes(one) && isSignedBy(below, one),
    );
    if (issuer === undefined) return chain;
    chain.push(issuer);
    below = issuer;
  }
}

/**
 * A link is missing if there are CAs that sign nothing in the chain, or if a public CA signed the leaf: public roots
 * never sign servers directly. A company's root may be installed on the devices only. Clients stop at a gap.
 */
function requireChain(
  leaf: CertificateFacts,
  issuers: readonly CertificateFacts[],
  all: readonly CertificateFacts[],
  path: string,
  now: Date,
): void {
  const m = t().cert.imported;
  const gone = issuers.find(({ to }) => to <= now);
  if (gone !== undefined) reject(m.chainExpired(path, gone.commonName, day(gone.to)), m.chainHint);
  const last = issuers.at(-1) ?? leaf;
  if (last.signedItself || all.some((one) => isSignedBy(last, one))) return;
  const isLeftOver = all.some((one) => one !== leaf && one.isAuthority && !issuers.includes(one));
  if (isLeftOver || (last === leaf && leaf.namesIssuerUrl)) reject(m.chainGap(path), m.chainHint);
}

function reject(message: string, hint: string): never {
  throw new ExposeError('answer', message, hint);
}
