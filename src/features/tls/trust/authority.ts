import { AUTHORITY_NAME } from '../../../certificates/authority.ts';
import { type CertificateFacts, readPem, readPemFile } from '../../../certificates/pem.ts';
import { ExposeError } from '../../../errors.ts';
import { t } from '../../../messages/index.ts';
import { statePaths } from '../../../state/paths.ts';
import type { System } from '../../../system/system.ts';
import { readCertificateRecord } from '../record.ts';

/** The local CA's certificate, to be trusted by devices. */
export interface OwnAuthority {
  readonly path: string;
  readonly pem: string;
  readonly der: Uint8Array;
  /** Upper case with colons, as browsers and phones show it. */
  readonly fingerprint256: string;
  /** 40 hex digits: how macOS and Windows identify a certificate. */
  readonly sha1: string;
  readonly notAfter: Date;
  /** The name in stores that need one; unique per CA. */
  readonly nickname: string;
}

/** Undefined if there is no valid local CA. */
export async function findOwnAuthority(
  { files, now }: System,
  exposeDir: string,
): Promise<OwnAuthority | undefined> {
  const path = statePaths(exposeDir).authority;
  const record = await readCertificateRecord(files, exposeDir);
  if (record !== undefined && record.kind !== 'self-signed') return undefined;
  const [facts] = (await readPemFile(files, path)).certificates;
  if (facts === undefined || !facts.isAuthority || facts.to <= now()) return undefined;
  return describeAuthority(facts, path);
}

/**
 * The CA that a recorded PEM holds. Undefined for anything else: by such a record we would distrust another one. An
 * earlier CA of ours is known by its name.
 */
export async function recordedAuthority(
  { files }: System,
  exposeDir: string,
  pem: string,
): Promise<OwnAuthority | undefined> {
  const path = statePaths(exposeDir).authority;
  const [facts, ...others] = readPem(new TextEncoder().encode(pem)).certificates;
  if (facts === undefined || others.length > 0 || !facts.isAuthority || facts.pem !== pem) return undefined;
  const [current] = (await readPemFile(files, path)).certificates;
  const isOurs = facts.commonName.startsWith(AUTHORITY_NAME) || current?.pem === pem;
  return isOurs ? describeAuthority(facts, path) : undefined;
}

function describeAuthority(facts: CertificateFacts, path: string): OwnAuthority {
  const { raw, fingerprint, fingerprint256 } = facts.x509;
  const sha1 = fingerprint.replaceAll(':', '');
  const nickname = `jupyter-expose ${fingerprint256.replaceAll(':', '').slice(0, 16).toLowerCase()}`;
  return { path, pem: facts.pem, der: raw, fingerprint256, sha1, notAfter: facts.to, nickname };
}

/** The same, but throws ExposeError('environment') if there is no CA to trust. */
export async function readOwnAuthority(system: System, exposeDir: string): Promise<OwnAuthority> {
  const found = await findOwnAuthority(system, exposeDir);
  if (found !== undefined) return found;
  const kind = (await readCertificateRecord(system.files, exposeDir))?.kind;
  throw new ExposeError('environment', t().trust.nothing[kind ?? 'none'], t().trust.nothingHint);
}

/** Whether a PEM text contains this certificate. */
export function holdsCertificate(text: string, { pem }: OwnAuthority): boolean {
  return text.replaceAll(/\s/g, '').includes(pem.replaceAll(/\s/g, ''));
}
