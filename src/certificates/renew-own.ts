import { resolve } from 'node:path';
import { readPem } from '../jupyter/certificate.ts';
import { t } from '../messages/index.ts';
import { readOwn } from './own.ts';
import {
  type CurrentCertificate,
  day,
  dueWith,
  failed,
  notDue,
  type Renewal,
  type RenewalTools,
} from './renewal.ts';
import { writeServerPem } from './server-pem.ts';

/** Read again from where it came from: whoever renews it puts the new files there. */
export async function renewOwn(
  { record, leaf, due }: CurrentCertificate,
  tools: RenewalTools,
): Promise<Renewal> {
  const { system, exposeDir } = tools;
  const s = t().certCommand.renewing;
  const paths = record.own ?? { cert: '', key: '' };
  const [cert, key] = await Promise.all([paths.cert, paths.key].map((path) => read(path, tools)));
  const until = day(leaf?.to);
  if (cert === undefined || key === undefined) {
    const gone = cert === undefined ? paths.cert : paths.key;
    return due ? failed(s.ownGone(gone, until)) : notDue(leaf, system.now(), s.ownWaits(paths.cert));
  }
  const pem = readOwn(cert, paths.key === paths.cert ? undefined : key, paths, system.now());
  const [found] = readPem(new TextEncoder().encode(pem)).certificates;
  if (leaf !== undefined && found?.x509.raw.equals(leaf.x509.raw))
    return due ? failed(s.ownSame(paths.cert, until)) : notDue(leaf, system.now(), s.ownWaits(paths.cert));
  if (leaf !== undefined && found !== undefined && found.to < leaf.to)
    return due ? failed(s.ownOlder(paths.cert)) : notDue(leaf, system.now(), s.ownOlder(paths.cert));
  return dueWith([writeServerPem(exposeDir, pem)]);
}

function read(path: string, { system }: RenewalTools): Promise<Uint8Array | undefined> {
  return path === '' ? Promise.resolve(undefined) : system.files.read(resolve(path));
}
