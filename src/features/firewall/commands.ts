import { carryOutFirewall, refuseSudo } from '../../command/change-command.ts';
import { ExposeError } from '../../errors.ts';
import { t } from '../../messages/index.ts';
import type { CommandContext } from '../../output/output.ts';
import type { Change } from '../../plan/change.ts';
import { Situation } from '../../situation/situation.ts';
import { closeChanges, nameOf, openChanges } from './changes.ts';
import { linesToOpen } from './checks.ts';
import { readFirewall } from './facts.ts';
import { type FirewallFlags, givenPort, givenScope } from './flags.ts';
import { planOpening } from './opening.ts';
import { readFirewallRecord } from './record.ts';
import type { FirewallFacts } from './types.ts';

/** `firewall open`: a rule of ours for the port that Jupyter listens on. */
export async function firewallOpen(
  context: CommandContext,
  _args: string[],
  flags: FirewallFlags,
): Promise<number> {
  const { talk, system } = context;
  const [named, scope] = [givenPort(flags), givenScope(flags)];
  const situation = new Situation(system);
  await refuseSudo(situation);
  const { port, facts, record, exposeDir } = await readFirewall(situation, named, { sudo: true });
  const opening = planOpening({ port, facts, record, scope, system });
  const m = t().firewall;
  const document = { firewall: facts.kind, port, scope };
  const carryOut = (changes: readonly Change[], notes: readonly string[], done: string) =>
    carryOutFirewall(context, flags, {
      command: 'firewall open',
      changes,
      exposeDir,
      notes,
      confirm: m.confirmOpen,
      done,
      document,
    });
  if (opening.kind === 'impossible') throw new ExposeError('environment', opening.message, opening.hint);
  if (opening.kind === 'rule')
    return carryOut(openChanges(exposeDir, opening.rule, opening.old), opening.notes, m.opened(port));
  if (opening.kind === 'by-hand') {
    opening.notes.forEach(talk.warn);
    talk.say(m.byHandTitle);
    for (const line of opening.lines) talk.result(line);
    talk.document({ schema: 1, status: 'unchanged', ...document, commands: opening.lines, changes: [] });
    return 0;
  }
  talk.say(opening.kind === 'none' ? m.nothingToOpen : m.alreadyOpen(port));
  if (opening.kind === 'already' && opening.old !== undefined)
    return carryOut(closeChanges(exposeDir, opening.old), [], m.closed(opening.old.port));
  talk.document({ schema: 1, status: 'unchanged', ...document, changes: [] });
  return 0;
}

/** `firewall close`: exactly the rule that we made, away. */
export async function firewallClose(
  context: CommandContext,
  _args: string[],
  flags: FirewallFlags,
): Promise<number> {
  const { talk, system } = context;
  const situation = new Situation(system);
  await refuseSudo(situation);
  const { exposeDir } = await situation.get('places');
  const rule = await readFirewallRecord(system.files, exposeDir);
  const m = t().firewall;
  if (rule === undefined) {
    talk.say(m.nothingOfOurs);
    talk.document({ schema: 1, status: 'unchanged', changes: [] });
    return 0;
  }
  return carryOutFirewall(context, flags, {
    command: 'firewall close',
    changes: closeChanges(exposeDir, rule),
    exposeDir,
    notes: [],
    confirm: m.confirmClose,
    done: m.closed(rule.port),
    document: { firewall: rule.firewall, port: rule.port, scope: rule.scope },
  });
}

/** `firewall status`: which firewall, does it let the port in, and what is ours. Reads only what this person may read. */
export async function firewallStatus(
  { system, talk }: CommandContext,
  _args: string[],
  flags: FirewallFlags,
): Promise<number> {
  const { port, facts, record } = await readFirewall(new Situation(system), givenPort(flags));
  const m = t().firewall.status;
  for (const line of linesOf(facts, port)) talk.result(line);
  talk.result(record === undefined ? m.noneOfOurs : m.ours(record.port, t().firewall.scopes[record.scope]));
  const open = linesToOpen(facts, port, system);
  if (open.length > 0 && facts.letsIn !== 'yes' && facts.letsIn !== 'lan') {
    talk.result(m.toOpen);
    for (const line of open) talk.result(`  ${line}`);
  }
  const { kind, active, letsIn, verified } = facts;
  talk.document({
    schema: 1,
    firewall: kind,
    active,
    port,
    letsIn,
    verified,
    ours: record ?? null,
    open,
  });
  return 0;
}

function linesOf({ kind, active, letsIn }: FirewallFacts, port: number): string[] {
  const m = t().firewall.status;
  if (kind === 'none') return [m.none];
  if (kind === 'unknown') return [m.unknown];
  const name = nameOf({ firewall: kind });
  const who = letsIn === 'unknown' ? m.cannotTell(port) : m[letsIn](port);
  return [active === true ? m.active(name) : m.maybe(name), who];
}
