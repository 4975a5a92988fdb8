import { readPem } from '../../../certificates/pem.ts';
import { ExposeError } from '../../../errors.ts';
import { t } from '../../../messages/index.ts';
import { statePaths } from '../../../state/paths.ts';
import type { System } from '../../../system/system.ts';
import { readCertificateRecord } from '../record.ts';

/** Our own authority's certificate, as devices are to trust it. */
export interface OwnAuthority {
  readonly path: string;
  readonly pem: string;
  readonly der: Uint8Array;
  /** With colons, upper case: as browsers and phones show it. */
  readonly fingerprint256: string;
  /** Forty hex digits: how macOS and Windows name a certificate. */
  readonly sha1: string;
  readonly notAfter: Date;
  /** What it is called in a store that wants a name; another authority of ours has another one. */
  readonly nickname: string;
}

/** Undefined where there is no authority of our own that could be trusted. */
export async function findOwnAuthority(
  { files, now }: System,
  exposeDir: string,
): Promise<OwnAuthority | undefined> {
  const path = statePaths(exposeDir).authority;
  const record = await readCertificateRecord(files, exposeDir);
  if (record !== undefined && record.kind !== 'self-signed') return undefined;
  const bytes = await files.read(path);
  const [facts] = bytes === undefined ? [] : readPem(bytes).certificates;
  if (facts === undefined || !facts.isAuthority || facts.to <= now()) return undefined;
  const { raw, fingerprint, fingerprint256 } = facts.x509;
  const sha1 = fingerprint.replaceAll(':', '');
  const nickname = `jupyter-expose ${fingerprint256.replaceAll(':', '').slice(0, 16).toLowerCase()}`;
  return { path, pem: facts.pem, der: raw, fingerprint256, sha1, notAfter: facts.to, nickname };
}

/** The same; throws ExposeError('environment') in one clear sentence where there is nothing to trust. */
export async function readOwnAuthority(system: System, exposeDir: string): Promise<OwnAuthority> {
  const found = await findOwnAuthority(system, exposeDir);
  if (found !== undefined) return found;
  const kind = (await readCertificateRecord(system.files, exposeDir))?.kind;
  throw new ExposeError('environment', t().trust.nothing[kind ?? 'none'], t().trust.nothingHint);
}

/** Is this very certificate among those of a PEM text? */
export function holdsCertificate(text: string, { pem }: OwnAuthority): boolean {
  return text.replaceAll(/\s/g, '').includes(pem.replaceAll(/\s/g, ''));
}
