import { ExposeError } from '../../errors.ts';
import { t } from '../../messages/index.ts';
import { choiceOf, type QuestionSpec, type StepQuestion } from '../../prompt/question.ts';
import type { Scope } from './types.ts';

export type FirewallAnswer = 'leave' | Scope;

const ANSWERS = ['leave', 'lan', 'everywhere'] as const satisfies readonly FirewallAnswer[];

const firewallSpec = (): QuestionSpec => ({
  id: 'firewall',
  flag: '--firewall WHO',
  flags: [{ declared: '--firewall <who>', help: t().firewall.flags.firewall }],
  kind: 'select',
  piped: false,
  label: t().firewall.question.label,
  message: t().firewall.question.message,
  why: t().firewall.question.why,
  choices: ANSWERS.map((value) => ({ value, label: t().firewall.question.choices[value] })),
  usual: 'leave',
  unsaid: 'leave',
});

/** The questions, without looking at the computer. */
export function firewallQuestions(): QuestionSpec[] {
  return [firewallSpec()];
}

/** `matters`: the server is reachable and a firewall may block it; otherwise the question is not asked. */
export function firewallQuestionsNow(current: Scope | undefined, matters: boolean): StepQuestion[] {
  return [firewallQuestion(current, matters)];
}

function firewallQuestion(current: Scope | undefined, matters: boolean): StepQuestion<FirewallAnswer> {
  const { choices = [] } = firewallSpec();
  return {
    ...firewallSpec(),
    ...(!matters && { unasked: true }),
    ...(current && { current: { value: current, shown: current } }),
    fallback: { value: 'leave', shown: 'leave' },
    parse: (text) => text as FirewallAnswer, // already checked against the choices
    parseJson(value) {
      if (typeof value !== 'string') throw new ExposeError('answer', t().firewall.question.wrongType);
      return choiceOf(choices, value) as FirewallAnswer;
    },
    show: String,
  };
}
