import { ExposeError } from '../../errors.ts';
import { t } from '../../messages/index.ts';
import { choiceOf } from '../../prompt/accept.ts';
import type { Question } from '../../prompt/question.ts';
import type { Scope } from './types.ts';

export type FirewallAnswer = 'leave' | Scope;

const ANSWERS = ['leave', 'lan', 'everywhere'] as const satisfies readonly FirewallAnswer[];

/** `matters`: somebody comes from outside, and a firewall may be in the way. Otherwise nobody is asked. */
export function firewallQuestion(current: Scope | undefined, matters: boolean): Question<FirewallAnswer> {
  const m = t().firewall.question;
  const choices = ANSWERS.map((value) => ({ value, label: m.choices[value] }));
  return {
    id: 'firewall',
    label: m.label,
    message: m.message,
    why: m.why,
    flag: '--firewall WHO',
    kind: 'select',
    piped: false,
    choices,
    ...(!matters && { unasked: true }),
    ...(current && { current: { value: current, shown: current } }),
    fallback: { value: 'leave', shown: 'leave' },
    parse: (text) => text as FirewallAnswer, // one of the choices: whoever reads a select has made sure
    parseJson(value) {
      if (typeof value !== 'string') throw new ExposeError('answer', m.wrongType);
      return choiceOf(choices, value) as FirewallAnswer;
    },
    show: String,
  };
}
