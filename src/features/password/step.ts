import { cookieSecretFiles } from '../../checks/access/cookie-secret.ts';
import { ExposeError } from '../../errors.ts';
import { type HashAlgorithm, hashPassword, verifyPassword } from '../../jupyter/password/hash.ts';
import { defaultHash } from '../../jupyter/target.ts';
import { t } from '../../messages/index.ts';
import type { Change } from '../../plan/change.ts';
import { currentValue } from '../../situation/effective-setting.ts';
import type { Finding } from '../../situation/finding.ts';
import type { Secret } from '../../system/secret.ts';
import {
  type Answers,
  answered,
  isExposed,
  type Review,
  type Step,
  type StepContext,
  type StepPlan,
} from '../../wizard/step.ts';
import type { Strength } from './estimate-strength.ts';
import { withoutClearText } from './former-secrets.ts';
import {
  chosenAlgorithm,
  isOfForm,
  isUsableHash,
  type PasswordAnswer,
  passwordQuestion,
} from './questions.ts';

/** The login password. */
export const passwordStep: Step = {
  id: 'password',

  async questions(context) {
    await wantedAlgorithm(context);
    return [passwordQuestion((await usableHash(context)) !== undefined)];
  },

  async review(context, answers): Promise<Review | undefined> {
    const weakness = await weakPassword(context, answers);
    if (weakness === undefined) return undefined;
    const m = t().password;
    if (isTooWeak(context, weakness)) return { again: ['password'], text: m.tooWeak(weakness.score) };
    return { again: ['password'], text: m.weak(weakness.score), sure: m.weakSure };
  },

  async plan(context, answers): Promise<StepPlan> {
    const weakness = await weakPassword(context, answers);
    if (weakness !== undefined && isTooWeak(context, weakness))
      throw new ExposeError('answer', t().password.tooWeak(weakness.score), t().password.tooWeakHint);
    const hash = await wantedHash(context, answers);
    const changes = hash === undefined ? [] : await withoutClearText(context.situation);
    return {
      settings: [
        ...(hash === undefined ? [] : [{ trait: 'password' as const, value: hash }]),
        { trait: 'password_required', value: true },
        { trait: 'allow_unauthenticated_access', value: false },
      ],
      changes,
      ...(hash !== undefined && isExposed(answers) && !weakness?.guessable && { examinedHash: hash }),
      notes: hash === undefined ? [] : await notes(context, changes),
      remarks: remarksOn(weakness),
    };
  },
};

/** Whether the password is refused together with an address that others reach. */
function isTooWeak({ options }: StepContext, { guessable }: Strength): boolean {
  return guessable && options.weakPassword !== true;
}

function remarksOn(weakness: Strength | undefined): Finding[] {
  if (weakness === undefined) return [];
  const m = t().password;
  return [{ id: 'password-weak', status: 'warn', message: m.weak(weakness.score), fix: m.weakFix }];
}

/** The hash to write; undefined to keep the current one. */
async function wantedHash(context: StepContext, answers: Answers): Promise<string | undefined> {
  const target = await context.situation.get('target');
  const algorithm = await wantedAlgorithm(context);
  const current = await usableHash(context);
  const password = answered<PasswordAnswer>(answers, 'password');
  const keeps = (hash: string) => algorithm === undefined || isOfForm(hash, algorithm);
  if (password === undefined || password === 'unchanged') {
    if (current === undefined || keeps(current)) return undefined;
    throw new ExposeError('answer', t().password.hashNeedsPassword, t().password.hashNeedsPasswordHint);
  }
  if (current !== undefined && keeps(current) && (await verifyPassword(password.reveal(), current)))
    return undefined;
  return hashPassword(password.reveal(), algorithm ?? defaultHash(target), {
    randomBytes: context.system.randomBytes,
  });
}

async function wantedAlgorithm({ situation, options }: StepContext): Promise<HashAlgorithm | undefined> {
  const target = await situation.get('target');
  const name = `${target.app} ${target.appVersion}`;
  const { hash } = options;
  return chosenAlgorithm(typeof hash === 'string' ? hash : undefined, {
    name,
    readsArgon2: defaultHash(target) === 'argon2',
  });
}

/** The effective hash, if a password can match it on this Jupyter. */
async function usableHash(context: StepContext): Promise<string | undefined> {
  const hash = await currentValue(context.situation, 'password');
  const target = await context.situation.get('target');
  return typeof hash === 'string' && isUsableHash(hash, defaultHash(target) === 'argon2') ? hash : undefined;
}

/** The strength of a new password that is too weak for a reachable address. */
async function weakPassword({ situation }: StepContext, answers: Answers): Promise<Strength | undefined> {
  const password = answered<PasswordAnswer>(answers, 'password');
  if (password === undefined || password === 'unchanged' || !isExposed(answers)) return undefined;
  const { name, hostName } = await situation.get('user');
  const estimate = async () =>
    (await import('./estimate-strength.ts')).estimateStrength(password.reveal(), [hostName, name]);
  // Review and plan ask about the same password.
  const estimated = situation.once('strengths', () => new Map<Secret, Promise<Strength>>());
  const known = estimated.get(password) ?? estimate();
  estimated.set(password, known);
  const strength = await known;
  return strength.weak ? strength : undefined;
}

/** What the new password means for the old one; a hash in the .py file overrides what `jupyter server password` writes to the .json file. */
async function notes({ situation }: StepContext, changes: readonly Change[]): Promise<string[]> {
  const target = await situation.get('target');
  const m = t().password;
  return [
    ...(changes.length > 0 ? [m.clearTextGone] : []),
    ...((await cookieSecretFiles(situation)).length > 0 ? [m.endsLogins] : []),
    ...(target.generation === 'server2' ? [m.noLongerByJupyter('jupyter server')] : []),
  ];
}
