import { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import type { Trouble } from '../../jupyter/client/types.ts';
import { t } from '../../messages/index.ts';
import { type Check, NOTHING_TO_CHECK } from '../../situation/check.ts';
import type { Finding } from '../../situation/finding.ts';
import type { System } from '../../system/system.ts';
import type { PathContext, Place } from './session.ts';
import { lanPlaces, loopbackPlace, reachedServer } from './session.ts';

/** Does it speak https exactly where a certificate is configured, with that very certificate? */
export const tlsAsConfigured: Check<PathContext> = {
  id: 'tls-as-configured',
  needs: ['listens', 'loopback-answers', 'lan-answers'],
  fine: () => '',
  async look(context) {
    const { certfile } = context.wanted;
    const { secure } = await reachedServer(context);
    if (certfile === '' && !secure) return NOTHING_TO_CHECK;
    const m = t().hops;
    if (certfile !== '' && !secure) return [fail('tls-not-served', m.tlsMissing, m.tlsMissingFix)];
    const place = (await loopbackPlace(context)) ?? (await lanPlaces(context))[0];
    if (place === undefined) return NOTHING_TO_CHECK;
    const shown = await (await context.visit(place)).certificate();
    if ('trouble' in shown) return [fail('tls-broken', m.tlsFailed(shown.trouble.text), m.tlsFailedFix)];
    const configured = await leafOf(certfile, context.system);
    const [leaf] = shown.value.chain;
    if (
      configured !== undefined &&
      leaf !== undefined &&
      !new X509Certificate(leaf).raw.equals(configured.raw)
    )
      return [fail('tls-cert-stale', m.tlsOther(certfile), m.tlsOtherFix)];
    return [{ id: 'tls-as-configured', status: 'ok', message: m.tlsFine(certfile) }];
  },
};

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

/** The certificates of a file, without the key that may stand beside them; '' where it cannot be read. */
export async function certificatesOf(certfile: string, system: System): Promise<string> {
  const bytes = certfile === '' ? undefined : await system.files.read(certfile).catch(() => undefined);
  const text = new TextDecoder('latin1').decode(bytes ?? new Uint8Array());
  return (text.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? []).join('\n');
}

async function leafOf(certfile: string, system: System): Promise<X509Certificate | undefined> {
  try {
    return new X509Certificate(await certificatesOf(certfile, system));
  } catch {
    return undefined; // what is wrong with the file is said elsewhere
  }
}

function fail(id: string, message: string, fix: string): Finding {
  return { id, status: 'fail', message, fix };
}
