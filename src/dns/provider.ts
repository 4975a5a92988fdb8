import type { Secret } from '../system/secret.ts';

/** How a service is spoken to. */
export interface ServiceAccess {
  /** The token, or the password of `user`. */
  readonly token: Secret;
  readonly user: string | undefined;
  /** 'jupyter-expose/1.2.3': some services refuse whoever does not say what it is. */
  readonly userAgent: string;
  /** Instead of the service's own address: an own server of the same family. */
  readonly url: string | undefined;
  readonly signal: AbortSignal;
}

/** What the name shall lead to. */
export interface NewAddress {
  readonly ipv4: string;
  /** Undefined: the IPv6 address that stands there, if any, stays as far as the service lets it. */
  readonly ipv6: string | undefined;
}

/**
 * What a service said. 'later': busy or broken, asked again after a pause. 'stop': nothing of this helps until the person does
 * something; whoever goes on asking gets blocked.
 */
export type ServiceAnswer =
  | { readonly kind: 'updated' | 'unchanged' }
  | { readonly kind: 'later' | 'stop'; readonly code: ServiceCode; readonly words: string };

/** Why, as the dyndns2 family calls it; the other services' answers are put into these words. */
export type ServiceCode =
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

/** One service that keeps a name up to date. */
export interface DdnsService {
  readonly id: string;
  /** As a person knows it. */
  readonly name: string;
  /** undefined: it is named with --server. */
  readonly url: string | undefined;
  /** Names below these are its own. */
  readonly suffixes: readonly string[];
  /** Does it know people by a user name beside the secret? */
  readonly needsUser: boolean;
  /** Could it be tried with a real account? */
  readonly verified: boolean;
  update(access: ServiceAccess, name: string, address: NewAddress): Promise<ServiceAnswer>;
}
