import { keyFits, readPem } from '../certificates/pem.ts';
import { ExposeError } from '../errors.ts';
import { t } from '../messages/index.ts';
import type { Change, WriteFile } from '../plan/change.ts';
import { statePaths } from './paths.ts';

/** The one way in which server.pem is written. Throws ExposeError('environment') where key and certificate do not fit. */
export function writeServerPem(exposeDir: string, pem: string): WriteFile {
  const bytes = new TextEncoder().encode(pem);
  requirePair(bytes);
  const path = statePaths(exposeDir).server;
  return { kind: 'write-file', path, bytes, mode: 0o600, secret: true };
}

/**
 * The guard of a whole plan: whoever made it, what becomes server.pem is a key with its own certificate. Jupyter starts
 * with a pair that does not fit, and then no connection is ever answered.
 */
export function requireServablePair(changes: readonly Change[], exposeDir: string): void {
  const { server } = statePaths(exposeDir);
  for (const change of changes) {
    if (change.kind === 'write-file' && change.path === server) requirePair(change.bytes);
  }
}

/** OpenSSL takes the first key and the first certificate of the file. */
function requirePair(bytes: Uint8Array): void {
  const { certificates, keys, broken } = readPem(bytes);
  const [leaf] = certificates;
  const [key] = keys;
  const fits = leaf !== undefined && key !== undefined && !broken && keyFits(leaf, key);
  if (!fits) throw new ExposeError('environment', t().certCommand.mismatched, t().certCommand.mismatchedHint);
}
