import type { Trouble, TroubleKind } from '../../jupyter/client/types.ts';
import { t } from '../../messages/index.ts';
import { type Check, NOTHING_TO_CHECK } from '../../situation/check.ts';
import type { Finding } from '../../situation/finding.ts';
import { findOriginMismatch } from './anonymous.ts';
import type { UrlContext, Visit } from './session.ts';
import { missed, told, type Words } from './words.ts';

/** A cause, by the kind of trouble or by the status of the answer. */
interface Cause {
  readonly kind?: TroubleKind;
  readonly http?: number;
  readonly id: string;
  readonly words: (trouble: Trouble) => Words;
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

/** Log in, start a kernel, ask it, remove it: only with a password. */
export const liveChecks: readonly Check<UrlContext>[] = [
  {
    id: 'url-login',
    needs: ['url-closed', 'url-origin', 'url-cookies', 'url-private'],
    fine: () => t().url.loginFine,
    look: async ({ visit }) => {
      if (visit.password === undefined) return NOTHING_TO_CHECK;
      const reply = await visit.login(visit.password);
      if ('value' in reply) return [];
      if (reply.trouble.kind === 'plain-password') return [notSent(visit)];
      return [
        tell(
          AT_LOGIN,
          'url-login-failed',
          t().url.loginFailed,
          reply.trouble,
          `POST ${visit.named.url}login`,
        ),
      ];
    },
  },
  {
    id: 'url-kernel',
    needs: ['url-login', 'url-body'],
    fine: () => t().url.kernelFine,
    look: async ({ visit }) => {
      if (visit.password === undefined) return NOTHING_TO_CHECK;
      const reply = await visit.kernel();
      if ('value' in reply) return [];
      const request = `POST ${visit.named.url}api/kernels`;
      return [tell(ANYWHERE, 'url-kernel-none', t().url.kernelNone, reply.trouble, request)];
    },
  },
  {
    id: 'url-websocket',
    needs: ['url-kernel'],
    fine: () => t().url.websocketFine,
    look: async ({ visit }) => {
      const kernel = await kernelOf(visit);
      if (kernel === undefined) return NOTHING_TO_CHECK;
      const reply = await visit.channel(kernel);
      if ('value' in reply) return [];
      const { trouble } = reply;
      const mismatch =
        trouble.status === 403 ? await findOriginMismatch(visit, visit.owner, `api/kernels/${kernel}`) : [];
      if (mismatch.length > 0) return mismatch;
      const request = `GET ${visit.named.url.replace(/^http/, 'ws')}api/kernels/${kernel}/channels`;
      return [tell(AT_WEBSOCKET, 'url-ws-blocked', t().url.wsBlocked, trouble, request)];
    },
  },
  {
    id: 'url-computes',
    needs: ['url-websocket'],
    fine: () => t().url.computes,
    look: async ({ visit }) => {
      const kernel = await kernelOf(visit);
      if (kernel === undefined) return NOTHING_TO_CHECK;
      const channel = await visit.channel(kernel);
      if ('trouble' in channel) return NOTHING_TO_CHECK;
      const reply = await channel.value.evaluate('1+1');
      channel.value.close();
      if ('value' in reply && reply.value === '2') return [];
      const trouble: Trouble = 'value' in reply ? { kind: 'kernel-error', text: reply.value } : reply.trouble;
      return [told('fail', 'url-kernel-silent', t().url.kernelSilent, missed('1+1', trouble))];
    },
  },
  {
    id: 'url-removed',
    needs: ['url-kernel'],
    after: ['url-websocket', 'url-computes'],
    fine: () => t().url.removedFine,
    look: async ({ visit }) => {
      const kernel = await kernelOf(visit);
      if (kernel === undefined) return NOTHING_TO_CHECK;
      const reply = await visit.removal();
      if ('value' in reply) return [];
      const request = `DELETE ${visit.named.url}api/kernels/${kernel}`;
      return [told('warn', 'url-kernel-left', t().url.kernelLeft, missed(request, reply.trouble))];
    },
  },
];

/** The kernel of this visit; undefined where none was asked for. */
async function kernelOf(visit: Visit): Promise<string | undefined> {
  if (visit.password === undefined) return undefined;
  const reply = await visit.kernel();
  return 'value' in reply ? reply.value : undefined;
}

function tell(
  causes: readonly Cause[],
  id: string,
  words: Words,
  trouble: Trouble,
  request: string,
): Finding {
  const cause = causes.find(({ kind, http }) =>
    http === undefined ? kind === trouble.kind : http === trouble.status,
  );
  return told('fail', cause?.id ?? id, cause?.words(trouble) ?? words, missed(request, trouble));
}

function notSent({ named }: Visit): Finding {
  const evidence = { request: `POST ${named.url}login` };
  return { ...told('unknown', 'url-login', t().url.notSent, evidence), blockedBy: 'url-plain-http' };
}

function hostOf(location: string): string {
  return URL.canParse(location) ? new URL(location).origin : location;
}
