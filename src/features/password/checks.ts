import { t } from '../../messages/index.ts';
import { type Check, NOTHING_TO_CHECK } from '../../situation/check.ts';
import { findHashTrouble } from './check-hash.ts';
import { findMissingPassword } from './check-none.ts';
import { findWeakToken } from './check-token.ts';

/** Whatever says which line counts comes first: a password that loses is no bad password. */
const NEEDS = ['config-loads', 'config-read', 'settings-win', 'settings-read'];

/** Can a password get in with the hash that is in force? */
const passwordHash: Check = {
  id: 'password-hash',
  needs: NEEDS,
  fine: () => t().password.checks.hashFine,
  async look(context) {
    return (await findHashTrouble(context)) ?? NOTHING_TO_CHECK;
  },
};

const passwordSet: Check = {
  id: 'password-set',
  needs: NEEDS,
  fine: () => t().password.checks.setFine,
  look: findMissingPassword,
};

/** Is the token, which lets in beside the password, as strong as one? */
const tokenStrong: Check = {
  id: 'token-strong',
  needs: ['config-loads', 'config-read'],
  fine: () => t().password.checks.tokenFine,
  async look(context) {
    return (await findWeakToken(context)) ?? NOTHING_TO_CHECK;
  },
};

/** What the doctor looks at. */
export const passwordChecks: readonly Check[] = [passwordHash, passwordSet, tokenStrong];
