import { carryOutFirewall } from '../../command/firewall-carry-out.ts';
import { refuseSudo } from '../../command/refuse-sudo.ts';
import { ExposeError } from '../../errors.ts';
import { t } from '../../messages/index.ts';
import type { CommandContext } from '../../output/context.ts';
import type { Change } from '../../plan/change.ts';
import { Situation } from '../../situation/situation.ts';
import { closeChanges, openChanges } from './changes.ts';
import { type FirewallFlags, givenPort, givenScope } from './flags.ts';
import { planOpening } from './opening.ts';
import { readFirewall } from './read.ts';

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
    opening.lines.forEach(talk.result);
    talk.document({ schema: 1, status: 'unchanged', ...document, commands: opening.lines, changes: [] });
    return 0;
  }
  talk.say(opening.kind === 'none' ? m.nothingToOpen : m.alreadyOpen(port));
  if (opening.kind === 'already' && opening.old !== undefined)
    return carryOut(closeChanges(exposeDir, opening.old), [], m.closed(opening.old.port));
  talk.document({ schema: 1, status: 'unchanged', ...document, changes: [] });
  return 0;
}
