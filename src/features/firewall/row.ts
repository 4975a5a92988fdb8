import type { AsRoot } from '../../plan/sudo.ts';
import type { System } from '../../system/system.ts';
import type { LetsIn } from './judge.ts';
import type { Command, FirewallId, FirewallRule, House, Place, RuleCommands } from './types.ts';

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

/** It could be looked at, and holds no rule that would keep anybody out. */
export const NO_RULES = 'no-rules';

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

/** What our rules are called where a firewall lets us name them. */
export const NAME = 'jupyter-expose';

/** A command of several, as one. */
export function script(text: string): Command {
  return ['sh', '-c', text];
}
