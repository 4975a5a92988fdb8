import { findHub } from '../../checks/host/hub.ts';
import { t } from '../../messages/index.ts';
import { labelled } from '../../output/layout.ts';
import type { CommandContext } from '../../output/output.ts';
import { describeSituation } from '../../output/situation.ts';
import type { Resolver } from '../../prompt/resolver.ts';
import { linesDecide } from '../../situation/effective-setting.ts';
import type { Situation } from '../../situation/situation.ts';
import { targetQuestion } from './questions.ts';

/** Asks the user when several Jupyters are installed and nothing shows which one is meant. */
export async function chosenSituation(
  { output }: CommandContext,
  here: Situation,
  resolver: Resolver,
  canAsk: boolean,
): Promise<Situation> {
  const { ambiguous } = await here.get('choice');
  if (!ambiguous || !canAsk) return here;
  const { value } = await resolver.answer(await targetQuestion(here));
  output.print();
  return here.withTarget(value);
}

/** Queries Jupyter if a config file has code that must be run to be understood, which takes a while. */
export async function readHiddenSettings(context: CommandContext, situation: Situation): Promise<void> {
  const { installed } = await situation.get('target');
  if (
    situation.stated.readOnly ||
    !installed ||
    linesDecide(await situation.get('sources'), 'password', 'ip', 'port', 'open_browser')
  )
    return;
  await context.output.wait(t().init.asking(installed.command), () => situation.get('effective'));
}

/** Shows the Jupyter, the file and the effective settings. */
export async function introduce({ output }: CommandContext, situation: Situation): Promise<void> {
  const hub = await findHub(situation);
  if (hub !== undefined) output.warn(t().host.hub(hub));
  const rows = await describeSituation(situation);
  for (const row of labelled(rows)) output.print(...row);
  output.print();
}
