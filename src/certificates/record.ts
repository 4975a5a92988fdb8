import type { WriteFile } from '../plan/change.ts';
import type { Files } from '../system/system.ts';
import { certificatePlaces } from './places.ts';

export type CertificateKind = 'self-signed' | 'own' | 'letsencrypt';
export type Challenge = 'http-01' | 'tls-alpn-01' | 'dns-01';

/** How the certificate in `server.pem` came to be, and how it is made anew: expose/certificate.json, without secrets. */
export interface CertificateRecord {
  readonly schema: 1;
  readonly kind: CertificateKind;
  /** Names that were asked for beside those of this computer: the DDNS name, the public address. */
  readonly names: readonly string[];
  /** Of `own`: where the files came from; renewed files are read from there again. */
  readonly own?: { readonly cert: string; readonly key: string };
  readonly acme?: AcmeRecord;
}

export interface AcmeRecord {
  /** The directory URL. */
  readonly server: string;
  /** PEM file of the authority of a directory that the system does not trust. */
  readonly serverCa?: string;
  readonly email?: string;
  readonly challenge: Challenge;
  /** Where our own responder listens, for http-01 and tls-alpn-01. */
  readonly port?: number;
  /** The one address on which it listens; every one of this computer unless it is named. */
  readonly address?: string;
  /** 'duckdns', 'desec', 'cloudflare': for dns-01. The token lies in tokens.json. */
  readonly dns?: string;
}

/** Undefined where there is none, or none that can be read as such. */
export async function readCertificateRecord(
  files: Files,
  exposeDir: string,
): Promise<CertificateRecord | undefined> {
  const bytes = await files.read(certificatePlaces(exposeDir).record).catch(() => undefined);
  if (bytes === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Keeping the record is a change of the plan like every other. */
export function keepCertificateRecord(exposeDir: string, record: CertificateRecord): WriteFile {
  const bytes = new TextEncoder().encode(`${JSON.stringify(record, null, 2)}\n`);
  const path = certificatePlaces(exposeDir).record;
  return { kind: 'write-file', path, bytes, mode: 0o600, secret: false, own: true };
}

function isRecord(value: unknown): value is CertificateRecord {
  if (typeof value !== 'object' || value === null) return false;
  const { schema, kind, names } = value as Partial<CertificateRecord>;
  const isKind = kind === 'self-signed' || kind === 'own' || kind === 'letsencrypt';
  return schema === 1 && isKind && Array.isArray(names) && names.every((name) => typeof name === 'string');
}
