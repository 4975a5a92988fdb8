import { ddnsRenewer } from '../ddns/renew-ddns.ts';
import { ExposeError } from '../errors.ts';
import { mappingRenewer } from '../mappings/renew-mapping.ts';
import { certificateRenewer } from './renew-certificate.ts';
import type { Renewal, RenewalTools, Renewer } from './renewal.ts';

/** Everything that `renew` keeps fresh; `cert renew` takes the certificate alone. */
export const RENEWERS: readonly Renewer[] = [certificateRenewer, mappingRenewer, ddnsRenewer];

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
