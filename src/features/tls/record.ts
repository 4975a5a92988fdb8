import { isIP } from 'node:net';
import type { WriteFile } from '../../plan/change.ts';
import { array, type Infer, object, oneOf, optional, port, text, where } from '../../schema.ts';
import type { Situation } from '../../situation/situation.ts';
import { statePaths } from '../../state/paths.ts';
import { keepRecord, readRecord, requireRecord } from '../../state/record.ts';
import type { Files } from '../../system/system.ts';
import type { OutsideName } from '../../wizard/init-run.ts';

const ACME = object({
  /** The directory URL. */
  server: where(text, 'an https URL', (url) => URL.canParse(url) && new URL(url).protocol === 'https:'),
  /** PEM file of the authority of a directory that the system does not trust. */
  serverCa: optional(text),
  email: optional(text),
  challenge: oneOf('http-01', 'tls-alpn-01', 'dns-01'),
  /** Where our own responder listens, for http-01 and tls-alpn-01. */
  port: optional(port),
  /** The one address on which it listens; every one of this computer unless it is named. */
  address: optional(where(text, 'an address', (address) => isIP(address) !== 0)),
  /** 'duckdns', 'desec', 'cloudflare': for dns-01. The token lies in tokens.json. */
  dns: optional(text),
});

/** A person, or another program, may have written it: everything that a renewal goes by is looked at. */
const CERTIFICATE_RECORD = where(
  object({
    schema: oneOf(1),
    kind: oneOf('self-signed', 'own', 'letsencrypt'),
    /** Names that were asked for beside those of this computer: the DDNS name, the public address. */
    names: array(text),
    /** Of `own`: where the files came from; renewed files are read from there again. */
    own: optional(object({ cert: text, key: text })),
    acme: optional(ACME),
  }),
  'a name',
  ({ kind, names }) => kind !== 'letsencrypt' || names.length > 0,
);

/** How the certificate in `server.pem` came to be, and how it is made anew: expose/certificate.json, without secrets. */
export type CertificateRecord = Infer<typeof CERTIFICATE_RECORD>;
export type AcmeRecord = Infer<typeof ACME>;
export type CertificateKind = CertificateRecord['kind'];
export type Challenge = AcmeRecord['challenge'];

/** Undefined where there is none, or none that can be read as such. */
export function readCertificateRecord(
  files: Files,
  exposeDir: string,
): Promise<CertificateRecord | undefined> {
  return readRecord(files, statePaths(exposeDir).certificate, CERTIFICATE_RECORD);
}

/** Something lies there, and nobody can tell from it how the certificate came to be. */
export function isRecordUnreadable(files: Files, exposeDir: string): Promise<boolean> {
  return requireRecord(files, statePaths(exposeDir).certificate, CERTIFICATE_RECORD).then(
    () => false,
    () => true,
  );
}

/** Keeping the record is a change of the plan like every other. */
export function keepCertificateRecord(exposeDir: string, record: CertificateRecord): WriteFile {
  return keepRecord(statePaths(exposeDir).certificate, record);
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
