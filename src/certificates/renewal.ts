import { ExposeError } from '../errors.ts';
import { type CertificateFacts, readPem } from '../jupyter/certificate.ts';
import { t } from '../messages/index.ts';
import type { Change } from '../plan/change.ts';
import type { System } from '../system/system.ts';
import { daysLeft } from './due.ts';
import type { CertificateNames } from './names.ts';
import type { CertificateRecord } from './record.ts';
import type { RenewalRecord } from './renewal-record.ts';

/** What a renewer may look at. */
export interface RenewalTools {
  readonly system: System;
  readonly exposeDir: string;
  readonly hostName: string;
  /** What a certificate of this computer has to name now, the names of its record beside its own. */
  names(also: readonly string[]): CertificateNames;
  /** Also what is not due yet. */
  readonly all: boolean;
  /** What the last run came to: a service that asked to wait is not asked before. */
  readonly earlier: RenewalRecord | undefined;
}

/** What a renewer found. Nothing has been asked of anybody, and nothing changed. */
export interface Renewal {
  readonly what: string;
  readonly status: 'due' | 'not-due' | 'failed';
  readonly message: string;
  /** What to do about it, or beside it. */
  readonly hint?: string;
  /** ISO 8601. */
  readonly notBefore?: string;
  /** The outside service that is asked, and that may ask to wait. */
  readonly service?: string;
  /** Of what is due: the changes where they are known already. */
  readonly changes?: readonly Change[];
  /** Of what is due: asks an outside service for them; none where all is as it was. Throws ExposeError. */
  readonly fetch?: (signal: AbortSignal, say: (line: string) => void) => Promise<readonly Change[]>;
  /** The sentence when it is done. */
  readonly done?: (changes: readonly Change[]) => string;
}

/** One kind of thing that runs out. Undefined where there is no such thing here. */
export interface Renewer {
  readonly what: string;
  look(tools: RenewalTools): Promise<Renewal | undefined>;
}

/** What is renewed, and what it has to go by. */
export interface CurrentCertificate {
  readonly record: CertificateRecord;
  /** What server.pem shows now; undefined where there is none that can be read. */
  readonly leaf: CertificateFacts | undefined;
  readonly due: boolean;
}

export const CERTIFICATE = 'certificate';

export function dueWith(changes: readonly Change[], hint?: string): Renewal {
  const message = t().certCommand.renewing.will;
  return {
    what: CERTIFICATE,
    status: 'due',
    message,
    changes,
    done: renewedUntil,
    ...(hint !== undefined && { hint }),
  };
}

/** The sentence when it is done: until when the new one holds. */
export function renewedUntil(changes: readonly Change[]): string {
  const leaves = changes.flatMap((change) =>
    change.kind === 'write-file' && change.path.endsWith('server.pem')
      ? readPem(change.bytes).certificates.slice(0, 1)
      : [],
  );
  return t().certCommand.renewing.renewed(day(leaves[0]?.to));
}

export function notDue(leaf: CertificateFacts | undefined, now: Date, hint?: string): Renewal {
  if (leaf === undefined) throw new ExposeError('internal', 'A certificate that is not there is not due.');
  const s = t().certCommand.renewing;
  const message = s.notDue(day(leaf.to), daysLeft(leaf.to, now));
  return { what: CERTIFICATE, status: 'not-due', message, hint: hint ?? s.notDueHint };
}

export function failed(message: string, what = CERTIFICATE): Renewal {
  return { what, status: 'failed', message };
}

export function day(date: Date | undefined): string {
  return date?.toISOString().slice(0, 10) ?? '?';
}
