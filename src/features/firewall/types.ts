import type { AsRoot } from '../../plan/sudo.ts';
import type { System } from '../../system/system.ts';
import type { LetsIn } from './judge.ts';

/** It could be looked at, and holds no rule that would keep anybody out. */
export const NO_RULES = 'no-rules';

/** What our rules are called where a firewall lets us name them. */
export const NAME = 'jupyter-expose';

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
interface Place {
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

/** What a row may look with. */
export interface LookTools {
  readonly system: System;
  readonly port: number;
  readonly house: House;
  /** Undefined: only what anybody may read. */
  readonly root: AsRoot | undefined;
  /** The program that listens: what macOS lets in. */
  readonly program: string | undefined;
}

/** What a firewall shows of itself. */
export interface Seen {
  readonly active: true | 'unknown';
  readonly letsIn: LetsIn;
  readonly place?: Place;
  /** The rules themselves could not be read. */
  readonly unseen?: boolean;
}

/** One kind of firewall. */
export interface FirewallRow {
  readonly id: FirewallId;
  /** Recorded only: has it been tried on such a computer? */
  readonly verified: 'yes' | 'no';
  /** Undefined where it is not this one that decides here. */
  look(tools: LookTools): Promise<Seen | typeof NO_RULES | undefined>;
  commands(rule: FirewallRule): RuleCommands;
  readonly needsRoot: boolean;
  /** Typed by the person elsewhere: on the Windows around this Linux. */
  readonly byHand?: true;
  /** A rule of ours is gone after a restart, unless this (or what the person knows better) keeps it. */
  readonly forgets?: { readonly keep: string };
  /** It lets in a program and not a port, and knows no networks. */
  readonly perProgram?: true;
}

/** Runs something that answers quickly. */
export async function ask(
  { run }: System,
  [program = '', ...args]: Command,
): Promise<{ code: number | undefined; stdout: string }> {
  return run(program, args, { timeout: 10_000 });
}

export async function readText({ files }: System, path: string): Promise<string | undefined> {
  const bytes = await files.read(path).catch(() => undefined);
  return bytes === undefined ? undefined : new TextDecoder().decode(bytes);
}

/** The sources of a rule, one family of addresses. */
export function sourcesOf({ sources }: FirewallRule, family: 4 | 6): string[] {
  return sources.filter((source) => source.includes(':') === (family === 6));
}

/** A command of several, as one. */
export function script(text: string): Command {
  return ['sh', '-c', text];
}
