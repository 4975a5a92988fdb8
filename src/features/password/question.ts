import { ExposeError } from '../../errors.ts';
import { findInputProblem } from '../../jupyter/password/input.ts';
import { t } from '../../messages/index.ts';
import type { Question } from '../../prompt/question.ts';
import { Secret } from '../../system/secret.ts';
import { looksHangul } from './strength.ts';

/** A new password, or the one that is set already. */
export type PasswordAnswer = Secret | 'unchanged';

/** `isSet`: is there a password now that the installed Jupyter can check? */
export function passwordQuestion(isSet: boolean): Question<PasswordAnswer> {
  const m = t().password;
  return {
    id: 'password',
    label: m.label,
    message: m.message,
    why: m.why,
    flag: '--password-file FILE',
    kind: 'secret',
    piped: true,
    ...(isSet && { current: { value: 'unchanged', shown: m.unchanged } }),
    parse: acceptPassword,
    parseJson(value) {
      if (typeof value !== 'string') throw new ExposeError('answer', m.wrongType);
      return acceptPassword(value);
    },
    show: String,
    remarks: async (answer) => {
      if (answer === 'unchanged' || !looksHangul(answer.reveal())) return [];
      return [{ id: 'password-hangul', text: t().hash.hangul }];
    },
  };
}

function acceptPassword(text: string): Secret {
  const problem = findInputProblem(text);
  if (problem === 'empty') throw new ExposeError('answer', t().password.empty, t().password.emptyHint);
  if (problem) throw new ExposeError('answer', t().hash.input[problem]);
  return new Secret(text);
}
