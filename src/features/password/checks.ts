import { isGuessable, isWellKnown } from '../../checks/access/known-words.ts';
import { nameOf, readAccessSettings } from '../../checks/access/settings.ts';
import { describeHash, type HashDescription } from '../../jupyter/password/describe.ts';
import { digestLength } from '../../jupyter/password/hashlib.ts';
import type { SourceOfTrait } from '../../jupyter/settings/sources.ts';
import { commandOf, defaultHash } from '../../jupyter/target.ts';
import { t } from '../../messages/index.ts';
import type { Change } from '../../plan/change.ts';
import { suggest } from '../../prompt/suggest.ts';
import { isSecretName } from '../../python-config/secret-names.ts';
import {
  type Check,
  type CheckContext,
  type CheckFindings,
  type CheckGroup,
  NOTHING_TO_CHECK,
} from '../../situation/check.ts';
import { effectiveSetting, evidenceAt, isSet } from '../../situation/effective-setting.ts';
import type { Finding } from '../../situation/finding.ts';
import { listensHereOnly } from '../../situation/listen-reach.ts';
import type { Situation } from '../../situation/situation.ts';

/** Problems with their own finding ids; all others are `hash-<problem>`. */
const NAMES: Readonly<Partial<Record<Problem, string>>> = {
  'unknown-algorithm': 'hash-misspelt',
  'dollar-eaten': 'hash-mangled',
};

/** Algorithm names that occur in hashes. */
const ALGORITHMS = ['sha1', 'sha224', 'sha256', 'sha384', 'sha512', 'md5', 'argon2'];

/** Fixes that do not need the password. */
const FIXERS: Readonly<Partial<Record<Problem, (hash: string) => string>>> = {
  'unknown-algorithm': withRightName,
  'no-prefix': (hash) => `argon2:${hash}`,
  'double-prefix': (hash) => hash.slice(hash.indexOf(':') + 1),
  'dollar-doubled': (hash) => hash.replaceAll('$$', '$'),
  quoted: (hash) => hash.trim().slice(1, -1).trim(),
  'edge-space': (hash) => hash.trim(),
  'uppercase-digest': (hash) => hash.toLowerCase(),
};

/** Jupyter may accept these hashes, but checks them slowly, or other programs cannot check them. */
const ONLY_STRANGE = new Set(['argon2-old', 'argon2-costly']);

/** So fast to compute that a stolen hash is soon cracked. */
const WEAK = new Set(['sha1', 'md5']);

/** The checks that decide which line is effective run first: an overridden password is not a problem. */
const NEEDS = ['config-loads', 'config-read', 'settings-win', 'settings-read'];

/** Whether any password can match the effective hash. */
const passwordHash: Check = {
  id: 'password-hash',
  needs: NEEDS,
  fine: () => t().password.checks.hashFine,
  run: findHashProblem,
};

const passwordSet: Check = {
  id: 'password-set',
  needs: NEEDS,
  fine: () => t().password.checks.setFine,
  run: findMissingPassword,
};

/** Whether the token, which grants access in addition to the password, is strong enough. */
const tokenStrong: Check = {
  id: 'token-strong',
  needs: ['config-loads', 'config-read'],
  fine: () => t().password.checks.tokenFine,
  run: findWeakToken,
};

export const passwordChecks: CheckGroup = {
  layer: 'login',
  checks: [passwordHash, passwordSet, tokenStrong],
};

/** Problems of the effective hash. */
async function findHashProblem({ situation }: CheckContext): Promise<CheckFindings> {
  const { value: hash, source } = await effectiveSetting(situation, 'password');
  if (!isSet(hash)) return NOTHING_TO_CHECK;
  const target = await situation.get('target');
  const program = commandOf(target);
  const m = t().password.checks;
  const { form, algorithm = '', problem, crashes } = describeHash(hash);
  const place = evidenceAt(source);
  if (problem !== undefined) {
    const fixed = fixHash(hash);
    const change = fixed === undefined ? undefined : rewrite(source, hash, fixed);
    return [
      {
        id: NAMES[problem] ?? `hash-${problem}`,
        status: ONLY_STRANGE.has(problem) ? 'warn' : 'fail',
        message: m.hash(t().hash.problem[problem]),
        ...place,
        ...(!ONLY_STRANGE.has(problem) && { why: crashes ? m.crashes : m.refuses }),
        fix: change === undefined ? m.setAnew : m.fix,
        ...(change && { repair: { changes: [change] } }),
      },
    ];
  }
  const readsArgon2 = defaultHash(target) === 'argon2';
  if (form === 'argon2' && !readsArgon2) {
    const message = m.notUnderstood(program, target.serverVersion);
    return [{ id: 'hash-not-understood', status: 'fail', message, ...place, why: m.refuses, fix: m.setAnew }];
  }
  if (WEAK.has(algorithm) && readsArgon2 && (await isExposed(situation))) {
    return [
      { id: 'password-sha1', status: 'warn', message: m.weakHash(algorithm), ...place, fix: m.setAnew },
    ];
  }
  return [];
}

