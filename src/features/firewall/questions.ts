import { t } from '../../messages/index.ts';
import { type StepQuestion, selectQuestion } from '../../prompt/question.ts';
import { firewallSpec } from './question-specs.ts';
import type { FirewallAnswer, Scope } from './types.ts';

/** `matters`: the server is reachable and a firewall may block it; otherwise the question is not asked. */
export function firewallQuestion(current: Scope | undefined, matters: boolean): StepQuestion<FirewallAnswer> {
  const { wrongType } = t().firewall.question;
  const question = selectQuestion<FirewallAnswer>(firewallSpec(), current, 'leave', wrongType);
  return { ...question, unasked: !matters };
}
