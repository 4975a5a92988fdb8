import { type RenewFlags, runRenewal } from '../command/run-renewal.ts';
import { loadFeatures } from '../features/index.ts';
import type { CommandContext } from '../output/output.ts';

/** `renew`: everything that is due, once, in the order of the features. */
export async function renew(context: CommandContext, flags: RenewFlags): Promise<number> {
  const parts = await loadFeatures();
  const renewers = (await Promise.all(parts.map(({ renewer }) => renewer?.() ?? []))).flat();
  return runRenewal(context, flags, { command: 'renew', renewers });
}
