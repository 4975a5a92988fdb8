import type { Trouble } from '../../jupyter/client/types.ts';
import { describeHash, verifyPassword } from '../../jupyter/password/hash.ts';
import { defaultHash } from '../../jupyter/target.ts';
import { t } from '../../messages/index.ts';
import type { Check } from '../../situation/check.ts';
import type { Finding } from '../../situation/finding.ts';
import { Secret } from '../../system/secret.ts';
import type { PathContext, Place } from './session.ts';
import { lanPlaces, loopbackPlace } from './session.ts';

const SERVER_ERROR = 500;

const HEARD = ['listens', 'loopback-answers', 'lan-answers', 'tls-as-configured'];

const OPEN = 200;

/** What a closed door says, in all generations: forbidden, or away to the login page. */
const CLOSED = new Set([401, 403, 302]);

const MADE_UP_BYTES = 18;

/** Is a stranger kept out? */
export const noAnonymous: Check<PathContext> = {
  id: 'no-anonymous',
  needs: HEARD,
  fine: () => t().hops.closed,
  async look(context) {
    const place = await nearestPlace(context);
    const reply = await (await context.visit(place)).request('GET', 'api/status');
    if ('trouble' in reply) return [noWord(place, reply.trouble.text)];
    const { status } = reply.value;
    const evidence = { http: status, request: `GET ${place.url}api/status` };
    const m = t().hops;
    if (status === OPEN)
      return [
        {
          id: 'open-to-anyone',
          status: 'fail',
          message: m.open,
          evidence,
          why: m.openWhy,
          fix: m.openFix,
        },
      ];
    if (CLOSED.has(status)) return [{ id: 'no-anonymous', status: 'ok', message: m.closed, evidence }];
    return [{ id: 'no-anonymous', status: 'unknown', message: m.closedUnknown(status), evidence }];
  },
};

/** Does a password that nobody chose open nothing? */
export const wrongPasswordRefused: Check<PathContext> = {
  id: 'wrong-password-refused',
  needs: [...HEARD, 'no-anonymous'],
  fine: () => t().hops.wrongRefused,
  async look(context) {
    const place = await nearestPlace(context);
    const visit = await context.visit(place);
    const reply = await visit.login(new Secret(madeUp(context)));
    const m = t().hops;
    if ('value' in reply)
      return [
        { id: 'any-password-accepted', status: 'fail', message: m.wrongAccepted, fix: m.wrongAcceptedFix },
      ];
    const { kind } = reply.trouble;
    return kind === 'password-refused' ? [] : [await whyRefused(context, reply.trouble, undefined)];
  },
};

/** Does the owner get in? */
export const passwordAccepted: Check<PathContext> = {
  id: 'password-accepted',
  needs: [...HEARD, 'no-anonymous', 'wrong-password-refused'],
  fine: () => t().hops.accepted,
  async look(context) {
    const { password, allowPlainHttp, luggage } = context;
    const m = t().hops;
    if (password === undefined) return [untried(m.noPassword, m.noPasswordFix)];
    const place = await nearestPlace(context);
    const inTheClear = place.url.startsWith('http:') && !place.loopback;
    if (inTheClear && !allowPlainHttp) return [untried(m.plainHttp, m.plainHttpFix)];
    const visit = await context.visit(place);
    const reply = await visit.login(password);
    if ('trouble' in reply) return [await whyRefused(context, reply.trouble, password)];
    luggage.visit = visit;
    return [];
  },
};

function untried(message: string, fix: string): Finding {
  return { id: 'password-accepted', status: 'unknown', message, fix };
}

function noWord({ url }: Place, reason: string): Finding {
  const m = t().hops;
  return { id: 'no-answer', status: 'fail', message: m.noAnswer(url, reason), fix: m.noAnswerFix };
}

/** Loopback where the server listens there: what is sent to it never leaves this computer. */
async function nearestPlace(context: PathContext): Promise<Place> {
  const place = (await loopbackPlace(context)) ?? (await lanPlaces(context))[0];
  if (place === undefined) throw new Error('this computer has no address at which Jupyter listens');
  return place;
}

function madeUp({ system }: PathContext): string {
  return Buffer.from(system.randomBytes(MADE_UP_BYTES)).toString('base64url');
}

/** Why a login does not succeed: what is wrong with the hash explains more than what is wrong with the password. */
async function whyRefused(
  { wanted: { hash }, situation }: PathContext,
  trouble: Trouble,
  password: Secret | undefined,
): Promise<Finding> {
  const m = t().hops;
  const evidence = {
    request: 'POST login',
    text: trouble.text,
    ...(trouble.status !== undefined && { http: trouble.status }),
  };
  const fail = (id: string, message: string, fix: string): Finding => ({
    id,
    status: 'fail',
    message,
    evidence,
    fix,
  });
  const { problem } = describeHash(hash);
  if (trouble.status === SERVER_ERROR) return fail('login-crashes', m.loginCrashes, m.loginCrashesFix);
  const refused = trouble.kind === 'password-refused';
  if (refused && hash !== '' && problem !== undefined)
    return fail('hash-never-matches', `${m.hashNever} ${t().hash.problem[problem]}`, m.hashFix);
  const isIt = password !== undefined && hash !== '' && (await verifyPassword(password.reveal(), hash));
  if (refused && password !== undefined && !isIt)
    return fail('password-wrong', m.passwordWrong, m.passwordWrongFix);
  const unread = hash.startsWith('argon2:') && defaultHash(await situation.get('target')) !== 'argon2';
  if (refused && unread) return fail('hash-not-understood', m.hashUnread, m.hashFix);
  return fail('login-fails', m.refusedAnyway(trouble.text), m.refusedAnywayFix);
}
