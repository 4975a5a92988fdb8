import { resolve } from 'node:path';
import { outsideConstraints } from '../../certificates/authority.ts';
import { withoutNames } from '../../certificates/names.ts';
import { type CertificateFacts, readPem, readPemFile } from '../../certificates/pem.ts';
import { daysLeft, isDue } from '../../certificates/validity.ts';
import { type RenewFlags, runRenewal } from '../../command/run-renewal.ts';
import { ExposeError, exitCodeOf } from '../../errors.ts';
import { t } from '../../messages/index.ts';
import type { CommandContext } from '../../output/output.ts';
import type { Change } from '../../plan/change.ts';
import type { RenewalRecord } from '../../renewal/record.ts';
import { failed, type Renewal, type RenewalTools, type Renewer } from '../../renewal/renewer.ts';
import { statePaths } from '../../state/paths.ts';
import { writeServerPem } from '../../state/server-pem.ts';
import { readToken } from '../../state/tokens.ts';
import { day } from '../../system/format.ts';
import { LONGEST_WAIT_MS } from './acme/problem.ts';
import { namesHere } from './checks/names.ts';
import { readImported } from './imported-certificate.ts';
import { AuthorityClockError, planLocalCa } from './local-ca.ts';
import {
  type CertificateKind,
  type CertificateRecord,
  isRecordUnreadable,
  readCertificateRecord,
} from './record.ts';

const CERTIFICATE = 'certificate';

/** The certificate to renew. */
interface CurrentCertificate {
  readonly record: CertificateRecord;
  /** The certificate in server.pem; undefined if none is readable. */
  readonly leaf: CertificateFacts | undefined;
  readonly due: boolean;
}

/** `cert renew`: renews only the certificate. */
export function certRenew(context: CommandContext, flags: RenewFlags): Promise<number> {
  return runRenewal(context, flags, { command: 'cert renew', renewers: [certificateRenewer] });
}

type Renew = (current: CurrentCertificate, tools: RenewalTools) => Promise<Renewal>;

const BY_KIND: Readonly<Record<CertificateKind, Renew>> = {
  'self-signed': renewLocalCa,
  own: renewImported,
  letsencrypt: renewIssued,
};

/** Renews the certificate that jupyter-expose installed. One without a record is not ours to renew. */
export const certificateRenewer: Renewer = {
  what: CERTIFICATE,
  async check(tools) {
    const { system, exposeDir } = tools;
    const record = await readCertificateRecord(system.files, exposeDir);
    if (record === undefined) {
      if (!(await isRecordUnreadable(system.files, exposeDir))) return undefined;
      const { recordUnreadable, recordUnreadableFix } = t().cert;
      return {
        ...failed(CERTIFICATE, recordUnreadable(statePaths(exposeDir).certificate)),
        hint: recordUnreadableFix,
      };
    }
    const [leaf] = (await readPemFile(system.files, statePaths(exposeDir).server)).certificates;
    const due = leaf === undefined || isDue(leaf.from, leaf.to, system.now());
    return BY_KIND[record.kind]({ record, leaf, due }, tools);
  },
};

/** A new leaf, also for new addresses. Omits names outside the CA's constraints, which would need a new CA. */
async function renewLocalCa({ record, leaf }: CurrentCertificate, tools: RenewalTools): Promise<Renewal> {
  const { system, situation, exposeDir, all } = tools;
  const { hostName } = await situation.get('user');
  const wanted = await namesHere(situation, record.names);
  const [authority] = (await readPemFile(system.files, statePaths(exposeDir).authority)).certificates;
  const outside = authority === undefined ? [] : outsideConstraints(authority.pem, wanted);
  const names = withoutNames(wanted, outside);
  const made = await planLocalCa({ exposeDir, system, names, hostName, renew: all }).catch(
    onWrongClock(tools),
  );
  if ('status' in made) return made;
  const hint = outside.length > 0 ? t().cert.renewing.leftOut(outside.join(', ')) : undefined;
  if (made.changes.length === 0) return notDue(leaf, system.now(), hint);
  return dueWith(made.changes, made.authority === 'kept' ? hint : newAuthority(exposeDir));
}

/** Nobody watches the schedule, which waits until the clock is right. */
function onWrongClock({ scheduled }: RenewalTools) {
  return (error: unknown): Renewal => {
    if (!(error instanceof AuthorityClockError)) throw error;
    const { message, hint = '' } = error;
    return scheduled
      ? { what: CERTIFICATE, status: 'not-due', message, hint }
      : { ...failed(CERTIFICATE, message), hint, exitCode: exitCodeOf(error) };
  };
}

function newAuthority(exposeDir: string): string {
  return t().cert.authorityNew(statePaths(exposeDir).authority);
}

