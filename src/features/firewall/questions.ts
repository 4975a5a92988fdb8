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

/** What may be asked, before the machine was looked at. */
export function firewallQuestions(): QuestionSpec[] {
  return [firewallSpec()];
}

/** What is asked now. `matters`: somebody comes from outside, and a firewall may be in the way; otherwise nobody is asked. */
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
    parse: (text) => text as FirewallAnswer, // one of the choices: whoever reads a select has made sure
    parseJson(value) {
      if (typeof value !== 'string') throw new ExposeError('answer', t().firewall.question.wrongType);
      return choiceOf(choices, value) as FirewallAnswer;
    },
    show: String,
  };
}
