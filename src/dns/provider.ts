import type { Network } from '../net/network.ts';
import type { Secret } from '../system/secret.ts';

/** How to access a provider. */
export interface ProviderAccess {
  readonly network: Pick<Network, 'request'>;
  /** The token, or the password of `user`. */
  readonly token: Secret;
  readonly user?: string | undefined;
  /** 'jupyter-expose/1.2.3': some providers refuse clients without a User-Agent. */
  readonly userAgent: string;
  /** Overrides the provider's URL: a self-hosted server of the same family. */
  readonly url?: string | undefined;
  readonly signal: AbortSignal;
}

/** The addresses of a name. */
export interface NameAddress {
  readonly ipv4: string;
  /** Undefined: an existing IPv6 address is kept, as far as the provider allows it. */
  readonly ipv6: string | undefined;
}

/** Takes its own access, because removing a record must work after the rest was cancelled. */
export type ClearTxt = (access: ProviderAccess) => Promise<void>;

interface Provider {
  readonly id: string;
  /** The display name. */
  readonly name: string;
  /** The provider's own domains; it serves the names below them. */
  readonly suffixes: readonly string[];
}

/** Keeps a name pointed at this computer's address (DDNS). */
export interface AddressProvider extends Provider {
  /** undefined: the user passes --server. */
  readonly url: string | undefined;
  /** Whether it identifies users by a user name in addition to the secret. */
  readonly needsUser: boolean;
  /** Whether it was tested with a real account. */
  readonly verified: boolean;
  /** Sets the address; 'updated' if that changed anything. Throws DnsRefusal. */
  setAddress(access: ProviderAccess, name: string, address: NameAddress): Promise<'updated' | 'unchanged'>;
}

/** Lets a program create TXT records (ACME's dns-01). */
export interface TxtProvider extends Provider {
  /** Whether one name can have several TXT records. */
  readonly holdsSeveral: boolean;
  /** Milliseconds until all its servers return a new record. */
  readonly settle: number;
  /** Creates the records at `host`; the result removes them again. Throws DnsRefusal. */
  setTxt(access: ProviderAccess, host: string, values: readonly string[]): Promise<ClearTxt>;
}

/** A DNS service that supports address updates, TXT records, or both. */
export type DnsProvider = AddressProvider | TxtProvider | (AddressProvider & TxtProvider);

/** The reason for a refusal, in dyndns2 codes; other providers' responses are mapped to them. */
export type RefusalCode = (typeof DYNDNS2_CODES)[number] | 'busy' | 'unreachable' | 'strange';

export const DYNDNS2_CODES = [
  'badauth',
  'badagent',
  'nohost',
  'notfqdn',
  'numhost',
  '!yours',
  '!donator',
  'abuse',
  'dnserr',
  '911',
] as const;

const LATER: readonly RefusalCode[] = ['dnserr', '911', 'busy', 'unreachable'];

/** A refusal by a provider. `words`: its message, on one line and without the secret. */
export class DnsRefusal extends Error {
  readonly code: RefusalCode;
  readonly words: string;
  constructor(code: RefusalCode, words: string) {
    super(`${code}: ${words}`);
    this.name = 'DnsRefusal';
    this.code = code;
    this.words = words;
  }

  /**
   * 'later': busy or broken, so retry after a pause. 'stop': retrying does not help until the user does something; a
   * client that keeps retrying gets blocked.
   */
  get kind(): 'later' | 'stop' {
    return LATER.includes(this.code) ? 'later' : 'stop';
  }
}
