import { type RenewFlags, runRenewal } from '../command/run-renewal.ts';
import { ddnsRenewer } from '../features/ddns/renew.ts';
import { mappingRenewer } from '../features/router/renew.ts';
import { certificateRenewer } from '../features/tls/renew.ts';
import type { CommandContext } from '../output/output.ts';
import type { Renewer } from '../renewal/renewer.ts';

/** What `renew` keeps fresh, in this order. */
const RENEWERS: readonly Renewer[] = [certificateRenewer, mappingRenewer, ddnsRenewer];

/** `renew`: everything that is due, once. */
export function renew(context: CommandContext, _args: string[], flags: RenewFlags): Promise<number> {
  return runRenewal(context, flags, { command: 'renew', renewers: RENEWERS });
}