/** A missing password where one is needed. Another check reports a server without any authentication. */
async function findMissingPassword({ situation }: CheckContext): Promise<Finding[]> {
  const { value: hash } = await effectiveSetting(situation, 'password');
  const m = t().password.checks;
  if (hash !== '' && hash !== undefined && hash !== null) return unusedPassword(situation);
  const base = { id: 'password-none', fix: m.setOne } as const;
  const required = await effectiveSetting(situation, 'password_required');
  if (required.value === true) {
    const place = evidenceAt(required.source);
    return [{ ...base, status: 'fail', message: m.required, ...place, why: m.requiredWhy }];
  }
  const { value: token } = await effectiveSetting(situation, 'token');
  const isRandom = token === undefined || token === null;
  if (!isRandom || !(await isExposed(situation))) return [];
  const place = evidenceAt((await effectiveSetting(situation, 'ip')).source);
  return [{ ...base, status: 'warn', message: m.none, ...place, why: m.noneWhy }];
}

/** jupyter_server's class that takes tokens only. */
const TOKENS_ONLY = /^jupyter_server\.auth\.(?:identity\.)?IdentityProvider$/;

/** A password that the class which lets people in never looks at. */
async function unusedPassword(situation: Situation): Promise<Finding[]> {
  const settings = await readAccessSettings(situation, (key) => nameOf(key) === 'identity_provider_class');
  const m = t().password.checks;
  return settings
    .filter(({ name, value }) => name === 'identity_provider_class' && TOKENS_ONLY.test(String(value)))
    .map(({ key, evidence }) => ({
      id: 'password-unused',
      status: 'fail' as const,
      message: m.unused(key),
      evidence,
      fix: m.unusedFix(key),
    }));
}

/** A guessable token on a reachable server. */
async function findWeakToken({ situation }: CheckContext): Promise<CheckFindings> {
  const { value: token, source: line } = await effectiveSetting(situation, 'token');
  if (!isSet(token) || !(await isExposed(situation))) return NOTHING_TO_CHECK;
  const { name, hostName } = await situation.get('user');
  if (!isGuessable(token, [name, hostName])) return [];
  const wellKnown = isWellKnown(token, [name, hostName]);
  const m = t().password.checks;
  const withPassword = Boolean((await effectiveSetting(situation, 'password')).value);
  const changes =
    line === undefined || line.conditional || !line.writable || line.value !== token || !withPassword
      ? []
      : [
          {
            kind: 'edit-settings' as const,
            path: line.file,
            format: line.format,
            settings: {},
            remove: [line.key],
            secret: [line.key],
          },
        ];
  return [
    {
      id: 'token-weak',
      status: 'fail',
      message: wellKnown ? m.tokenKnown : m.tokenShort(token.length),
      ...evidenceAt(line),
      why: withPassword ? m.tokenBeside : m.tokenAlone,
      fix: line === undefined ? m.tokenFromOutside : m.tokenFix(line.key),
      ...(changes.length > 0 && { repair: { changes } }),
    },
  ];
}

/** Whether other computers can reach the server. */
async function isExposed(situation: Situation): Promise<boolean> {
  const { value } = await effectiveSetting(situation, 'ip');
  return !(await listensHereOnly(situation, typeof value === 'string' ? value : 'localhost'));
}

/** Replaces this value; undefined if the line alone does not decide it. */
function rewrite(line: SourceOfTrait | undefined, now: unknown, value: string): Change | undefined {
  if (line === undefined || line.conditional || !line.writable || line.value !== now) return undefined;
  const { file: path, format, key } = line;
  return {
    kind: 'edit-settings',
    path,
    format,
    settings: { [key]: value },
    secret: [key].filter(isSecretName),
    mode: 0o600,
  };
}

type Problem = NonNullable<HashDescription['problem']>;

/** The intended hash; undefined if only a new one helps. */
function fixHash(hash: string): string | undefined {
  const { problem } = describeHash(hash);
  const fixed = problem && FIXERS[problem]?.(hash);
  return fixed !== undefined && describeHash(fixed).problem === undefined ? fixed : undefined;
}

/** 'shad1:…' → 'sha1:…', if the digest has that algorithm's length. */
function withRightName(hash: string): string {
  const [name = '', ...rest] = hash.split(':');
  const digest = rest.at(-1) ?? '';
  const fitting = ALGORITHMS.filter((one) => digestLength(one) === digest.length);
  const meant = suggest(name, fitting);
  return meant === undefined ? hash : [meant, ...rest].join(':');
}
