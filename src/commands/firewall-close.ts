import { t } from '../messages/index.ts';
import { Situation } from '../situation.ts';
import { closeChanges } from '../steps/firewall/changes.ts';
import { readFirewallRecord } from '../steps/firewall/record.ts';
import type { CommandContext } from './context.ts';
import { carryOutFirewall } from './firewall-carry-out.ts';
import type { FirewallFlags } from './firewall-flags.ts';
import { refuseSudo } from './refuse-sudo.ts';

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
