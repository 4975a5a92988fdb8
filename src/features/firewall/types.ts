import type { AsRoot } from '../../plan/sudo.ts';
import type { System } from '../../system/system.ts';
import type { ReachableFrom } from './evaluate-rules.ts';

/** The firewall was read and has no rules that block anything. */
export const NO_RULES = 'no-rules';

/** The name of our rules, in firewalls that name rules. */
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

/** Whom a rule admits. */
export type Scope = 'lan' | 'everywhere';

/** leave: no rule. */
export type FirewallAnswer = 'leave' | Scope;

/** The LAN's networks, as firewall rules describe them. */
export interface Lan {
  /** IPv4 and IPv6, '192.168.0.0/24'. */
  readonly subnets: readonly string[];
  readonly interfaces: readonly string[];
}

/** The location of a rule, in firewalls with more than one. */
interface RuleLocation {
  /** ufw: IPv6 is disabled in its config. */
  readonly ipv4Only?: boolean;
  /** firewalld. */
  readonly zone?: string;
  /** nftables: family, table and chain. */
  readonly chains?: readonly string[];
  /** macOS: the listening program. */
  readonly program?: string;
}

/** One rule of ours, with everything needed to add it and to remove exactly it. */
export interface FirewallRule {
  readonly firewall: FirewallId;
  readonly port: number;
  readonly scope: Scope;
  /** For `lan`: the admitted subnets. */
  readonly sources: readonly string[];
  readonly place: RuleLocation;
  /** Existing rules could not be read: it must not take over, and later remove, an identical rule of others. */
  readonly unseen?: boolean;
}

export type Command = readonly string[];

export interface RuleCommands {
  /** In order. */
  readonly open: readonly Command[];
  /** Succeeds if there is no such rule. */
  readonly close: readonly Command[];
}

/** What is known about this computer's firewall. */
export interface FirewallFacts {
  readonly kind: FirewallId | 'none' | 'unknown';
  readonly active: true | false | 'unknown';
  readonly reachableFrom: ReachableFrom;
  /** Whether it was tested on such a computer. */
  readonly verified: boolean;
  readonly place: RuleLocation;
  /** The rules could not be read. */
  readonly unseen: boolean;
}

/** The input of FirewallAdapter.look. */
export interface DetectTools {
  readonly system: System;
  readonly port: number;
  readonly lan: Lan;
  /** If undefined, read only what everyone may read. */
  readonly root: AsRoot | undefined;
  /** The listening program: macOS allows programs, not ports. */
  readonly program: string | undefined;
}

/** The state of one kind of firewall. */
export interface DetectedFirewall {
  readonly active: true | 'unknown';
  readonly reachableFrom: ReachableFrom;
  readonly place?: RuleLocation;
  /** The rules could not be read. */
  readonly unseen?: boolean;
}

/** One kind of firewall. */
export interface FirewallAdapter {
  readonly id: FirewallId;
  /** For information: whether it was tested on such a computer. */
  readonly verified: 'yes' | 'no';
  /** Undefined if this kind of firewall is not in charge here. */
  detect(tools: DetectTools): Promise<DetectedFirewall | typeof NO_RULES | undefined>;
  commands(rule: FirewallRule): RuleCommands;
  readonly needsRoot: boolean;
  /** The user types the commands elsewhere: on the Windows that hosts this Linux. */
  readonly byHand?: true;
  /** Our rule is lost at a restart unless this command, or the user's own way, saves it. */
  readonly forgets?: { readonly keep: string };
  /** It admits programs, not ports, and does not distinguish networks. */
  readonly perProgram?: true;
}

/** Runs a command that answers within 10 seconds. */
export async function ask(
  { run, env: { PATH = '' }, platform }: System,
  [program = '', ...args]: Command,
): Promise<{ code: number | undefined; stdout: string }> {
  const env = platform === 'win32' ? {} : { env: { PATH: `${PATH}:${ADMINISTRATION}` } };
  return run(program, args, { timeout: 10_000, ...env });
}

/** Where firewall programs are. The PATH of a user, which root keeps after `su`, has none of these on Debian. */
const ADMINISTRATION = '/usr/local/sbin:/usr/sbin:/sbin';

/** The IPv4 or IPv6 sources of a rule. */
export function sourcesOf({ sources }: FirewallRule, family: 4 | 6): string[] {
  return sources.filter((source) => source.includes(':') === (family === 6));
}

/** Several shell commands as one. */
export function script(text: string): Command {
  return ['sh', '-c', text];
}
