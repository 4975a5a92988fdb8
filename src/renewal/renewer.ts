import { ExposeError } from '../errors.ts';
import type { Change } from '../plan/change.ts';
import type { Situation } from '../situation/situation.ts';
import type { System } from '../system/system.ts';
import type { RenewalRecord } from './record.ts';

/** What a renewer may look at. */
export interface RenewalTools {
  readonly system: System;
  readonly situation: Situation;
  readonly exposeDir: string;
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

/** What is due and cannot be renewed, and why. */
export function failed(what: string, message: string): Renewal {
  return { what, status: 'failed', message };
}

/** Looks at each; what goes wrong with one does not keep the others from their turn. */
export async function lookAtRenewals(renewers: readonly Renewer[], tools: RenewalTools): Promise<Renewal[]> {
  const found: Renewal[] = [];
  for (const { what, look } of renewers) {
    const renewal = await look(tools).catch((error: unknown) => failedRenewal(what, error));
    if (renewal !== undefined) found.push(renewal);
  }
  return found;
}

/**
 * Asks for what only an outside service can give; what that service refuses becomes `failed`. Where it says that all is as
 * it was, nothing was due.
 */
export async function fetchRenewal(
  renewal: Renewal,
  signal: AbortSignal,
  say: (line: string) => void,
): Promise<Renewal> {
  const { fetch, ...rest } = renewal;
  if (fetch === undefined) return renewal;
  try {
    const changes = await fetch(signal, say);
    if (changes.length > 0) return { ...rest, changes };
    const message = renewal.done?.(changes) ?? renewal.message;
    return { what: renewal.what, status: 'not-due', message };
  } catch (error) {
    signal.throwIfAborted();
    const { what, service } = renewal;
    return { ...failedRenewal(what, error), ...(service !== undefined && { service }) };
  }
}

/** Only what was said in plain words: anything else is a bug of ours, and Ctrl-C is no failure. */
export function failedRenewal(what: string, error: unknown): Renewal {
  const isSaid =
    error instanceof ExposeError && !['cancelled', 'terminated', 'internal'].includes(error.code);
  if (!isSaid) throw error;
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
