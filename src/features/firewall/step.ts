import { ExposeError } from '../../errors.ts';
import { glued } from '../../messages/command-line.ts';
import { t } from '../../messages/index.ts';
import { DEFAULT_PORT } from '../../net/parse-port.ts';
import type { Reach } from '../../situation/reach.ts';
import type { Situation } from '../../situation/situation.ts';
import { chosenReach } from '../../wizard/reach.ts';
import { type Answers, answered, isExposed, NO_CHANGE, type Step, type StepPlan } from '../../wizard/step.ts';
import { closeChanges, mayFail, openChanges } from './changes.ts';
import { closedFinding } from './checks.ts';
import { type ReadFirewall, readFirewall } from './facts.ts';
import { type Opening, planOpening } from './opening.ts';
import { firewallStepQuestions } from './questions.ts';
import { readFirewallRecord } from './record.ts';
import type { FirewallAnswer, Scope } from './types.ts';

/** Whom the firewall lets in for a reach that was chosen, where one is active. */
const SCOPES: Readonly<Record<Reach, FirewallAnswer>> = {
  anywhere: 'everywhere',
  network: 'lan',
  tailnet: 'leave',
  ssh: 'leave',
  computer: 'leave',
};

/** The part of `init` for this computer's firewall. */
export const firewallStep: Step = {
  id: 'firewall',

  async questions({ situation, system }, answers) {
    const port = answered<number>(answers, 'port');
    if (port === undefined || !isExposed(answers)) {
      const record = await readFirewallRecord(system.files, (await situation.get('paths')).exposeDir);
      return firewallStepQuestions(record?.scope, await before(situation), false);
    }
    const { facts, record } = await readFirewall(situation, port);
    // In a container, our rules would change nothing.
    const matters = facts.active !== false && facts.reachableFrom !== 'yes' && facts.kind !== 'container';
    const preset = facts.active === true ? SCOPES[chosenReach(answers) ?? 'computer'] : 'leave';
    return firewallStepQuestions(record?.scope, await before(situation), matters, preset);
  },

  async plan({ situation, system }, answers): Promise<StepPlan> {
    const decided = await decide(situation, answers);
    if (decided === undefined) {
      if (!isExposed(answers)) return NO_CHANGE;
      const port = answered<number>(answers, 'port') ?? DEFAULT_PORT;
      const closed = closedFinding(await readFirewall(situation, port), system);
      return { ...NO_CHANGE, remarks: closed?.status === 'warn' ? [closed] : [] };
    }
    const { opening, exposeDir } = decided;
    const m = t().firewall;
    switch (opening.kind) {
      case 'none':
        return NO_CHANGE;
      case 'already':
        return opening.old === undefined
          ? NO_CHANGE
          : { ...NO_CHANGE, afterwards: closeChanges(exposeDir, opening.old).map(mayFail) };
      case 'by-hand':
        return { ...NO_CHANGE, notes: [...opening.notes, m.byHand(opening.lines.map(glued).join('  '))] };
      case 'impossible': {
        const { message, hint: fix } = opening;
        return { ...NO_CHANGE, remarks: [{ id: 'firewall-open', status: 'warn', message, fix }] };
      }
      case 'rule': {
        const { rule, old, notes } = opening;
        return { ...NO_CHANGE, afterwards: openChanges(exposeDir, rule, old).map(mayFail), notes };
      }
    }
  },
};

/** The result of the answers; undefined if the firewall stays unchanged. Throws ExposeError('answer'). */
async function decide(
  situation: Situation,
  answers: Answers,
): Promise<(ReadFirewall & { opening: Opening }) | undefined> {
  const scope = answered<FirewallAnswer>(answers, 'firewall') ?? 'leave';
  if (scope === 'leave') return undefined;
  if (!isExposed(answers)) {
    const source = answers.get('firewall')?.source;
    // A stored or default answer is no request of this run.
    if (source === 'current' || source === 'default') return undefined;
    throw new ExposeError('answer', t().firewall.loopback, t().firewall.loopbackHint);
  }
  const read = await readFirewall(situation, answered<number>(answers, 'port') ?? DEFAULT_PORT, {
    sudo: true,
  });
  return { ...read, opening: planOpening({ ...read, scope, system: situation.system }) };
}

/** After `close`, the default is the scope that was used before. */
async function before(situation: Situation): Promise<Scope | undefined> {
  const { firewall, closed_ip: closed } = (await situation.get('lastAnswers'))?.answers ?? {};
  const isScope = firewall === 'lan' || firewall === 'everywhere';
  return closed !== undefined && isScope ? firewall : undefined;
}
