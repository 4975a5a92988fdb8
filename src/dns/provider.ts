import type { Network } from '../net/network.ts';
import type { Secret } from '../system/secret.ts';

/** How a provider is spoken to. */
export interface ProviderAccess {
  readonly network: Pick<Network, 'request'>;
  /** The token, or the password of `user`. */
  readonly token: Secret;
  readonly user?: string | undefined;
  /** 'jupyter-expose/1.2.3': some providers refuse a client that does not say what it is. */
  readonly userAgent: string;
  /** Instead of the provider's own address: an own server of the same family. */
  readonly url?: string | undefined;
  readonly signal: AbortSignal;
}

/** The addresses of a name. */
export interface NameAddress {
  readonly ipv4: string;
  /** Undefined: the IPv6 address that stands there, if any, stays as far as the provider lets it. */
  readonly ipv6: string | undefined;
}

/** Given its own access: what takes a record away must work when the rest was cancelled. */
export type ClearTxt = (access: ProviderAccess) => Promise<void>;

interface Provider {
  readonly id: string;
  /** As a person knows it. */
  readonly name: string;
  /** Names below these are its own. */
  readonly suffixes: readonly string[];
}

/** Keeps a name on the address of this computer (DDNS). */
export interface AddressProvider extends Provider {
  /** undefined: it is named with --server. */
  readonly url: string | undefined;
  /** Does it know people by a user name beside the secret? */
  readonly needsUser: boolean;
  /** Could it be tried with a real account? */
  readonly verified: boolean;
  /** Did that change anything there? Throws DnsRefusal. */
  setAddress(access: ProviderAccess, name: string, address: NameAddress): Promise<'updated' | 'unchanged'>;
}

/** Lets a program put TXT records there (ACME's dns-01). */
export interface TxtProvider extends Provider {
  /** Can one name hold several TXT records? */
  readonly holdsSeveral: boolean;
  /** Milliseconds until its servers all give a new record. */
  readonly settle: number;
  /** Puts the records at `host`; what comes back takes them away again. Throws DnsRefusal. */
  setTxt(access: ProviderAccess, host: string, values: readonly string[]): Promise<ClearTxt>;
}

/** One service that holds names, with one of the two verbs or both. */
export type DnsProvider = AddressProvider | TxtProvider | (AddressProvider & TxtProvider);

/** Why not, as the dyndns2 family calls it; the other providers' answers are put into these words. */
export type RefusalCode =
  | 'badauth'
  | 'badagent'
  | 'nohost'
  | 'notfqdn'
  | 'numhost'
  | '!yours'
  | '!donator'
  | 'abuse'
  | 'dnserr'
  | '911'
  | 'busy'
  | 'unreachable'
  | 'strange';

const LATER: readonly RefusalCode[] = ['dnserr', '911', 'busy', 'unreachable'];

/** A provider's no. `words`: its own, on one line and without the secret. */
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
   * 'later': busy or broken, asked again after a pause. 'stop': asking again does not help until the person does
   * something; a client that goes on asking gets blocked.
   */
  get kind(): 'later' | 'stop' {
    return LATER.includes(this.code) ? 'later' : 'stop';
  }
}
