import { certificateRenewer } from '../features/tls/renew.ts';
import type { CommandContext } from '../output/context.ts';
import { type RenewFlags, runRenewal } from './renew.ts';

/** `cert renew`: the certificate alone. */
export function certRenew(context: CommandContext, _args: string[], flags: RenewFlags): Promise<number> {
  return runRenewal(context, flags, { command: 'cert renew', renewers: [certificateRenewer] });
}
