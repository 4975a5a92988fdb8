import type { Situation } from '../situation.ts';
import type { Finding } from '../steps/finding.ts';
import type { Secret } from '../system/secret.ts';
import type { CommandContext } from './context.ts';

export interface VerifyOptions {
  /** The password to log in with; without it the hops behind the login are `unknown`. */
  readonly password: Secret | undefined;
  /** May a Jupyter be started for the test (and stopped again) where none runs? */
  readonly startTemporary: boolean;
  /** Ends the walk, the kernel and the server. */
  readonly signal?: AbortSignal;
  /** An explicit yes to sending the password over plain http to a LAN address of this computer. */
  readonly allowPlainHttp?: boolean;
}

/**
 * Walks from the config file to a kernel that answers, hop by hop, and prints each as it is made: the findings are already
 * shown when they are returned. What it started is stopped again in every case.
 */
export async function verifyLive(
  _context: CommandContext,
  _situation: Situation,
  _options: VerifyOptions,
): Promise<Finding[]> {
  return [];
}
