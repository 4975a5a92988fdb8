import { misplacedValues } from '../../checks/config-files/dead-lines.ts';
import { ExposeError } from '../../errors.ts';
import { t } from '../../messages/index.ts';
import type { Change } from '../../plan/change.ts';
import { type CheckContext, NOTHING_TO_CHECK } from '../../situation/check.ts';
import { writeServerPem } from '../../state/server-pem.ts';
import { readNamedFile } from '../../system/read-text.ts';
import type { System } from '../../system/system.ts';
import { type Answers, answered, NO_CHANGE, type StepContext, type StepPlan } from '../../wizard/step.ts';
import { DIRECTORY } from './acme/challenge.ts';
import { checkContents } from './checks/contents.ts';
import { checkFiles } from './checks/files.ts';
import { namesHere, notesOnHostName } from './checks/names.ts';
import { checkClientCa, checkOptions } from './checks/options.ts';
import { hasIssued, readTlsNow, type TlsAnswer, type TlsNow } from './current-certificate.ts';
import { readImported } from './imported-certificate.ts';
import { type CertificateRecord, type Challenge, keepCertificateRecord } from './record.ts';
import { plainSettings, protocol, servingSettings } from './settings.ts';

/** Plans the certificate's files and the settings that name them. */
export async function planTls(context: StepContext, answers: Answers): Promise<StepPlan> {
  const now = await readTlsNow(context.situation);
  switch (answered<TlsAnswer>(answers, 'tls') ?? 'none') {
    case 'none':
      return { ...NO_CHANGE, settings: await plainSettings(context.situation) };
    case 'own': {
      const changes = await planImported(context, answers, now);
      if (changes !== 'in-force') return served(context, changes);
      return { ...NO_CHANGE, settings: await protocol(context.situation) };
    }
    case 'self-signed':
      return planWithLocalCa(context, answers, {
        schema: 1,
        kind: 'self-signed',
        names: alsoNamed(answers, now),
      });
    case 'letsencrypt':
      return letsencrypt(context, answers, now);
  }
}

/** Makes Jupyter serve the certificate in `expose/`. */
async function served(
  { situation }: StepContext,
  changes: readonly Change[],
  notes: readonly string[] = [],
): Promise<StepPlan> {
  return { settings: await servingSettings(situation), changes, notes };
}

async function planWithLocalCa(
  context: StepContext,
  answers: Answers,
  record: CertificateRecord,
): Promise<StepPlan> {
  const { situation, system } = context;
  const { exposeDir } = await situation.get('paths');
  const { hostName } = await situation.get('user');
  const names = await namesHere(situation, record.names, answered<string>(answers, 'ip') ?? '');
  const { planLocalCa } = await import('./local-ca.ts');
  const made = await planLocalCa({ exposeDir, system, names, hostName });
  const notes = [
    ...(made.authority === 'replaced' ? [t().tls.trustAgain(made.lost.join(', '))] : []),
    ...(made.added.length > 0 ? [t().tls.newNames(made.added.join(', '))] : []),
    ...notesOnHostName(hostName, record.names, made),
  ];
  // `own`: the plan lists these files without their content, which is only base64.
  const files = made.changes.map((change) =>
    change.kind === 'write-file' ? { ...change, own: true } : change,
  );
  return served(context, [...files, keepCertificateRecord(exposeDir, record)], notes);
}

/** Serves a self-signed certificate until Let's Encrypt issues one, after these changes are applied. */
async function letsencrypt(context: StepContext, answers: Answers, now: TlsNow): Promise<StepPlan> {
  const domain = answered<string>(answers, 'domain') ?? '';
  const email = answered<string>(answers, 'email') ?? '';
  const challenge = answered<Challenge>(answers, 'challenge') ?? 'http-01';
  if (domain.startsWith('*.') && challenge !== 'dns-01')
    throw new ExposeError('answer', t().tls.wildcard(domain));
  const { email: _old, ...before } = now.record?.acme ?? { server: DIRECTORY };
  const record: CertificateRecord = {
    schema: 1,
    kind: 'letsencrypt',
    names: [domain],
    acme: { ...before, challenge, ...(email !== '' && { email }) },
  };
  const { exposeDir } = await context.situation.get('paths');
  if (
    now.record?.acme?.server === record.acme?.server &&
    (await hasIssued(context.system, exposeDir, domain))
  )
    return served(context, [keepCertificateRecord(exposeDir, record)]);
  return planWithLocalCa(context, answers, record);
}

/**
 * Names in addition to the computer's own: the one given now, which replaces the last one, and those added by `cert`.
 */
function alsoNamed(answers: Answers, { record, domain: last }: TlsNow): string[] {
  const given = answered<string>(answers, 'domain') ?? '';
  const kept = record?.kind === 'self-signed' ? record.names.filter((name) => name !== last) : [];
  return [...new Set([...(given === '' ? [] : [given]), ...kept])];
}

/**
 * Copies the supplied certificate to `expose/` after checking it. 'in-force': Jupyter already serves it. Throws
 * ExposeError('answer') with the problem.
 */
export async function planImported(
  { situation, system }: StepContext,
  answers: Answers,
  now: TlsNow,
): Promise<readonly Change[] | 'in-force'> {
  const cert = answered<string>(answers, 'cert') ?? '';
  const key = answered<string>(answers, 'key') ?? cert;
  if (now.certfile === cert && (now.keyfile || now.certfile) === key) {
    await requireUsable({ situation, system });
    return 'in-force';
  }
  const { exposeDir } = await situation.get('paths');
  const record = keepCertificateRecord(exposeDir, { schema: 1, kind: 'own', names: [], own: { cert, key } });
  const isKept = now.kind === 'own' && answers.get('cert')?.source === 'current';
  // The imported copy stays in use even if the user deleted the source files.
  if (isKept && (await system.files.facts(cert).catch(() => undefined)) === undefined) return [record];
  return [writeServerPem(exposeDir, await readFiles(system, cert, key)), record];
}

/** What the doctor looks at to tell whether a handshake can succeed with the files that Jupyter serves already. */
const OF_HANDSHAKES = [misplacedValues.run, checkFiles, checkContents, checkOptions, checkClientCa];

/** The plan mends this one where Jupyter's own default is too old. */
const MENDED = 'tls-old-protocol';

/** Refuses to keep files with which nobody gets in. */
async function requireUsable(context: CheckContext): Promise<void> {
  const isMended = (await protocol(context.situation)).length > 0;
  for (const check of OF_HANDSHAKES) {
    const found = await check(context);
    if (found === NOTHING_TO_CHECK) continue;
    const wrong = found.find(({ status, id }) => status === 'fail' && !(isMended && id === MENDED));
    if (wrong !== undefined) throw new ExposeError('answer', wrong.message, wrong.fix);
  }
}

/** One PEM with the key, the certificate and the chain. */
async function readFiles(system: System, cert: string, key: string): Promise<string> {
  const certBytes = await read(system, cert);
  const keyBytes = key === cert ? undefined : await read(system, key);
  return readImported(certBytes, keyBytes, { cert, key }, system.now());
}

async function read({ files }: System, path: string): Promise<Uint8Array> {
  const m = t().tls;
  const bytes = await readNamedFile(path, files).catch((error: unknown) => {
    if (!(error instanceof ExposeError) || error.code !== 'answer') throw error;
    throw new ExposeError('answer', m.unreadable(path, error.message), m.noFileHint, { cause: error });
  });
  if (bytes === undefined) throw new ExposeError('answer', m.noFile(path), m.noFileHint);
  return bytes;
}
