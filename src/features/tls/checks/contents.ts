import { keyFits, type PemContents } from '../../../certificates/pem.ts';
import { t } from '../../../messages/index.ts';
import { changeSetting } from '../../../situation/change-setting.ts';
import { type CheckContext, type CheckFindings, NOTHING_TO_CHECK } from '../../../situation/check.ts';
import { type Finding, finding } from '../../../situation/finding.ts';
import { findKeyFor } from './matching-files.ts';
import { readServed, type Served, type TlsFile } from './served-files.ts';

/**
 * Whether a server can use these files for TLS. If not, it starts and reports that it runs, but every connection hangs
 * or is closed: Python reads the files again for each connection.
 */
export async function checkContents(context: CheckContext): Promise<CheckFindings> {
  const served = await readServed(context);
  const { certfile, keyIn } = served ?? {};
  if (served === undefined || certfile === undefined || keyIn === undefined) return NOTHING_TO_CHECK;
  if ([certfile, keyIn].some(({ state }) => state === 'missing' || state === 'not-readable'))
    return NOTHING_TO_CHECK;
  const swapped = await swappedFiles(served, context);
  const found = swapped ?? notCertificates(certfile) ?? (await withoutItsKey(served, keyIn, context));
  return found === undefined ? [] : [found];
}

async function swappedFiles(
  { certfile, keyfile }: Served,
  { situation }: CheckContext,
): Promise<Finding | undefined> {
  if (!certfile || !keyfile) return undefined;
  const isKey = (pem: PemContents | undefined) => pem?.keys.length && pem.certificates.length === 0;
  const isCertificate = (pem: PemContents | undefined) => pem?.certificates.length;
  if (!isKey(certfile.pem) || !isCertificate(keyfile.pem)) return undefined;
  const s = t().tlsChecks;
  const words = { message: s.swapped, why: s.everyHandshake, fix: s.swappedFix };
  const evidence = { file: certfile.path, text: s.holds.key };
  const repair = await changeSetting(situation, {
    certfile: keyfile.configured,
    keyfile: certfile.configured,
  });
  return finding('fail', 'tls-swapped', words, { evidence, ...repair });
}

function notCertificates(file: TlsFile): Finding | undefined {
  const { pem } = file;
  if (pem !== undefined && pem.certificates.length > 0 && !pem.broken) return undefined;
  return notPem(file, 'certificate');
}

function notPem({ trait, path, pem, state }: TlsFile, wanted: 'certificate' | 'key'): Finding {
  const s = t().tlsChecks;
  const is = state === 'directory' ? 'directory' : (pem?.otherwise ?? (pem?.broken ? 'broken' : 'key'));
  const fix = is === 'der' || is === 'pkcs12' ? s.toPem[wanted][is](path) : s.notPemFix(trait);
  const words = { message: s.notPem(trait, path, s.holds[is]), why: s.everyHandshake, fix };
  return finding('fail', 'tls-not-pem', words, { evidence: { file: path, text: s.holds[is] } });
}

async function withoutItsKey(
  served: Served,
  file: TlsFile,
  context: CheckContext,
): Promise<Finding | undefined> {
  const s = t().tlsChecks;
  const { certfile, leaf, clientCa } = served;
  const { path, pem } = file;
  const [key] = pem?.keys ?? [];
  if (certfile === undefined || leaf === undefined) return undefined;
  const common = { status: 'fail' as const, evidence: { file: path }, why: s.everyHandshake };
  if (key === undefined) {
    if (file !== certfile && !pem?.certificates.length) return notPem(file, 'key');
    // The key was set as client_ca, which another check reports.
    if (clientCa?.pem?.keys.length) return undefined;
    const about = {
      ...common,
      evidence: { file: path, text: s.holds.certificates(pem?.certificates.length ?? 0) },
    };
    return {
      id: 'tls-key-missing',
      ...about,
      message: s.keyMissing(path),
      ...(await fixKey(served, context)),
    };
  }
  if (key.state === 'broken') return notPem(file, 'key');
  if (key.state === 'locked')
    return {
      id: 'tls-key-encrypted',
      ...common,
      message: s.keyLocked(path),
      why: s.keyLockedWhy,
      fix: s.keyLockedFix(path),
    };
  if (keyFits(leaf, key)) return undefined;
  if (certfile.pem?.certificates.some((one) => keyFits(one, key)))
    return {
      id: 'tls-order',
      ...common,
      message: s.order(certfile.path),
      evidence: { file: certfile.path, text: s.subject(leaf.commonName) },
      fix: s.orderFix(certfile.path),
    };
  return {
    id: 'tls-pair',
    ...common,
    message: s.pair(path, certfile.path),
    ...(await fixKey(served, context)),
  };
}

/** Finds the certificate's key in the same directory. */
async function fixKey(
  served: Served,
  { situation, system }: CheckContext,
): Promise<Pick<Finding, 'fix' | 'repair'>> {
  const path = await findKeyFor(served, system);
  if (path === undefined) return { fix: t().tlsChecks.keyFix };
  return { fix: t().tlsChecks.keyFoundFix(path), ...(await changeSetting(situation, { keyfile: path })) };
}
