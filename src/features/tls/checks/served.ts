import { isAbsolute, resolve } from 'node:path';
import { type CertificateFacts, type PemContents, readPem } from '../../../certificates/pem.ts';
import type { SourceOfTrait } from '../../../jupyter/settings/sources.ts';
import type { CheckContext } from '../../../situation/check.ts';
import { inForce } from '../../../situation/setting.ts';
import type { Situation } from '../../../situation/situation.ts';
import { statePaths } from '../../../state/paths.ts';
import type { FileFacts, System } from '../../../system/system.ts';
import { type CertificateRecord, readCertificateRecord } from '../record.ts';
import { sslOptions } from '../settings.ts';

type TlsTrait = 'certfile' | 'keyfile' | 'client_ca';

/** One file that the config names. */
export interface TlsFile {
  readonly trait: TlsTrait;
  /** As the config says it. */
  readonly given: string;
  /** Where that is, seen from the directory in which this program runs. */
  readonly path: string;
  readonly isRelative: boolean;
  readonly state: 'there' | 'missing' | 'not-readable' | 'directory';
  readonly facts: FileFacts | undefined;
  readonly pem: PemContents | undefined;
  /** The line that names it, where one does. */
  readonly source: SourceOfTrait | undefined;
}

/** What a Jupyter would do TLS with. */
export interface Served {
  readonly certfile: TlsFile | undefined;
  readonly keyfile: TlsFile | undefined;
  readonly clientCa: TlsFile | undefined;
  /** The file with the private key: without a keyfile it is the certfile. */
  readonly keyIn: TlsFile | undefined;
  /** What it shows as its own: the first certificate of certfile. */
  readonly leaf: CertificateFacts | undefined;
  /** `ssl_options` as the config says it. */
  readonly options: Readonly<Record<string, unknown>>;
}

const LARGEST = 1_000_000;

/** Reads what the TLS settings in force name, once. Undefined where there are none: plain http is spoken. */
export function readServed({ situation, system }: CheckContext): Promise<Served | undefined> {
  return situation.once('served certificate', () => read(situation, system));
}

async function read(situation: Situation, system: System): Promise<Served | undefined> {
  const options = await sslOptions(situation);
  const fileOf = (trait: TlsTrait, option: string) => readOne(situation, system, trait, options[option]);
  const [certfile, keyfile, clientCa] = await Promise.all([
    fileOf('certfile', 'certfile'),
    fileOf('keyfile', 'keyfile'),
    fileOf('client_ca', 'ca_certs'),
  ]);
  if (!certfile && !keyfile && !clientCa && Object.keys(options).length === 0) return undefined;
  const leaf = certfile?.pem?.certificates[0];
  return { certfile, keyfile, clientCa, keyIn: keyfile ?? certfile, leaf, options };
}

/** As Jupyter does it: a trait that is set beats the same thing in ssl_options. */
async function readOne(
  situation: Situation,
  system: System,
  trait: TlsTrait,
  option: unknown,
): Promise<TlsFile | undefined> {
  const { value, source } = await inForce(situation, trait);
  const given = [value, option].find((one) => typeof one === 'string' && one !== '');
  if (typeof given !== 'string') return undefined;
  const path = resolve(system.cwd, given);
  const known = { trait, given, path, isRelative: !isAbsolute(given), source };
  return { ...known, ...(await lookAt(path, system)) };
}

async function lookAt(path: string, { files }: System): Promise<Pick<TlsFile, 'state' | 'facts' | 'pem'>> {
  const nothing = { facts: undefined, pem: undefined };
  let facts: FileFacts | undefined;
  try {
    facts = await files.facts(path);
    if (facts === undefined) return { ...nothing, state: 'missing' };
    if (facts.kind !== 'file' || facts.size > LARGEST) return { state: 'directory', facts, pem: undefined };
    const bytes = await files.read(path);
    return bytes === undefined
      ? { ...nothing, state: 'missing' }
      : { state: 'there', facts, pem: readPem(bytes) };
  } catch {
    return { state: 'not-readable', facts, pem: undefined };
  }
}

/** The certificate that jupyter-expose put in place and that Jupyter shows. */
export interface Managed {
  readonly exposeDir: string;
  readonly record: CertificateRecord;
  /** Where it lies: server.pem. */
  readonly file: string;
  readonly pem: PemContents;
  readonly leaf: CertificateFacts;
  /** Our own authority's certificate; undefined where it is gone or cannot be read as one. */
  readonly authority: CertificateFacts | undefined;
  /** Our own authority has signed it, also where that only stands in for one of Let's Encrypt. */
  readonly signedHere: boolean;
}

/** Undefined where the config names another file, or nobody knows how that one came to be. */
export async function readManaged(context: CheckContext): Promise<Managed | undefined> {
  const { situation, system } = context;
  const { exposeDir } = await situation.get('places');
  const served = await readServed(context);
  const places = statePaths(exposeDir);
  const { leaf, certfile } = served ?? {};
  if (leaf === undefined || certfile?.pem === undefined || certfile.path !== places.server) return undefined;
  const record = await readCertificateRecord(system.files, exposeDir);
  if (record === undefined) return undefined;
  const bytes = await system.files.read(places.authority);
  const [first] = readPem(bytes ?? new Uint8Array()).certificates;
  const authority = first?.isAuthority ? first : undefined;
  const signedHere = authority !== undefined && isSignedBy(leaf, authority);
  return { exposeDir, record, file: places.server, pem: certfile.pem, leaf, authority, signedHere };
}

export function isSignedBy({ x509 }: CertificateFacts, issuer: CertificateFacts): boolean {
  return x509.checkIssued(issuer.x509) && x509.verify(issuer.x509.publicKey);
}
