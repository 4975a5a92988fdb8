import { describeHash, type HashDescription } from '../../jupyter/password/describe.ts';
import { digestLength } from '../../jupyter/password/hashlib.ts';
import type { SourceOfTrait } from '../../jupyter/settings/sources.ts';
import { defaultHash } from '../../jupyter/target.ts';
import { t } from '../../messages/index.ts';
import { isLoopback } from '../../net/listen-address.ts';
import type { Change } from '../../plan/change.ts';
import { suggest } from '../../prompt/suggest.ts';
import { isSecretName } from '../../python-config/secret-names.ts';
import { type Check, type CheckContext, type CheckGroup, NOTHING_TO_CHECK } from '../../situation/check.ts';
import type { Finding } from '../../situation/finding.ts';
import { evidenceAt, inForce } from '../../situation/setting.ts';
import type { Situation } from '../../situation/situation.ts';

/** Problems that have a name of their own among the doctor's findings; the others are `hash-<problem>`. */
const NAMES: Readonly<Partial<Record<Problem, string>>> = {
  'unknown-algorithm': 'hash-misspelt',
  'dollar-eaten': 'hash-mangled',
};

/** The algorithms that people write. */
const ALGORITHMS = ['sha1', 'sha224', 'sha256', 'sha384', 'sha512', 'md5', 'argon2'];

/** What can be put right without knowing the password. */
const MENDERS: Readonly<Partial<Record<Problem, (hash: string) => string>>> = {
  'unknown-algorithm': withRightName,
  'no-prefix': (hash) => `argon2:${hash}`,
  'double-prefix': (hash) => hash.slice(hash.indexOf(':') + 1),
  'dollar-doubled': (hash) => hash.replaceAll('$$', '$'),
  quoted: (hash) => hash.trim().slice(1, -1).trim(),
  'edge-space': (hash) => hash.trim(),
  'uppercase-digest': (hash) => hash.toLowerCase(),
};

/** Jupyter's own random tokens have 48 hex digits; a third of that is still beyond guessing. */
const SHORTEST = 16;

/** What tutorials write in the place of a token, and what everybody tries first. */
const WELL_KNOWN = /^[<[{"']*(?:change[-_ ]?(?:me|this|it).*|your[-_ ]?(?:secret|token|own).*|(.)\1+)$/i;

/** Hashes that a Jupyter may well accept, but slowly or unlike what anybody else can check. */
const ONLY_STRANGE = new Set(['argon2-old', 'argon2-costly']);

/** So quickly computed that a stolen one is soon guessed. */
const WEAK = new Set(['sha1', 'md5']);

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
export const passwordChecks: CheckGroup = {
  layer: 'login',
  checks: [passwordHash, passwordSet, tokenStrong],
};

/** What is wrong with the hash in force; undefined where there is none. */
async function findHashTrouble({ situation }: CheckContext): Promise<Finding[] | undefined> {
  const { value: hash, source } = await inForce(situation, 'password');
  if (typeof hash !== 'string' || hash === '') return undefined;
  const target = await situation.get('target');
  const program = target.installed?.command ?? `jupyter ${target.app}`;
  const m = t().password.checks;
  const { form, algorithm = '', problem, crashes } = describeHash(hash);
  const place = evidenceAt(source);
  if (problem !== undefined) {
    const mended = mendHash(hash);
    const change = mended === undefined ? undefined : rewrite(source, hash, mended);
    return [
      {
        id: hashCause(problem),
        status: ONLY_STRANGE.has(problem) ? 'warn' : 'fail',
        message: m.hash(t().hash.problem[problem]),
        ...place,
        ...(!ONLY_STRANGE.has(problem) && { why: crashes ? m.crashes : m.refuses }),
        fix: change === undefined ? m.setAnew : m.mend,
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

/** No password where one is wanted. That everything is open is another check's matter. */
async function findMissingPassword({ situation }: CheckContext): Promise<Finding[]> {
  const { value: hash } = await inForce(situation, 'password');
  if (hash !== '' && hash !== undefined && hash !== null) return [];
  const m = t().password.checks;
  const base = { id: 'password-none', fix: m.setOne } as const;
  const required = await inForce(situation, 'password_required');
  if (required.value === true) {
    const place = evidenceAt(required.source);
    return [{ ...base, status: 'fail', message: m.required, ...place, why: m.requiredWhy }];
  }
  const { value: token } = await inForce(situation, 'token');
  const isRandom = token === undefined || token === null;
  if (!isRandom || !(await isExposed(situation))) return [];
  const place = evidenceAt((await inForce(situation, 'ip')).source);
  return [{ ...base, status: 'warn', message: m.none, ...place, why: m.noneWhy }];
}

/** A token that can be guessed, where others can reach the server; undefined where there is no token of one's own. */
async function findWeakToken({ situation }: CheckContext): Promise<Finding[] | undefined> {
  const { value: token, source: line } = await inForce(situation, 'token');
  if (typeof token !== 'string' || token === '' || !(await isExposed(situation))) return undefined;
  const wellKnown = WELL_KNOWN.test(token);
  if (token.length >= SHORTEST && !wellKnown) return [];
  const m = t().password.checks;
  const withPassword = Boolean((await inForce(situation, 'password')).value);
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

/** Can anybody but this computer itself reach the server? */
async function isExposed(situation: Situation): Promise<boolean> {
  const { value } = await inForce(situation, 'ip');
  return !isLoopback(typeof value === 'string' ? value : 'localhost');
}

/** Another value in the place of this one; undefined where lines alone do not decide it. */
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

/** The id of the finding for a hash that lets nobody in. */
function hashCause(problem: Problem): string {
  return NAMES[problem] ?? `hash-${problem}`;
}

/** The hash as it was meant; undefined where only a new one helps. */
function mendHash(hash: string): string | undefined {
  const { problem } = describeHash(hash);
  const mended = problem && MENDERS[problem]?.(hash);
  return mended !== undefined && describeHash(mended).problem === undefined ? mended : undefined;
}

/** 'shad1:…' → 'sha1:…', if the digest is as long as that one's. */
function withRightName(hash: string): string {
  const [name = '', ...rest] = hash.split(':');
  const digest = rest.at(-1) ?? '';
  const fitting = ALGORITHMS.filter((one) => digestLength(one) === digest.length);
  const meant = suggest(name, fitting);
  return meant === undefined ? hash : [meant, ...rest].join(':');
}
