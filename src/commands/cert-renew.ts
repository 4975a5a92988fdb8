import { certificateRenewer } from '../certificates/renew-certificate.ts';
import type { CommandContext } from './context.ts';
import { type RenewFlags, runRenewal } from './renew.ts';

/** `cert renew`: the certificate alone. */
export function certRenew(context: CommandContext, _args: string[], flags: RenewFlags): Promise<number> {
  return runRenewal(context, flags, { command: 'cert renew', renewers: [certificateRenewer] });
}
