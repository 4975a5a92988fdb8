import { resolve } from 'node:path';
import { readPem } from '../../certificates/pem.ts';
import { ExposeError } from '../../errors.ts';
import { t } from '../../messages/index.ts';
import type { CommandContext } from '../../output/output.ts';
import { writeServerPem } from '../../state/server-pem.ts';
import { applyCertificate, type CertificateFlags } from './apply-certificate.ts';
import { readImported } from './imported-certificate.ts';
import { type CertificateRecord, keepCertificateRecord } from './record.ts';

interface ImportFlags extends CertificateFlags {
  readonly cert?: string;
  readonly key?: string;
}

/** `cert import`: installs a supplied certificate, after checking it completely. */
export async function certImport(context: CommandContext, flags: ImportFlags): Promise<number> {
  const { system } = context;
  if (flags.cert === undefined) throw new ExposeError('answer', t().cert.needsCert);
  const cert = resolve(system.cwd, flags.cert);
  const key = flags.key === undefined ? cert : resolve(system.cwd, flags.key);
  const certBytes = await readSupplied(context, cert);
  const keyBytes = key === cert ? undefined : await readSupplied(context, key);
  const pem = readImported(certBytes, keyBytes, { cert, key }, system.now());
  return applyCertificate(context, flags, 'cert import', async (_situation, exposeDir) => {
    const record: CertificateRecord = { schema: 1, kind: 'own', names: [], own: { cert, key } };
    const changes = [writeServerPem(exposeDir, pem), keepCertificateRecord(exposeDir, record)];
    const [leaf] = readPem(new TextEncoder().encode(pem)).certificates;
    const notes = leaf?.isAuthority ? [t().cert.imported.signsToo(cert)] : [];
    return { kind: 'own', changes, notes };
  });
}

/** Reads a file named by the user. Throws ExposeError('answer') if it is missing or a directory. */
async function readSupplied({ system }: CommandContext, path: string): Promise<Uint8Array> {
  if ((await system.files.facts(path))?.kind === 'directory')
    throw new ExposeError('answer', t().system.isDirectory(path), t().cert.directoryHint);
  const bytes = await system.files.read(path);
  if (bytes === undefined) throw new ExposeError('answer', t().cert.noFile(path), t().cert.noFileHint);
  return bytes;
}
