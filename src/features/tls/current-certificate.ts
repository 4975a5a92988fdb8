import { readPemFile } from '../../certificates/pem.ts';
import { textOf } from '../../json.ts';
import { describeTarget } from '../../jupyter/choose-target.ts';
import { currentValue } from '../../situation/effective-setting.ts';
import type { Situation } from '../../situation/situation.ts';
import { statePaths } from '../../state/paths.ts';
import type { System } from '../../system/system.ts';
import { type CertificateKind, type CertificateRecord, readCertificateRecord } from './record.ts';

export type TlsAnswer = CertificateKind | 'none';

/** The current encryption settings of the server. */
export interface TlsNow {
  /** Undefined if no set-up has decided it yet. */
  readonly kind: TlsAnswer | undefined;
  /** As written in the config; '' if not set. */
  readonly certfile: string;
  readonly keyfile: string;
  /** Of the certificate in `expose/`. */
  readonly record: CertificateRecord | undefined;
  /** The public name given in the last set-up, or ''. */
  readonly domain: string;
}

/** Reads the current state, so that a default never replaces a configured certificate. */
export async function readTlsNow(situation: Situation): Promise<TlsNow> {
  const { exposeDir } = await situation.get('paths');
  const [certfile, keyfile, record, last, target] = await Promise.all([
    currentValue(situation, 'certfile'),
    currentValue(situation, 'keyfile'),
    readCertificateRecord(situation.system.files, exposeDir),
    situation.get('lastAnswers'),
    situation.get('target'),
  ]);
  const wasSetUp = last?.target === describeTarget(target);
  const now = {
    certfile: textOf(certfile) ?? '',
    keyfile: textOf(keyfile) ?? '',
    record,
    domain: textOf(last?.answers.domain) ?? '',
  };
  if (now.certfile === '') return { ...now, kind: wasSetUp ? 'none' : undefined };
  const isOurs = now.certfile === statePaths(exposeDir).server;
  return { ...now, kind: isOurs && record !== undefined ? record.kind : 'own' };
}

/** Whether `expose/` contains a certificate for this name that a CA other than the local one signed. */
export async function hasIssued({ files }: System, exposeDir: string, name: string): Promise<boolean> {
  const { server, authority } = statePaths(exposeDir);
  const [leaf, ours] = await Promise.all(
    [server, authority].map(
      async (path) => (await readPemFile(files, path).catch(() => undefined))?.certificates[0],
    ),
  );
  if (leaf === undefined || leaf.signedItself || !leaf.names.includes(name)) return false;
  return ours === undefined || !leaf.x509.checkIssued(ours.x509);
}
