import { readPem } from '../../certificates/pem.ts';
import { describeTarget } from '../../jupyter/choose-target.ts';
import { currentValue } from '../../situation/setting.ts';
import type { Situation } from '../../situation/situation.ts';
import { statePaths } from '../../state/paths.ts';
import type { System } from '../../system/system.ts';
import { type CertificateKind, type CertificateRecord, readCertificateRecord } from './record.ts';

export type TlsAnswer = CertificateKind | 'none';

/** How the server's connection is encrypted as things are set now. */
export interface TlsNow {
  /** Undefined where no set-up has decided it yet. */
  readonly kind: TlsAnswer | undefined;
  /** As the config says it; '' where none is set. */
  readonly certfile: string;
  readonly keyfile: string;
  /** Of what lies in `expose/`. */
  readonly record: CertificateRecord | undefined;
  /** The public name that the last set-up was given; ''. */
  readonly domain: string;
}

/** Reads what runs now: a certificate that somebody set is never replaced by a default. */
export async function readTlsNow(situation: Situation): Promise<TlsNow> {
  const { exposeDir } = await situation.get('places');
  const [certfile, keyfile, record, last, target] = await Promise.all([
    currentValue(situation, 'certfile'),
    currentValue(situation, 'keyfile'),
    readCertificateRecord(situation.system.files, exposeDir),
    situation.get('lastAnswers'),
    situation.get('target'),
  ]);
  const wasSetUp = last?.target === describeTarget(target);
  const now = {
    certfile: text(certfile),
    keyfile: text(keyfile),
    record,
    domain: text(last?.answers.domain),
  };
  if (now.certfile === '') return { ...now, kind: wasSetUp ? 'none' : undefined };
  const isOurs = now.certfile === statePaths(exposeDir).server;
  return { ...now, kind: isOurs && record !== undefined ? record.kind : 'own' };
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Is the certificate in `expose/` one for this name that somebody else than our own authority has signed? */
export async function hasIssued({ files }: System, exposeDir: string, name: string): Promise<boolean> {
  const { server, authority } = statePaths(exposeDir);
  const [leaf, ours] = await Promise.all([server, authority].map(readFirst));
  if (leaf === undefined || leaf.signedItself || !leaf.names.includes(name)) return false;
  return ours === undefined || !leaf.x509.checkIssued(ours.x509);

  async function readFirst(path: string) {
    const bytes = await files.read(path).catch(() => undefined);
    return bytes === undefined ? undefined : readPem(bytes).certificates[0];
  }
}
