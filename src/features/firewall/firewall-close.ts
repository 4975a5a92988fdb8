import { carryOutFirewall } from '../../command/firewall-carry-out.ts';
import { refuseSudo } from '../../command/refuse-sudo.ts';
import { t } from '../../messages/index.ts';
import type { CommandContext } from '../../output/context.ts';
import { Situation } from '../../situation/situation.ts';
import { closeChanges } from './changes.ts';
import type { FirewallFlags } from './flags.ts';
import { readFirewallRecord } from './record.ts';

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
