import { ExposeError } from '../errors.ts';
import { t } from '../messages/index.ts';
import type { Question } from '../prompt/question.ts';
import { Secret } from '../system/secret.ts';

/** Asks for a password in other words than the wizard's. `once`: one that exists already is not typed a second time. */
export function passwordQuestion(ask: { message: string; once: boolean; piped: boolean }): Question<Secret> {
  return {
    id: 'password',
    label: t().password.label,
    message: ask.message,
    flag: '--password-file FILE',
    kind: 'secret',
    ...(ask.once && { once: true }),
    piped: ask.piped,
    parse(text) {
      if (text === '') throw new ExposeError('answer', t().password.empty);
      return new Secret(text);
    },
    parseJson() {
      throw new ExposeError('answer', t().password.wrongType);
    },
    show: String,
  };
}
