import { type KeyObject, webcrypto } from 'node:crypto';
import type * as Library from '@peculiar/x509';

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

export async function exportKey(key: webcrypto.CryptoKey): Promise<string> {
  const { KeyObject: Keys } = await import('node:crypto');
  return pemOf(Keys.from(key));
}

export function pemOf(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** PEM with a final line end, as files need it. */
export function endedPem(pem: string): string {
  return pem.endsWith('\n') ? pem : `${pem}\n`;
}
