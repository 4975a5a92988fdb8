import { ExposeError } from '../../errors.ts';
import { describeHash } from '../../jupyter/password/describe.ts';
import type { HashAlgorithm } from '../../jupyter/password/hash.ts';
import { findInputProblem } from '../../jupyter/password/input.ts';
import { t } from '../../messages/index.ts';
import { requireText, type StepQuestion } from '../../prompt/question.ts';
import { Secret } from '../../system/secret.ts';
import { looksHangul } from './estimate-strength.ts';
import { passwordSpec } from './question-specs.ts';

const ALGORITHMS: readonly HashAlgorithm[] = ['argon2', 'sha1', 'sha256'];

/** A new password, or the current one. */
export type PasswordAnswer = Secret | 'unchanged';

/** `isSet`: there is a password that the installed Jupyter can check. */
export function passwordQuestion(isSet: boolean): StepQuestion<PasswordAnswer> {
  const m = t().password;
  return {
    ...passwordSpec(),
    ...(isSet && { current: { value: 'unchanged', shown: m.unchanged } }),
    parse: acceptPassword,
    parseJson: (value) => acceptPassword(requireText(value, m.wrongType)),
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

/**
 * The algorithm of `--hash`; undefined without it. Throws ExposeError if it is unknown or the target cannot read it.
 */
export function chosenAlgorithm(
  flag: string | undefined,
  target: { readonly name: string; readonly readsArgon2: boolean },
): HashAlgorithm | undefined {
  if (flag === undefined) return undefined;
  const algorithm = ALGORITHMS.find((name) => name === flag);
  if (!algorithm) throw new ExposeError('usage', t().password.hashUnknown(flag));
  if (algorithm === 'argon2' && !target.readsArgon2) {
    throw new ExposeError(
      'answer',
      t().password.hashUnreadable(algorithm, target.name),
      t().password.hashUnreadableHint,
    );
  }
  return algorithm;
}

/** Whether any password can match this hash on a Jupyter that does, or does not, read argon2. */
export function isUsableHash(hash: string, readsArgon2: boolean): boolean {
  const { form, problem } = describeHash(hash);
  if (problem !== undefined) return false;
  return form === 'hashlib' || (form === 'argon2' && readsArgon2);
}

/** Whether this hash has the form that `--hash` requests. */
export function isOfForm(hash: string, algorithm: HashAlgorithm): boolean {
  const { form, algorithm: name = '' } = describeHash(hash);
  return algorithm === 'argon2' ? form === 'argon2' : form === 'hashlib' && name === algorithm;
}
