import { ExposeError } from '../../errors.ts';
import { t } from '../../messages/index.ts';
import type { Change } from '../../plan/change.ts';
import type { System } from '../../system/system.ts';
import { type Answers, answered, type StepContext } from '../../wizard/step.ts';
import type { TlsNow } from './current.ts';
import { readOwn } from './own-certificate.ts';
import { keepCertificateRecord } from './record.ts';
import { writeServerPem } from './server-pem.ts';

/**
 * Takes the person's certificate into `expose/`, checked before anything is written. 'in-force': it is what Jupyter
 * serves already. Throws ExposeError('answer') with what is wrong with it.
 */
export async function planOwn(
  { situation, system }: StepContext,
  answers: Answers,
  now: TlsNow,
): Promise<readonly Change[] | 'in-force'> {
  const cert = answered<string>(answers, 'cert') ?? '';
  const key = answered<string>(answers, 'key') ?? cert;
  if (now.certfile === cert && (now.keyfile || now.certfile) === key) return 'in-force';
  const { exposeDir } = await situation.get('places');
  const record = keepCertificateRecord(exposeDir, { schema: 1, kind: 'own', names: [], own: { cert, key } });
  const isKept = now.kind === 'own' && answers.get('cert')?.source === 'current';
  // What was taken over once serves on, although the person has tidied up where it came from.
  if (isKept && (await system.files.facts(cert).catch(() => undefined)) === undefined) return [record];
  return [writeServerPem(exposeDir, await readFiles(system, cert, key)), record];
}

/** The one PEM with key, certificate and chain. */
async function readFiles(system: System, cert: string, key: string): Promise<string> {
  const certBytes = await read(system, cert);
  const keyBytes = key === cert ? undefined : await read(system, key);
  return readOwn(certBytes, keyBytes, { cert, key }, system.now());
}

async function read({ files }: System, path: string): Promise<Uint8Array> {
  const m = t().tlsStep;
  const bytes = await files.read(path).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ExposeError('answer', m.unreadable(path, reason), m.noFileHint, { cause: error });
  });
  if (bytes === undefined) throw new ExposeError('answer', m.noFile(path), m.noFileHint);
  return bytes;
}
