import { ExposeError } from '../../errors.ts';
import { describeHash } from '../../jupyter/password/describe.ts';
import type { HashAlgorithm } from '../../jupyter/password/hash.ts';
import { t } from '../../messages/index.ts';

const ALGORITHMS: readonly HashAlgorithm[] = ['argon2', 'sha1', 'sha256'];

/** What `--hash` names, refused where the target could not read it. Undefined when it was not given. */
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

/** Can some password get in with this hash on a Jupyter that does, or does not, read argon2? */
export function isUsableHash(hash: string, readsArgon2: boolean): boolean {
  const { form, problem } = describeHash(hash);
  if (problem !== undefined) return false;
  return form === 'hashlib' || (form === 'argon2' && readsArgon2);
}

/** Is this hash of the form that `--hash` asks for? */
export function isOfForm(hash: string, algorithm: HashAlgorithm): boolean {
  const { form, algorithm: name = '' } = describeHash(hash);
  return algorithm === 'argon2' ? form === 'argon2' : form === 'hashlib' && name === algorithm;
}
