import { isIP } from 'node:net';
import type { Trouble } from '../../jupyter/client/types.ts';
import { t } from '../../messages/index.ts';
import { type Check, NOTHING_TO_CHECK } from '../../situation/check.ts';
import type { Finding } from '../../situation/finding.ts';
import { lanPlaces, loopbackPlace } from './places.ts';
import type { PathContext, Place } from './session.ts';

const OK = 200;
const FORBIDDEN = 403;

/** Does it answer this computer? */
export const answersHere: Check<PathContext> = {
  id: 'loopback-answers',
  needs: ['listens'],
  fine: () => '',
  async look(context) {
    const place = await loopbackPlace(context);
    if (place === undefined) return NOTHING_TO_CHECK;
    const finding = await knock(context, place);
    const message = t().hops.answersHere(place.url);
    return [finding ?? { id: 'loopback-answers', status: 'ok', message }];
  },
};

/** Does it answer at the addresses that other devices use? All of them are this computer's own. */
export const answersLan: Check<PathContext> = {
  id: 'lan-answers',
  needs: ['listens', 'loopback-answers'],
  fine: () => '',
  async look(context) {
    const places = await lanPlaces(context);
    if (places.length === 0) return NOTHING_TO_CHECK;
    const found = await Promise.all(places.map((place) => knock(context, place)));
    const wrong = found.filter((finding) => finding !== undefined);
    if (wrong.length > 0) return wrong;
    const message = t().hops.answersLan(places.map(({ url }) => url).join(' '));
    return [{ id: 'lan-answers', status: 'ok', message }];
  },
};

/** What is wrong with a place; undefined when a Jupyter answers there. What is wrong with its TLS is the next hop's. */
async function knock(context: PathContext, place: Place): Promise<Finding | undefined> {
  const m = t().hops;
  const reply = await (await context.visit(place)).request('GET', 'api');
  const request = `GET ${place.url}api`;
  if ('trouble' in reply) {
    if (reply.trouble.kind.startsWith('tls-') || reply.trouble.phase === 'tls') return undefined;
    return noAnswer(context, place, request, reply.trouble);
  }
  const { status, text } = reply.value;
  if (status === OK && /"version"/.test(text)) return undefined;
  const evidence = { http: status, request };
  const host = isIP(place.address) === 6 ? `[${place.address}]` : place.address;
  if (status === FORBIDDEN)
    return {
      id: 'host-refused',
      status: 'fail',
      message: m.hostRefused(host),
      evidence,
      fix: m.hostRefusedFix(host),
    };
  return {
    id: 'not-jupyter',
    status: 'fail',
    message: m.notJupyter(place.url, status),
    evidence,
    fix: m.notJupyterFix,
  };
}

function noAnswer({ wanted }: PathContext, place: Place, request: string, trouble: Trouble): Finding {
  const m = t().hops;
  const evidence = { request, text: trouble.text };
  const alsoHere = wanted.ip !== place.address;
  if (!place.loopback && alsoHere)
    return {
      id: 'lan-blocked',
      status: 'fail',
      message: m.lanBlocked(place.url, trouble.text),
      evidence,
      fix: m.lanBlockedFix,
    };
  return {
    id: 'no-answer',
    status: 'fail',
    message: m.noAnswer(place.url, trouble.text),
    evidence,
    fix: m.noAnswerFix,
  };
}
