import { isIP } from 'node:net';
import { namesOfComputer } from '../../certificates/names.ts';
import { ExposeError } from '../../errors.ts';
import { t } from '../../messages/index.ts';
import { isLoopback, isWildcard } from '../../net/listen-address.ts';
import type { Change } from '../../plan/change.ts';
import { writeServerPem } from '../../state/server-pem.ts';
import type { System } from '../../system/system.ts';
import { type Answers, answered, type StepContext, type StepPlan } from '../../wizard/step.ts';
import { DIRECTORY } from './acme/challenge.ts';
import { hasIssued, readTlsNow, type TlsAnswer, type TlsNow } from './current.ts';
import { readOwn } from './own-certificate.ts';
import { type CertificateRecord, type Challenge, keepCertificateRecord } from './record.ts';
import { plainSettings, servingSettings } from './settings.ts';

/** The certificate's files, and the settings that name them. */
export async function planTls(context: StepContext, answers: Answers): Promise<StepPlan> {
  const now = await readTlsNow(context.situation);
  switch (answered<TlsAnswer>(answers, 'tls') ?? 'none') {
    case 'none':
      return { settings: await plainSettings(context.situation), changes: [], notes: [] };
    case 'own': {
      const changes = await planOwn(context, answers, now);
      return changes === 'in-force' ? NOTHING : served(context, changes);
    }
    case 'self-signed':
      return selfSigned(context, answers, {
        schema: 1,
        kind: 'self-signed',
        names: alsoNamed(answers, now),
      });
    case 'letsencrypt':
      return letsencrypt(context, answers, now);
  }
}

const NOTHING: StepPlan = { settings: [], changes: [], notes: [] };

/** Jupyter serves what lies in `expose/`. */
async function served(
  { situation }: StepContext,
  changes: readonly Change[],
  notes: readonly string[] = [],
): Promise<StepPlan> {
  return { settings: await servingSettings(situation), changes, notes };
}

async function selfSigned(
  context: StepContext,
  answers: Answers,
  record: CertificateRecord,
): Promise<StepPlan> {
  const { situation, system } = context;
  const [{ exposeDir }, { hostName }, own] = await Promise.all([
    situation.get('places'),
    situation.get('person'),
    situation.get('addresses'),
  ]);
  // A name with a * is Let's Encrypt's business; until it has issued, the plain name will do.
  const also = record.names.map((name) => name.replace(/^\*\./, ''));
  const names = namesOfComputer(hostName, own, [...also, ...listeningOn(answers)]);
  const { planSelfSigned } = await import('./self-signed.ts');
  const made = await planSelfSigned({ exposeDir, system, names, hostName });
  const notes = made.authority === 'replaced' ? [t().tlsStep.trustAgain(made.lost.join(', '))] : [];
  // Named before the yes, but a block of base64 tells nobody anything.
  const files = made.changes.map((change) =>
    change.kind === 'write-file' ? { ...change, own: true } : change,
  );
  return served(context, [...files, keepCertificateRecord(exposeDir, record)], notes);
}

/** The self-signed one serves until Let's Encrypt has issued: that happens when all of this is done. */
async function letsencrypt(context: StepContext, answers: Answers, now: TlsNow): Promise<StepPlan> {
  const domain = answered<string>(answers, 'domain') ?? '';
  const email = answered<string>(answers, 'email') ?? '';
  const challenge = answered<Challenge>(answers, 'challenge') ?? 'http-01';
  if (domain.startsWith('*.') && challenge !== 'dns-01')
    throw new ExposeError('answer', t().tlsStep.wildcard(domain));
  const { email: _old, ...before } = now.record?.acme ?? { server: DIRECTORY };
  const record: CertificateRecord = {
    schema: 1,
    kind: 'letsencrypt',
    names: [domain],
    acme: { ...before, challenge, ...(email !== '' && { email }) },
  };
  const { exposeDir } = await context.situation.get('places');
  if (
    now.record?.acme?.server === record.acme?.server &&
    (await hasIssued(context.system, exposeDir, domain))
  )
    return served(context, [keepCertificateRecord(exposeDir, record)]);
  return selfSigned(context, answers, record);
}

/** Names beside those of the computer: the one given now instead of the one given last time, and what `cert` added. */
function alsoNamed(answers: Answers, { record, domain: last }: TlsNow): string[] {
  const given = answered<string>(answers, 'domain') ?? '';
  const kept = record?.kind === 'self-signed' ? record.names.filter((name) => name !== last) : [];
  return [...new Set([...(given === '' ? [] : [given]), ...kept])];
}

/** The one address on which it listens; it can be of a kind that is not named by itself. */
function listeningOn(answers: Answers): string[] {
  const [ip = ''] = (answered<string>(answers, 'ip') ?? '').split('%');
  return isIP(ip) === 0 || isLoopback(ip) || isWildcard(ip) ? [] : [ip];
}

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
