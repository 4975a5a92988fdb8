import { requireNobodyElse } from '../../command/accept-openings.ts';
import { changeCommand, type PlannedChange } from '../../command/change-command.ts';
import { ExposeError } from '../../errors.ts';
import { glued } from '../../messages/command-line.ts';
import { t } from '../../messages/index.ts';
import { parsePort } from '../../net/parse-port.ts';
import type { CommandContext } from '../../output/output.ts';
import { Situation } from '../../situation/situation.ts';
import { closeChanges, nameOf, openChanges } from './changes.ts';
import { linesToOpen } from './checks.ts';
import { readFirewall } from './facts.ts';
import type { FirewallFlags } from './flags.ts';
import { planOpening } from './opening.ts';
import { readFirewallRecord } from './record.ts';
import type { FirewallFacts, FirewallRule } from './types.ts';

/** `firewall open`: adds our rule for the port that Jupyter listens on. */
export async function firewallOpen(context: CommandContext, flags: FirewallFlags): Promise<number> {
  const { output, system } = context;
  const named = parsePortFlag(flags);
  const scope = flags.everywhere ? 'everywhere' : 'lan';
  const situation = new Situation(context);
  return changeCommand(context, flags, {
    command: 'firewall open',
    situation,
    async plan(exposeDir): Promise<PlannedChange> {
      await requireNobodyElse(context, situation, flags);
      const read = await readFirewall(situation, named, { sudo: true });
      const { port, facts } = read;
      const opening = planOpening({ ...read, scope, system });
      const m = t().firewall;
      const document = { firewall: facts.kind, port, scope };
      const nothing = { changes: [], whenUnchanged: m.alreadyOpen(port), document };
      switch (opening.kind) {
        case 'impossible':
          throw new ExposeError('environment', opening.message, opening.hint);
        case 'none':
          return { ...nothing, whenUnchanged: m.nothingToOpen };
        case 'by-hand':
          return {
            ...nothing,
            whenUnchanged: async () => {
              opening.notes.forEach(output.warn);
              output.print(m.byHandTitle);
              opening.lines.forEach(output.copyable);
            },
            document: { ...document, commands: opening.lines },
          };
        case 'already': {
          const { old } = opening;
          if (old === undefined) return nothing;
          output.print(m.alreadyOpen(port));
          return { ...nothing, ...closing(exposeDir, old), document, confirm: [m.confirmOpen] };
        }
        case 'rule':
          return {
            changes: openChanges(exposeDir, opening.rule, opening.old),
            whenUnchanged: m.alreadyOpen(port),
            notes: opening.notes,
            confirm: [m.confirmOpen],
            done: () => [m.opened(port)],
            document,
          };
      }
    },
  });
}

/** `firewall close`: removes exactly the rule that we added. */
export function firewallClose(context: CommandContext, flags: FirewallFlags): Promise<number> {
  const { system } = context;
  return changeCommand(context, flags, {
    command: 'firewall close',
    situation: new Situation(context),
    async plan(exposeDir) {
      const rule = await readFirewallRecord(system.files, exposeDir);
      const whenUnchanged = t().firewall.nothingOfOurs;
      return rule === undefined
        ? { changes: [], whenUnchanged }
        : { whenUnchanged, ...closing(exposeDir, rule) };
    },
  });
}

function closing(exposeDir: string, rule: FirewallRule) {
  const { firewall, port, scope } = rule;
  const m = t().firewall;
  return {
    changes: closeChanges(exposeDir, rule),
    confirm: [m.confirmClose],
    done: () => [m.closed(port)],
    document: { firewall, port, scope },
  };
}

/** `firewall status`: the firewall, whether it admits the port, and our rule. Reads only what this user may read. */
export async function firewallStatus(context: CommandContext, flags: FirewallFlags): Promise<number> {
  const { system, output } = context;
  const read = await readFirewall(new Situation(context), parsePortFlag(flags));
  const { port, facts, record } = read;
  const m = t().firewall.status;
  for (const line of linesOf(facts, port, system.uid === 0)) output.result(line);
  output.result(record === undefined ? m.noneOfOurs : m.ours(record.port, t().firewall.scopes[record.scope]));
  const open = linesToOpen(read, system);
  if (open.length > 0 && facts.reachableFrom !== 'yes' && facts.reachableFrom !== 'lan') {
    output.result(m.toOpen);
    for (const line of open) output.result(glued(line), { first: '  ' });
  }
  const { kind, active, reachableFrom, verified } = facts;
  output.json({
    schema: 1,
    firewall: kind,
    active,
    port,
    letsIn: reachableFrom,
    verified,
    ours: record ?? null,
    open,
  });
  return 0;
}

function linesOf({ kind, active, reachableFrom }: FirewallFacts, port: number, isRoot: boolean): string[] {
  const m = t().firewall.status;
  if (kind === 'none') return [m.none];
  if (kind === 'container') return [t().firewall.container];
  if (kind === 'unknown') return [isRoot ? m.unknownToRoot : m.unknown];
  const name = nameOf({ firewall: kind });
  const cannotTell = isRoot ? m.cannotTellRoot : m.cannotTell;
  const who = reachableFrom === 'unknown' ? cannotTell(port) : m[reachableFrom](port);
  return [active === true ? m.active(name) : m.maybe(name), who];
}

function parsePortFlag({ port }: FirewallFlags): number | undefined {
  return port === undefined ? undefined : parsePort(port);
}
