import { RENEWERS } from '../certificates/renew-due.ts';
import { CERTIFICATE } from '../certificates/renewal.ts';
import type { CommandContext } from './context.ts';
import { type RenewFlags, runRenewal } from './renew.ts';

/** `cert renew`: the certificate alone. */
export function certRenew(context: CommandContext, _args: string[], flags: RenewFlags): Promise<number> {
  const renewers = RENEWERS.filter(({ what }) => what === CERTIFICATE);
  return runRenewal(context, flags, { command: 'cert renew', renewers });
}
