import { t } from '../../messages/index.ts';
import { type QuestionSpec, type StepQuestion, selectQuestion } from '../../prompt/question.ts';
import type { FirewallAnswer, Scope } from './types.ts';

const ANSWERS = ['leave', 'lan', 'everywhere'] as const satisfies readonly FirewallAnswer[];

const firewallSpec = (): QuestionSpec => ({
  id: 'firewall',
  flag: '--firewall WHO',
  flags: [{ declared: '--firewall <who>', help: t().firewall.flags.firewall }],
  kind: 'select',
  label: t().firewall.question.label,
  message: t().firewall.question.message,
  why: t().firewall.question.why,
  choices: ANSWERS.map((value) => ({ value, label: t().firewall.question.choices[value] })),
  usual: 'leave',
  implied: 'leave',
});

/** The questions, without looking at the computer. */
export function firewallQuestions(): QuestionSpec[] {
  return [firewallSpec()];
}

/**
 * The same questions for this computer. `now`: whom our rule admits; `earlier`: whom it admitted before `close`. `matters`: the server is reachable and a firewall may block it; otherwise none
 * is asked.
 */
export function firewallStepQuestions(
  now: Scope | undefined,
  earlier: Scope | undefined,
  matters: boolean,
  preset: FirewallAnswer = 'leave',
): StepQuestion[] {
  const { wrongType } = t().firewall.question;
  const who = selectQuestion<FirewallAnswer>(firewallSpec(), now ?? earlier, preset, wrongType);
  const isGone = now === undefined && who.current !== undefined;
  const current = isGone ? { ...who.current, origin: t().prompt.fromEarlier } : who.current;
  return [{ ...who, current, unasked: !matters }];
}
