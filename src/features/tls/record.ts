import { isIP } from 'node:net';
import type { WriteFile } from '../../plan/change.ts';
import type { Situation } from '../../situation/situation.ts';
import { certificatePlaces } from '../../state/paths.ts';
import { keepOwnRecord } from '../../state/record.ts';
import type { Files } from '../../system/system.ts';
import type { OutsideName } from '../../wizard/init-run.ts';

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
  const found = await lookForRecord(files, exposeDir);
  return found === 'none' || found === 'unreadable' ? undefined : found;
}

/** Something lies there, and nobody can tell from it how the certificate came to be. */
export async function isRecordUnreadable(files: Files, exposeDir: string): Promise<boolean> {
  return (await lookForRecord(files, exposeDir)) === 'unreadable';
}

async function lookForRecord(
  files: Files,
  exposeDir: string,
): Promise<CertificateRecord | 'none' | 'unreadable'> {
  try {
    const bytes = await files.read(certificatePlaces(exposeDir).record);
    if (bytes === undefined) return 'none';
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return isRecord(value) ? value : 'unreadable';
  } catch {
    return 'unreadable';
  }
}

/** Keeping the record is a change of the plan like every other. */
export function keepCertificateRecord(exposeDir: string, record: CertificateRecord): WriteFile {
  return keepOwnRecord(certificatePlaces(exposeDir).record, record);
}

type Fields = Readonly<Record<string, unknown>>;

const KINDS: readonly unknown[] = ['self-signed', 'own', 'letsencrypt'] satisfies CertificateKind[];
const CHALLENGES: readonly unknown[] = ['http-01', 'tls-alpn-01', 'dns-01'] satisfies Challenge[];

/** A person, or another program, may have written it: everything that a renewal goes by is looked at. */
function isRecord(value: unknown): value is CertificateRecord {
  if (!isObject(value)) return false;
  const { schema, kind, names, own, acme } = value;
  return (
    schema === 1 &&
    KINDS.includes(kind) &&
    Array.isArray(names) &&
    names.every((name) => typeof name === 'string' && name !== '') &&
    (kind !== 'letsencrypt' || names.length > 0) &&
    (own === undefined || (isObject(own) && isText(own.cert) && isText(own.key))) &&
    (acme === undefined || (isObject(acme) && isAcme(acme)))
  );
}

function isAcme({ server, serverCa, email, challenge, port, address, dns }: Fields): boolean {
  return (
    isText(server) &&
    URL.canParse(server) &&
    new URL(server).protocol === 'https:' &&
    CHALLENGES.includes(challenge) &&
    [serverCa, email, dns].every((text) => text === undefined || isText(text)) &&
    (port === undefined || (Number.isInteger(port) && Number(port) >= 1 && Number(port) <= 65_535)) &&
    (address === undefined || (isText(address) && isIP(address) !== 0))
  );
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

/** The name in the certificate by which the internet knows this computer. */
export async function certifiedName(situation: Situation): Promise<OutsideName> {
  const { exposeDir } = await situation.get('places');
  const record = await readCertificateRecord(situation.system.files, exposeDir);
  const name = record?.names.find((one) => isIP(one) === 0 && !one.startsWith('*'));
  return name === undefined ? {} : { name };
}

/** Is what Jupyter serves signed by the authority of this computer? */
export async function isSignedHere(situation: Situation): Promise<boolean> {
  const { exposeDir } = await situation.get('places');
  return (await readCertificateRecord(situation.system.files, exposeDir))?.kind === 'self-signed';
}
