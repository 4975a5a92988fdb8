import { EXPECTED_VALUE } from '../../jupyter/client/server-session.ts';
import type { Problem, ProblemKind } from '../../jupyter/client/types.ts';
import { t } from '../../messages/index.ts';
import { NOTHING_TO_CHECK } from '../../situation/check.ts';
import type { Finding, Words } from '../../situation/finding.ts';
import type { LiveReport } from '../live/live-checks.ts';
import { findOriginMismatch } from './anonymous-checks.ts';
import { failureEvidence, findingOf } from './findings.ts';
import type { UrlContext } from './named-url.ts';

/** A cause, recognised by the kind of error or by the status of the answer. */
interface Cause {
  readonly kind?: ProblemKind;
  readonly http?: number;
  readonly id: string;
  readonly words: (problem: Problem) => Words;
}

const ANYWHERE: readonly Cause[] = [
  { http: 429, id: 'url-rate-limited', words: () => t().url.rateLimited },
  { http: 413, id: 'url-body-limit', words: () => t().url.bodyLimit },
  { http: 502, id: 'url-proxy-down', words: () => t().url.proxyDown(502) },
  { http: 504, id: 'url-proxy-down', words: () => t().url.proxyDown(504) },
  { kind: 'cookie-lost', id: 'url-cookie-lost', words: () => t().url.cookieLost },
  { kind: 'xsrf', id: 'url-cookie-lost', words: () => t().url.cookieLost },
  {
    kind: 'elsewhere',
    id: 'url-redirects-away',
    words: ({ location = '' }) => t().url.loginLeadsAway(hostOf(location)),
  },
];

const AT_LOGIN: readonly Cause[] = [
  { kind: 'password-refused', id: 'url-password-refused', words: () => t().url.passwordRefused },
  { http: 500, id: 'url-login-500', words: () => t().url.login500 },
  ...ANYWHERE,
  { kind: 'no-login-form', id: 'url-no-login', words: () => t().url.noLogin },
];

const AT_WEBSOCKET: readonly Cause[] = [
  { http: 400, id: 'url-upgrade-stripped', words: () => t().url.upgradeStripped },
  { http: 426, id: 'url-upgrade-stripped', words: () => t().url.upgradeStripped },
  { http: 403, id: 'url-cookie-lost', words: () => t().url.cookieLostAtWebSocket },
  ...ANYWHERE,
];

/** From the login to the removal of the kernel: only with a password. */
export const loginSteps: Pick<
  LiveReport<UrlContext>,
  'login' | 'loginUntried' | 'kernel' | 'websocket' | 'computes' | 'removed' | 'kernelUntried'
> = {
  login: {
    id: 'url-login',
    needs: ['url-closed', 'url-origin', 'url-cookies', 'url-private'],
    fine: () => t().url.loginFine,
    explain(problem, { named }) {
      const request = `POST ${named.url}login`;
      if (problem.kind === 'plain-password') return [notSent(request)];
      return [explain(AT_LOGIN, 'url-login-failed', t().url.loginFailed, problem, request)];
    },
  },
  loginUntried: async ({ password }) => (password === undefined ? NOTHING_TO_CHECK : undefined),
  kernel: {
    id: 'url-kernel',
    needs: ['url-login', 'url-body'],
    fine: () => t().url.kernelFine,
    explain(problem, { named }) {
      const request = `POST ${named.url}api/kernels`;
      return [explain(ANYWHERE, 'url-kernel-none', t().url.kernelNone, problem, request)];
    },
  },
  websocket: {
    id: 'url-websocket',
    needs: ['url-kernel'],
    fine: () => t().url.websocketFine,
    async explain(problem, context) {
      const path = `api/kernels/${await kernelId(context)}`;
      const mismatch =
        problem.status === 403
          ? await findOriginMismatch(context, context.session.requestLoggedIn, path)
          : [];
      if (mismatch.length > 0) return mismatch;
      const request = `GET ${context.named.url.replace(/^http/, 'ws')}${path}/channels`;
      return [explain(AT_WEBSOCKET, 'url-ws-blocked', t().url.wsBlocked, problem, request)];
    },
  },
  computes: {
    id: 'url-computes',
    needs: ['url-websocket'],
    fine: () => t().url.computes,
    explain: (problem) => [kernelSilent(problem)],
    evaluate: (value) =>
      value === EXPECTED_VALUE ? [] : [kernelSilent({ kind: 'kernel-error', text: value })],
  },
  removed: {
    id: 'url-removed',
    needs: ['url-kernel'],
    after: ['url-websocket', 'url-computes'],
    fine: () => t().url.removedFine,
    async explain(problem, context) {
      const request = `DELETE ${context.named.url}api/kernels/${await kernelId(context)}`;
      return [findingOf('warn', 'url-kernel-left', t().url.kernelLeft, failureEvidence(request, problem))];
    },
  },
  kernelUntried: () => NOTHING_TO_CHECK,
};

/** The id of the session's kernel, which runs by the time of these steps. */
async function kernelId({ session }: UrlContext): Promise<string> {
  const started = await session.startKernel();
  return 'value' in started ? started.value : '';
}

function kernelSilent(problem: Problem): Finding {
  return findingOf('fail', 'url-kernel-silent', t().url.kernelSilent, failureEvidence('1+1', problem));
}

/** The finding of the first cause that matches, else the given one. */
function explain(
  causes: readonly Cause[],
  id: string,
  words: Words,
  problem: Problem,
  request: string,
): Finding {
  const cause = causes.find(({ kind, http }) =>
    http === undefined ? kind === problem.kind : http === problem.status,
  );
  return findingOf(
    'fail',
    cause?.id ?? id,
    cause?.words(problem) ?? words,
    failureEvidence(request, problem),
  );
}

function notSent(request: string): Finding {
  return { ...findingOf('unknown', 'url-login', t().url.notSent, { request }), blockedBy: 'url-plain-http' };
}

function hostOf(location: string): string {
  return URL.canParse(location) ? new URL(location).origin : location;
}
