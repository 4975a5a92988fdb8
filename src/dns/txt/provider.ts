import type { Secret } from '../../system/secret.ts';

/** How a provider's service is spoken to. */
export interface ProviderAccess {
  readonly token: Secret;
  /** Instead of the provider's own address. */
  readonly url?: string;
  readonly signal: AbortSignal;
}

/** One service that holds names, and lets a program put TXT records there. */
export interface DnsProvider {
  readonly id: string;
  /** As a person knows it. */
  readonly name: string;
  readonly url: string;
  /** Names below these are its own. */
  readonly suffixes: readonly string[];
  /** Can one name hold several TXT records? */
  readonly holdsSeveral: boolean;
  /** Milliseconds until its servers all give a new record. */
  readonly settle: number;
  /** Puts the records at `host`; what comes back takes them away again. */
  setTxt(access: ProviderAccess, host: string, values: readonly string[]): Promise<ClearTxt>;
}

/** Given its own access: what takes a record away must work when the rest was cancelled. */
export type ClearTxt = (access: ProviderAccess) => Promise<void>;