/** Reads the source files again: whatever renews the certificate replaces them. */
async function renewImported(
  { record, leaf, due }: CurrentCertificate,
  tools: RenewalTools,
): Promise<Renewal> {
  const { system, exposeDir } = tools;
  const s = t().cert.renewing;
  const paths = record.own ?? { cert: '', key: '' };
  const [cert, key] = await Promise.all([paths.cert, paths.key].map((path) => readSource(path, tools)));
  const until = day(leaf?.to);
  const unless = (failure: string, hint: string) =>
    due ? failed(CERTIFICATE, failure) : notDue(leaf, system.now(), hint);
  if (cert === undefined || key === undefined)
    return unless(
      s.importedGone(cert === undefined ? paths.cert : paths.key, until),
      s.importedWaits(paths.cert),
    );
  const pem = readImported(cert, paths.key === paths.cert ? undefined : key, paths, system.now());
  const [found] = readPem(new TextEncoder().encode(pem)).certificates;
  if (leaf !== undefined && found?.x509.raw.equals(leaf.x509.raw))
    return unless(s.importedSame(paths.cert, until), s.importedWaits(paths.cert));
  if (leaf !== undefined && found !== undefined && found.to < leaf.to)
    return unless(s.importedOlder(paths.cert), s.importedOlder(paths.cert));
  return dueWith([writeServerPem(exposeDir, pem)]);
}

function readSource(path: string, { system }: RenewalTools): Promise<Uint8Array | undefined> {
  return path === '' ? Promise.resolve(undefined) : system.files.read(resolve(path));
}

/** Asks the issuing service, unless it told us to wait. A temporary certificate is always due. */
async function renewIssued(current: CurrentCertificate, tools: RenewalTools): Promise<Renewal> {
  const { leaf, due } = current;
  const { system, situation, exposeDir, earlier, all } = tools;
  const s = t().cert.renewing;
  const now = system.now();
  if (!due && !all && leaf !== undefined && !(await isApplied(current, tools))) return notDue(leaf, now);
  const { acme } = current.record;
  if (acme === undefined) return failed(CERTIFICATE, s.noAcme);
  const { server: service } = acme;
  const until = waitOf(earlier, service, now);
  if (until !== undefined)
    return {
      ...failed(CERTIFICATE, s.waits(until.toISOString().slice(0, 16).replace('T', ' '))),
      notBefore: until.toISOString(),
      service,
    };
  return {
    what: CERTIFICATE,
    service,
    status: 'due',
    message: s.willAsk(new URL(acme.server).host),
    async fetch(signal, print) {
      const { record } = current;
      const token = acme.dns === undefined ? undefined : await readToken(system.files, exposeDir, acme.dns);
      const { fetchIssued } = await import('./acme/fetch.ts');
      return fetchIssued(exposeDir, { record, token, system, network: situation.network, signal, print });
    },
    done: renewedUntil,
  };
}

/** The end of the wait that this service requested. A wait longer than we ever store means that the clock was wrong. */
function waitOf(earlier: RenewalRecord | undefined, asked: string, now: Date): Date | undefined {
  const ours = earlier?.results.find(
    ({ what, notBefore }) => what === CERTIFICATE && notBefore !== undefined,
  );
  if (ours?.notBefore === undefined || (ours.service ?? asked) !== asked) return undefined;
  const left = Date.parse(ours.notBefore) - now.getTime();
  return left > 0 && left <= LONGEST_WAIT_MS ? new Date(ours.notBefore) : undefined;
}

/** Whether it is the temporary certificate, signed by the local CA until the service issues one. */
async function isApplied(
  { leaf }: CurrentCertificate,
  { system, exposeDir }: RenewalTools,
): Promise<boolean> {
  const [authority] = (await readPemFile(system.files, statePaths(exposeDir).authority)).certificates;
  return (authority && leaf?.x509.checkIssued(authority.x509)) ?? false;
}

function dueWith(changes: readonly Change[], hint?: string): Renewal {
  const message = t().cert.renewing.will;
  return {
    what: CERTIFICATE,
    status: 'due',
    message,
    changes,
    done: renewedUntil,
    ...(hint !== undefined && { hint }),
  };
}

/** The message when done, with the new expiry date. */
function renewedUntil(changes: readonly Change[]): string {
  const leaves = changes.flatMap((change) =>
    change.kind === 'write-file' && change.path.endsWith('server.pem')
      ? readPem(change.bytes).certificates.slice(0, 1)
      : [],
  );
  return t().cert.renewing.renewed(day(leaves[0]?.to));
}

function notDue(leaf: CertificateFacts | undefined, now: Date, hint?: string): Renewal {
  if (leaf === undefined) throw new ExposeError('internal', 'A certificate that is not there is not due.');
  const s = t().cert.renewing;
  const message = s.notDue(day(leaf.to), daysLeft(leaf.to, now));
  return { what: CERTIFICATE, status: 'not-due', message, hint: hint ?? s.notDueHint };
}
