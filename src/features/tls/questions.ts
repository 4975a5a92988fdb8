import { ExposeError } from '../../errors.ts';
import { t } from '../../messages/index.ts';
import { choiceOf } from '../../prompt/accept.ts';
import type { Question } from '../../prompt/question.ts';
import { type Answers, answered } from '../../wizard/step.ts';
import type { TlsAnswer, TlsNow } from './current.ts';
import { challengeQuestion, domainQuestion, emailQuestion, otherNameQuestion } from './name-questions.ts';
import { certQuestion, keyQuestion, type PathBase } from './path-questions.ts';

const ANSWERS = ['self-signed', 'own', 'letsencrypt', 'none'] as const satisfies readonly TlsAnswer[];

export interface TlsFacts extends PathBase {
  readonly now: TlsNow;
  /** Will other devices reach it? */
  readonly exposed: boolean;
}

/** What is asked, given the answers so far; all that may be asked where nobody has said yet which kind it is. */
export function tlsQuestions(facts: TlsFacts, answers: Answers): Question[] {
  const { now } = facts;
  const cert = answered<string>(answers, 'cert');
  const own = () => [certQuestion(now, facts), keyQuestion(now, facts, cert)];
  const letsencrypt = () => [domainQuestion(now), emailQuestion(now), challengeQuestion(now)];
  const first = tlsQuestion(now.kind, facts.exposed);
  switch (answered<TlsAnswer>(answers, 'tls')) {
    case undefined:
      return [first, ...own(), ...letsencrypt()];
    case 'self-signed':
      return [first, otherNameQuestion(now)];
    case 'own':
      return [first, ...own()];
    case 'letsencrypt':
      return [first, ...letsencrypt()];
    case 'none':
      return [first];
  }
}

function tlsQuestion(current: TlsAnswer | undefined, exposed: boolean): Question<TlsAnswer> {
  const m = t().tlsStep;
  const fallback = exposed ? 'self-signed' : 'none';
  const choices = ANSWERS.map((value) => ({ value, label: m.choices[value] }));
  return {
    id: 'tls',
    label: m.label,
    message: m.message,
    why: m.why,
    flag: '--tls KIND',
    kind: 'select',
    piped: false,
    choices,
    ...(current && { current: { value: current, shown: current } }),
    fallback: { value: fallback, shown: fallback },
    parse: (text) => text as TlsAnswer, // one of the choices: whoever reads a select has made sure
    parseJson(value) {
      if (typeof value !== 'string') throw new ExposeError('answer', m.wrongType);
      return choiceOf(choices, value) as TlsAnswer;
    },
    show: String,
    // Chosen by hand where others come in: with what it means, once more. A flag is that yes already.
    remarks: async (value, source) =>
      value === 'none' && exposed && source === 'prompt'
        ? [{ id: 'plain-http', text: m.noneMeans, sure: true }]
        : [],
  };
}

/** Which answer to `tls` a question belongs to, for the sentence that says so. */
export function belongsTo(id: string): TlsAnswer {
  return id === 'cert' || id === 'key' ? 'own' : 'letsencrypt';
}
