import type { Problem } from '../../jupyter/client/types.ts';
import { describeHash, verifyPassword } from '../../jupyter/password/hash.ts';
import { defaultHash } from '../../jupyter/target.ts';
import { t } from '../../messages/index.ts';
import { type Finding, finding } from '../../situation/finding.ts';
import { Secret } from '../../system/secret.ts';
import { findGateways, gatewayGone } from '../host/gateway.ts';
import { lostCookies } from './cookies.ts';
import type { LiveReport } from './live-checks.ts';
import { type LocalContext, loginEndpoint } from './local-context.ts';
import { routesClosed } from './routes.ts';
import { strangersRefused } from './strangers.ts';

const SERVER_ERROR = 500;

const ANSWERED = ['listens', 'loopback-answers', 'lan-answers', 'tls-as-configured'];

const OPEN = 200;

/** How servers of all generations refuse an anonymous client: forbidden, or a redirect to the login page. */
const CLOSED = new Set([401, 403, 302]);

const PASSWORD_BYTES = 18;

/** From keeping anonymous clients out to letting the user in. */
export const loginSteps: Pick<
  LiveReport<LocalContext>,
  'closed' | 'beforeLogin' | 'login' | 'loginUntried'
> = {
  closed: {
    id: 'no-anonymous',
    needs: ANSWERED,
    fine: () => t().live.closed,
    async explain({ text }, context) {
      const { url } = await loginEndpoint(context);
      const m = t().live;
      return [{ id: 'no-answer', status: 'fail', message: m.noAnswer(url, text), fix: m.noAnswerFix }];
    },
    async evaluate({ status }, context) {
      const { url } = await loginEndpoint(context);
      const evidence = { http: status, request: `GET ${url}api/status` };
      const m = t().live;
      if (status === OPEN) {
        const words = { message: m.open, why: m.openWhy, fix: m.openFix };
        return [finding('fail', 'open-to-anyone', words, { evidence })];
      }
      if (CLOSED.has(status)) return [{ id: 'no-anonymous', status: 'ok', message: m.closed, evidence }];
      return [{ id: 'no-anonymous', status: 'unknown', message: m.closedUnknown(status), evidence }];
    },
  },
  beforeLogin: [
    {
      id: 'wrong-password-refused',
      needs: [...ANSWERED, 'no-anonymous'],
      fine: () => t().live.wrongRefused,
      async run(context) {
        const client = context.clientAt(await loginEndpoint(context));
        const reply = await client.login(new Secret(randomPassword(context)));
        const m = t().live;
        if ('value' in reply) {
          const words = { message: m.wrongAccepted, fix: m.wrongAcceptedFix };
          return [finding('fail', 'any-password-accepted', words)];
        }
        const { kind } = reply.problem;
        return kind === 'password-refused' ? [] : [await whyRefused(context, reply.problem, undefined)];
      },
    },
    strangersRefused,
    routesClosed,
  ],
  login: {
    id: 'password-accepted',
    needs: [...ANSWERED, 'no-anonymous', 'wrong-password-refused'],
    fine: () => t().live.accepted,
    async explain(problem, context) {
      const lost = problem.kind === 'cookie-lost' ? await lostCookies(context) : [];
      return lost.length > 0 ? lost : [await whyRefused(context, problem, context.password)];
    },
    evaluate: (_value, context) => lostCookies(context),
  },
  async loginUntried(context) {
    const m = t().live;
    if (context.password === undefined) return [untried(m.noPassword, m.noPasswordFix)];
    const { url, loopback } = await loginEndpoint(context);
    const isReadable = url.startsWith('http:') && !loopback;
    return isReadable && !context.allowPlainHttp ? [untried(m.plainHttp, m.plainHttpFix)] : undefined;
  },
};

function untried(message: string, fix: string): Finding {
  return { id: 'password-accepted', status: 'unknown', message, fix };
}

function randomPassword({ system }: LocalContext): string {
  return Buffer.from(system.randomBytes(PASSWORD_BYTES)).toString('base64url');
}

/** Why a login fails. A problem of the stored hash explains more than a wrong password. */
async function whyRefused(
  { settings: { hash }, situation }: LocalContext,
  failure: Problem,
  password: Secret | undefined,
): Promise<Finding> {
  const m = t().live;
  const evidence = {
    request: 'POST login',
    text: failure.text,
    ...(failure.status !== undefined && { http: failure.status }),
  };
  const fail = (id: string, message: string, fix: string) =>
    finding('fail', id, { message, fix }, { evidence });
  const { problem } = describeHash(hash);
  const [gateway] = (failure.status ?? 0) >= SERVER_ERROR ? await findGateways(situation) : [];
  if (gateway !== undefined) return gatewayGone(gateway);
  if (failure.status === SERVER_ERROR) return fail('login-crashes', m.loginCrashes, m.loginCrashesFix);
  const refused = failure.kind === 'password-refused';
  if (refused && hash !== '' && problem !== undefined)
    return fail('hash-never-matches', `${m.hashNever} ${t().hash.problem[problem]}`, m.hashFix);
  const matches = password !== undefined && hash !== '' && (await verifyPassword(password.reveal(), hash));
  if (refused && password !== undefined && !matches)
    return fail('password-wrong', m.passwordWrong, m.passwordWrongFix);
  const isUnsupported = hash.startsWith('argon2:') && defaultHash(await situation.get('target')) !== 'argon2';
  if (refused && isUnsupported) return fail('hash-not-understood', m.hashUnread, m.hashFix);
  return fail('login-fails', m.refusedAnyway(failure.text), m.refusedAnywayFix);
}
