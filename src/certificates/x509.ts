import { KeyObject, webcrypto } from 'node:crypto';
import type * as Library from '@peculiar/x509';
import type { CertificatePair } from '../net/network.ts';

/** What creating a certificate needs besides its names. */
export interface MakingTools {
  readonly now: Date;
  randomBytes(count: number): Uint8Array;
}

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
/** ECDSA on P-256: small, and supported by every browser and every OpenSSL. */
export const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

/** Loads the library only when a certificate is created: it costs 0.1 s. */
export async function loadX509(): Promise<typeof Library> {
  const library = await import('@peculiar/x509');
  library.cryptoProvider.set(webcrypto);
  return library;
}

/** 128 bits, positive: the first byte is neither 0 nor above 0x7f. */
export function newSerialNumber({ randomBytes }: MakingTools): string {
  const bytes = Uint8Array.from(randomBytes(16));
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return Buffer.from(bytes).toString('hex');
}

/** One hour in the past, so that a client whose clock is slightly behind accepts the certificate. */
export function beginning({ now }: MakingTools): Date {
  return new Date(Math.floor((now.getTime() - HOUR_MS) / 1000) * 1000);
}

/** A new key pair, and the certificate that `sign` makes for it. */
export async function newPair(
  sign: (keys: webcrypto.CryptoKeyPair) => Promise<Library.X509Certificate>,
): Promise<CertificatePair> {
  const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const pem = (await sign(keys)).toString('pem');
  // Files need a final line end.
  return { certPem: pem.endsWith('\n') ? pem : `${pem}\n`, keyPem: pemOf(KeyObject.from(keys.privateKey)) };
}

export function pemOf(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString();
}
