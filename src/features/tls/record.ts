import { isIP } from 'node:net';
import { array, type Infer, object, oneOf, optional, port, text, where } from '../../schema.ts';
import type { Situation } from '../../situation/situation.ts';
import { statePaths } from '../../state/paths.ts';
import { stateRecord } from '../../state/record.ts';
import { requireRecord } from '../../system/read-record.ts';
import type { Files } from '../../system/system.ts';
import type { OutsideName } from '../../wizard/init-run.ts';

/** The ways to prove that a name is ours. */
export const CHALLENGES = ['http-01', 'tls-alpn-01', 'dns-01'] as const;

const ACME = object({
  /** The directory URL. */
  server: where(text, 'an https URL', (url) => URL.canParse(url) && new URL(url).protocol === 'https:'),
  /** PEM file of the CA of a directory that the system does not trust. */
  serverCa: optional(text),
  email: optional(text),
  challenge: oneOf(...CHALLENGES),
  /** The port of our responder, for http-01 and tls-alpn-01. */
  port: optional(port),
  /** The address of our responder; all addresses if undefined. */
  address: optional(where(text, 'an address', (address) => isIP(address) !== 0)),
  /** 'duckdns', 'desec', 'cloudflare': for dns-01. The token is in tokens.json. */
  dns: optional(text),
});

/** The user or another program may have edited the file, so everything a renewal uses is validated. */
const CERTIFICATE_RECORD = where(
  object({
    schema: oneOf(1),
    kind: oneOf('self-signed', 'own', 'letsencrypt'),
    /** Requested names in addition to the computer's own: the DDNS name, the public IP address. */
    names: array(text),
    /** For `own`: the source files; renewed files are read from there again. */
    own: optional(object({ cert: text, key: text })),
    acme: optional(ACME),
  }),
  'a name',
  ({ kind, names }) => kind !== 'letsencrypt' || names.length > 0,
);

/** How `server.pem` was created and is renewed: expose/certificate.json, without secrets. */
export type CertificateRecord = Infer<typeof CERTIFICATE_RECORD>;
export type AcmeRecord = Infer<typeof ACME>;
export type CertificateKind = CertificateRecord['kind'];
export type Challenge = AcmeRecord['challenge'];

/** The checks report a record that cannot be read (isRecordUnreadable). */
export const { find: readCertificateRecord, keep: keepCertificateRecord } = stateRecord(
  'certificate',
  CERTIFICATE_RECORD,
);

/** Whether there is a record that cannot be read. */
export function isRecordUnreadable(files: Files, exposeDir: string): Promise<boolean> {
  return requireRecord(files, statePaths(exposeDir).certificate, CERTIFICATE_RECORD).then(
    () => false,
    () => true,
  );
}

/** The name in the certificate under which this computer is reachable from the internet. */
export async function certifiedName(situation: Situation): Promise<OutsideName> {
  const { exposeDir } = await situation.get('paths');
  const record = await readCertificateRecord(situation.system.files, exposeDir);
  const name = record?.names.find((one) => isIP(one) === 0 && !one.startsWith('*'));
  return name === undefined ? {} : { name };
}

/** Whether the local CA signed the certificate that Jupyter serves. */
export async function isSignedHere(situation: Situation): Promise<boolean> {
  const { exposeDir } = await situation.get('paths');
  return (await readCertificateRecord(situation.system.files, exposeDir))?.kind === 'self-signed';
}
