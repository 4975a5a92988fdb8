import { keyFits, readPem } from '../certificates/pem.ts';
import { ExposeError } from '../errors.ts';
import { t } from '../messages/index.ts';
import type { Change, WriteFile } from '../plan/change.ts';
import { statePaths } from './paths.ts';

/** The only function that writes server.pem. Throws ExposeError('environment') if key and certificate do not match. */
export function writeServerPem(exposeDir: string, pem: string): WriteFile {
  const bytes = new TextEncoder().encode(pem);
  requirePair(bytes);
  const path = statePaths(exposeDir).server;
  return { kind: 'write-file', path, bytes, mode: 0o600, secret: true };
}

/**
 * Checks a whole plan: server.pem must hold a key with its own certificate. Jupyter starts with a mismatched pair, but
 * then every connection fails.
 */
export function requireServablePair(changes: readonly Change[], exposeDir: string): void {
  const { server } = statePaths(exposeDir);
  for (const change of changes) {
    if (change.kind === 'write-file' && change.path === server) requirePair(change.bytes);
  }
}

/** OpenSSL uses the first key and the first certificate in the file. */
function requirePair(bytes: Uint8Array): void {
  const { certificates, keys, broken } = readPem(bytes);
  const [leaf] = certificates;
  const [key] = keys;
  const fits = leaf !== undefined && key !== undefined && !broken && keyFits(leaf, key);
  if (!fits) throw new ExposeError('environment', t().cert.mismatched, t().cert.mismatchedHint);
}
