import { isAbsolute, resolve } from 'node:path';
import {
  type CertificateFacts,
  isSignedBy,
  type PemContents,
  readPem,
  readPemFile,
} from '../../../certificates/pem.ts';
import type { SourceOfTrait } from '../../../jupyter/settings/sources.ts';
import type { CheckContext } from '../../../situation/check.ts';
import { effectiveSetting, isSet } from '../../../situation/effective-setting.ts';
import type { Situation } from '../../../situation/situation.ts';
import { statePaths } from '../../../state/paths.ts';
import type { FileFacts, System } from '../../../system/system.ts';
import { type CertificateRecord, readCertificateRecord } from '../record.ts';
import { sslOptions } from '../settings.ts';

type TlsTrait = 'certfile' | 'keyfile' | 'client_ca';

/** A file named in the config. */
export interface TlsFile {
  readonly trait: TlsTrait;
  /** As written in the config. */
  readonly configured: string;
  /** Resolved against the current directory of this program. */
  readonly path: string;
  readonly isRelative: boolean;
  readonly state: 'there' | 'missing' | 'not-readable' | 'directory';
  readonly facts: FileFacts | undefined;
  readonly pem: PemContents | undefined;
  /** The line that sets it, if any. */
  readonly source: SourceOfTrait | undefined;
}

/** The files and options that Jupyter uses for TLS. */
export interface Served {
  readonly certfile: TlsFile | undefined;
  readonly keyfile: TlsFile | undefined;
  readonly clientCa: TlsFile | undefined;
  /** The file with the private key; without a keyfile it is the certfile. */
  readonly keyIn: TlsFile | undefined;
  /** The certificate that the server presents: the first one in certfile. */
  readonly leaf: CertificateFacts | undefined;
  /** `ssl_options` as written in the config. */
  readonly options: Readonly<Record<string, unknown>>;
}

const LARGEST = 1_000_000;

/**
 * Reads, once, the files named in the effective TLS settings. Undefined without such settings: the server uses HTTP.
 */
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

/** As in Jupyter, a trait takes priority over the same entry in ssl_options. */
async function readOne(
  situation: Situation,
  system: System,
  trait: TlsTrait,
  option: unknown,
): Promise<TlsFile | undefined> {
  const { value, source } = await effectiveSetting(situation, trait);
  const configured = [value, option].find(isSet);
  if (configured === undefined) return undefined;
  const path = resolve(system.cwd, configured);
  const known = { trait, configured, path, isRelative: !isAbsolute(configured), source };
  return { ...known, ...(await readServedFile(path, system)) };
}

/** Reads a file that may hold certificates and keys; a failure is a state. */
export async function readServedFile(
  path: string,
  { files }: System,
): Promise<Pick<TlsFile, 'state' | 'facts' | 'pem'>> {
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

/** The certificate that jupyter-expose installed and that Jupyter serves. */
export interface Managed {
  readonly exposeDir: string;
  readonly record: CertificateRecord;
  /** The path of server.pem. */
  readonly file: string;
  readonly pem: PemContents;
  readonly leaf: CertificateFacts;
  /** The local CA's certificate; undefined if it is missing or unreadable. */
  readonly authority: CertificateFacts | undefined;
  /** Signed by the local CA; also true for a temporary certificate until Let's Encrypt issues one. */
  readonly signedHere: boolean;
}

/** Undefined if the config names another file, or if the certificate has no record. */
export async function readManaged(context: CheckContext): Promise<Managed | undefined> {
  const { situation, system } = context;
  const { exposeDir } = await situation.get('paths');
  const served = await readServed(context);
  const paths = statePaths(exposeDir);
  const { leaf, certfile } = served ?? {};
  if (leaf === undefined || certfile?.pem === undefined || certfile.path !== paths.server) return undefined;
  const record = await readCertificateRecord(system.files, exposeDir);
  if (record === undefined) return undefined;
  const [first] = (await readPemFile(system.files, paths.authority)).certificates;
  const authority = first?.isAuthority ? first : undefined;
  const signedHere = authority !== undefined && isSignedBy(leaf, authority);
  return { exposeDir, record, file: paths.server, pem: certfile.pem, leaf, authority, signedHere };
}
