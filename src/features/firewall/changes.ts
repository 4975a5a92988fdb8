import { ExposeError } from '../../errors.ts';
import { t } from '../../messages/index.ts';
import type { Change, PlannedUndo, RunCommand } from '../../plan/change.ts';
import { isAction } from '../../plan/prepare.ts';
import { shownCommand } from '../../plan/sudo.ts';
import type { UndoCommand } from '../../plan/undo-command.ts';
import { type Infer, object, oneOf, readIfFits } from '../../schema.ts';
import type { Situation } from '../../situation/situation.ts';
import { firewallAdapter } from './firewalls.ts';
import { FIREWALL_RULE, keepFirewallRecord, readFirewallRecord } from './record.ts';
import {
  type Command,
  type FirewallFacts,
  type FirewallRule,
  type RuleCommands,
  type Scope,
  script,
} from './types.ts';

export const OPEN = 'firewall-open';
const CLOSE = 'firewall-close';
const CLOSE_OLD = 'firewall-close-old';

/** The rule for a port in the detected firewall; undefined if there is no known firewall. */
export function wantedRule(
  { kind, place, unseen }: FirewallFacts,
  port: number,
  scope: Scope,
  subnets: readonly string[],
): FirewallRule | undefined {
  if (kind === 'none' || kind === 'unknown') return undefined;
  const sources = scope === 'lan' ? subnets : [];
  return { firewall: kind, port, scope, sources, place, ...(unseen && { unseen }) };
}

/** Adds the new rule, records it, and only then removes the old one. */
export function openChanges(exposeDir: string, rule: FirewallRule, old: FirewallRule | undefined): Change[] {
  return [
    ruleChange(rule, 'open', OPEN),
    keepFirewallRecord(exposeDir, rule, OPEN),
    ...(old === undefined ? [] : [{ ...ruleChange(old, 'close', CLOSE_OLD), needs: OPEN }]),
  ];
}

/** Removes exactly our rule and its record. */
export function closeChanges(exposeDir: string, rule: FirewallRule): Change[] {
  return [ruleChange(rule, 'close', CLOSE), keepFirewallRecord(exposeDir, null, CLOSE)];
}

/** The part of `close`: removes our rule, if any. A failure must not stop the other parts of `close`. */
export async function closeFirewall(situation: Situation): Promise<Change[]> {
  const { exposeDir } = await situation.get('paths');
  const rule = await readFirewallRecord(situation.system.files, exposeDir);
  if (rule === undefined) return [];
  return closeChanges(exposeDir, rule).map(mayFail);
}

/** The other changes stay if the firewall's command fails. */
export function mayFail(change: Change): Change {
  return isAction(change) ? { ...change, mayFail: true } : change;
}

/** Whether these are the same rule, so that removing one would remove both. */
export function isSameRule(a: FirewallRule, b: FirewallRule): boolean {
  return JSON.stringify(plainLines(a).open) === JSON.stringify(plainLines(b).open);
}

/** The commands as the user would type them. */
export function plainLines(rule: FirewallRule): RuleCommands {
  return commandsOf({ ...rule, unseen: false });
}

/** The commands for PowerShell, for the firewall of the Windows that hosts this system. */
export function linesByHand(rule: FirewallRule): string[] {
  return plainLines(rule).open.map((words) => words.join(' '));
}

function commandsOf(rule: FirewallRule): RuleCommands {
  const adapter = firewallAdapter(rule.firewall);
  if (adapter === undefined) throw new ExposeError('internal', `No such firewall: ${rule.firewall}`);
  return adapter.commands(rule);
}

/** The state of a rule of ours. */
type Want = keyof RuleCommands;

function ruleChange(rule: FirewallRule, want: Want, id: string): RunCommand {
  const title = t().firewall.titles[want === 'open' ? rule.scope : 'close'];
  return {
    kind: 'run-command',
    id,
    title: title(rule.port, nameOf(rule)),
    ...commandFor(rule, want),
    undo: undoOf({ kind: 'firewall-rule', want, rule }),
    typed: plainLines(rule)[want],
  };
}

const RULE_TASK = object({
  kind: oneOf('firewall-rule'),
  /** What the command did with the rule. */
  want: oneOf('open', 'close'),
  rule: FIREWALL_RULE,
});

type RuleTask = Infer<typeof RULE_TASK>;

function undoOf(task: RuleTask): PlannedUndo {
  return { task, ...commandFor(task.rule, task.want === 'open' ? 'close' : 'open') };
}

/** The command that rolls back what a recorded task did with a rule. */
export function undoRule(recorded: unknown): UndoCommand | undefined {
  const task = readIfFits(RULE_TASK, recorded);
  // Commands that the user types elsewhere are never ours to run.
  if (task === undefined || firewallAdapter(task.rule.firewall)?.byHand) return undefined;
  const undo = undoOf(task);
  return undo.command.length === 0 ? undefined : undo;
}

function commandFor(rule: FirewallRule, want: Want): UndoCommand {
  const needsRoot = firewallAdapter(rule.firewall)?.needsRoot ?? true;
  return { command: together(commandsOf(rule)[want]), needsRoot };
}

export function nameOf({ firewall }: Pick<FirewallRule, 'firewall'>): string {
  return t().firewall.names[firewall];
}

/** Joins commands into one that stops at the first failure. */
function together(commands: readonly Command[]): Command {
  const [only = [], ...others] = commands;
  return others.length === 0 ? only : script(commands.map(asShell).join(' && '));
}

function asShell(command: Command): string {
  const [program, option, text] = command;
  return program === 'sh' && option === '-c' && text !== undefined ? `{ ${text}; }` : shownCommand(command);
}
