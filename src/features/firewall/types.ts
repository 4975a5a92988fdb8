import type { LetsIn } from './judge.ts';

export type FirewallId =
  | 'ufw'
  | 'firewalld'
  | 'nftables'
  | 'iptables'
  | 'oracle'
  | 'windows'
  | 'macos'
  | 'wsl-nat'
  | 'wsl-mirrored'
  | 'container';

/** Whom a rule lets in. */
export type Scope = 'lan' | 'everywhere';

/** The networks of the house as far as a firewall's rules speak of them. */
export interface House {
  /** IPv4 and IPv6, '192.168.0.0/24'. */
  readonly subnets: readonly string[];
  readonly interfaces: readonly string[];
}

/** Where in a firewall a rule belongs, where that is not the same everywhere. */
export interface Place {
  /** Of ufw: it was told to leave IPv6 alone. */
  readonly ipv4Only?: boolean;
  /** Of firewalld. */
  readonly zone?: string;
  /** Of nftables: family, table and chain. */
  readonly chains?: readonly string[];
  /** Of macOS: the program that listens. */
  readonly program?: string;
}

/** One rule of ours: all that is needed to make it and to take exactly it away. */
export interface FirewallRule {
  readonly firewall: FirewallId;
  readonly port: number;
  readonly scope: Scope;
  /** Of `lan`: the subnets that get in. */
  readonly sources: readonly string[];
  readonly place: Place;
  /** The rules there were could not be read: it must not take over, and later take away, one of somebody else. */
  readonly unseen?: boolean;
}

export type Command = readonly string[];

export interface RuleCommands {
  /** In this order. */
  readonly open: readonly Command[];
  /** Harmless when there is no such rule. */
  readonly close: readonly Command[];
}

/** What is known of the firewall of this computer. */
export interface FirewallFacts {
  readonly kind: FirewallId | 'none' | 'unknown';
  readonly active: true | false | 'unknown';
  readonly letsIn: LetsIn;
  /** Has it been tried on such a computer? */
  readonly verified: boolean;
  readonly place: Place;
  /** The rules themselves could not be read. */
  readonly unseen: boolean;
}
