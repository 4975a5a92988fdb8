import { ExposeError } from '../errors.ts';
import type { Change } from '../plan/change.ts';
import type { Situation } from '../situation/situation.ts';
import type { System } from '../system/system.ts';
import type { RenewalRecord } from './record.ts';

/** The input of a renewer. */
export interface RenewalTools {
  readonly system: System;
  readonly situation: Situation;
  readonly exposeDir: string;
  /** Also renew what is not due yet. */
  readonly all: boolean;
  /** Run by the schedule: nobody reads what is printed. */
  readonly scheduled: boolean;
  /** The results of the last run: a service that asked to wait is not asked earlier. */
  readonly earlier: RenewalRecord | undefined;
}

/** What a renewer found, before any request to a service and any change. */
export interface Renewal {
  readonly what: string;
  readonly status: 'due' | 'not-due' | 'failed';
  readonly message: string;
  /** What to do about it or in addition. */
  readonly hint?: string;
  /** For a failed renewal: the exit code, if not 1. */
  readonly exitCode?: number;
  /** ISO 8601. */
  readonly notBefore?: string;
  /** The external service that is asked, and that may ask to wait. */
  readonly service?: string;
  /** For a due renewal: the changes, if they are known already. */
  readonly changes?: readonly Change[];
  /**
   * For a due renewal: requests the changes from an external service; empty if nothing has to change. Throws
   * ExposeError.
   */
  readonly fetch?: (signal: AbortSignal, print: (line: string) => void) => Promise<readonly Change[]>;
  /** The message after success. */
  readonly done?: (changes: readonly Change[]) => string;
}

/** One kind of thing that expires. `look` returns undefined if it does not exist here. */
export interface Renewer {
  readonly what: string;
  check(tools: RenewalTools): Promise<Renewal | undefined>;
}

/** A renewal that is due but not possible, and why. */
export function failed(what: string, message: string): Renewal {
  return { what, status: 'failed', message };
}

/** Runs each renewer; an error in one does not stop the others. */
export async function checkRenewals(renewers: readonly Renewer[], tools: RenewalTools): Promise<Renewal[]> {
  const found: Renewal[] = [];
  for (const { what, check } of renewers) {
    const renewal = await check(tools).catch((error: unknown) => failedRenewal(what, error));
    if (renewal !== undefined) found.push(renewal);
  }
  return found;
}

/**
 * Requests the changes that only an external service can provide. An error from the service becomes `failed`; if the
 * service reports no change, the result is `not-due`.
 */
export async function fetchRenewal(
  renewal: Renewal,
  signal: AbortSignal,
  print: (line: string) => void,
): Promise<Renewal> {
  const { fetch, ...rest } = renewal;
  if (fetch === undefined) return renewal;
  try {
    const changes = await fetch(signal, print);
    if (changes.length > 0) return { ...rest, changes };
    const message = renewal.done?.(changes) ?? renewal.message;
    return { what: renewal.what, status: 'not-due', message };
  } catch (error) {
    signal.throwIfAborted();
    const { what, service } = renewal;
    return { ...failedRenewal(what, error), ...(service !== undefined && { service }) };
  }
}

/** Rethrows anything but an error with a plain message: other errors are bugs of ours, and Ctrl-C is not a failure. */
export function failedRenewal(what: string, error: unknown): Renewal {
  const isExpected =
    error instanceof ExposeError && !['cancelled', 'terminated', 'internal'].includes(error.code);
  if (!isExpected) throw error;
  const { message, hint } = error;
  const until = 'notBefore' in error && error.notBefore instanceof Date ? error.notBefore : undefined;
  return {
    what,
    status: 'failed',
    message,
    ...(hint !== undefined && { hint }),
    ...(until && { notBefore: until.toISOString() }),
  };
}
