import { X509Certificate } from 'node:crypto';
import type { Problem, Reply } from '../../jupyter/client/types.ts';
import { t } from '../../messages/index.ts';
import type { HttpAnswer } from '../../net/http.ts';
import { hostInUrl } from '../../net/ip.ts';
import { type Check, NOTHING_TO_CHECK } from '../../situation/check.ts';
import { type Finding, finding } from '../../situation/finding.ts';
import type { System } from '../../system/system.ts';
import type { Endpoint, LocalContext } from './local-context.ts';
import { lanEndpoints, loopbackEndpoint, nearestEndpoint, reachedServer } from './local-context.ts';

/** Does the server speak https if and only if a certificate is configured, and with that certificate? */
export const tlsAsConfigured: Check<LocalContext> = {
  id: 'tls-as-configured',
  needs: ['listens', 'loopback-answers', 'lan-answers'],
  fine: () => '',
  async run(context) {
    const { certfile } = context.settings;
    const { secure } = await reachedServer(context);
    if (certfile === '' && !secure) return NOTHING_TO_CHECK;
    const m = t().live;
    if (certfile !== '' && !secure)
      return [finding('fail', 'tls-not-served', { message: m.tlsMissing, fix: m.tlsMissingFix })];
    if ((await nearestEndpoint(context)) === undefined) return NOTHING_TO_CHECK;
    const shown = await context.session.certificate();
    if ('problem' in shown) {
      const message = m.tlsFailed(shown.problem.text);
      return [finding('fail', 'tls-broken', { message, fix: m.tlsFailedFix })];
    }
    const configured = await leafOf(certfile, context.system);
    const [leaf] = shown.value.chain;
    if (
      configured !== undefined &&
      leaf !== undefined &&
      !new X509Certificate(leaf).raw.equals(configured.raw)
    )
      return [finding('fail', 'tls-cert-stale', { message: m.tlsOther(certfile), fix: m.tlsOtherFix })];
    return [{ id: 'tls-as-configured', status: 'ok', message: m.tlsFine(certfile) }];
  },
};

const OK = 200;

const FORBIDDEN = 403;

/** Does the server answer at the loopback address? */
export const answersHere: Check<LocalContext> = {
  id: 'loopback-answers',
  needs: ['listens'],
  fine: () => '',
  async run(context) {
    const endpoint = await loopbackEndpoint(context);
    if (endpoint === undefined) return NOTHING_TO_CHECK;
    const problem = await findProblem(context, endpoint);
    const message = t().live.answersHere(endpoint.url);
    return [problem ?? { id: 'loopback-answers', status: 'ok', message }];
  },
};

/** Does it answer at the addresses that other devices use? They all belong to this computer. */
export const answersLan: Check<LocalContext> = {
  id: 'lan-answers',
  needs: ['listens', 'loopback-answers'],
  fine: () => '',
  async run(context) {
    const endpoints = await lanEndpoints(context);
    if (endpoints.length === 0) return NOTHING_TO_CHECK;
    const found = await Promise.all(endpoints.map((endpoint) => findProblem(context, endpoint)));
    const wrong = found.filter((problem) => problem !== undefined);
    if (wrong.length > 0) return wrong;
    const message = t().live.answersLan(endpoints.map(({ url }) => url).join(' '));
    return [{ id: 'lan-answers', status: 'ok', message }];
  },
};

/** What is wrong with an endpoint; undefined if a Jupyter answers there. Problems of TLS are left to the next check. */
async function findProblem(context: LocalContext, endpoint: Endpoint): Promise<Finding | undefined> {
  const m = t().live;
  const reply = await answerAt(context, endpoint);
  const request = `GET ${endpoint.url}api`;
  if ('problem' in reply) {
    if (reply.problem.kind.startsWith('tls-') || reply.problem.phase === 'tls') return undefined;
    return noAnswer(context, endpoint, request, reply.problem);
  }
  const { status, text } = reply.value;
  if (status === OK && /"version"/.test(text)) return undefined;
  const evidence = { http: status, request };
  const host = hostInUrl(endpoint.address);
  const refused = { message: m.hostRefused(host), fix: m.hostRefusedFix(host) };
  if (status === FORBIDDEN) return finding('fail', 'host-refused', refused, { evidence });
  const words = { message: m.notJupyter(endpoint.url, status), fix: m.notJupyterFix };
  return finding('fail', 'not-jupyter', words, { evidence });
}

/** GET api at this endpoint. The session keeps the answer of the endpoint that it uses itself. */
async function answerAt(context: LocalContext, endpoint: Endpoint): Promise<Reply<HttpAnswer>> {
  const own = await nearestEndpoint(context);
  return own?.address === endpoint.address
    ? context.session.api()
    : context.clientAt(endpoint).request('GET', 'api');
}

function noAnswer(
  { settings }: LocalContext,
  endpoint: Endpoint,
  request: string,
  problem: Problem,
): Finding {
  const m = t().live;
  const evidence = { request, text: problem.text };
  const alsoHere = settings.ip !== endpoint.address;
  const blocked = { message: m.lanBlocked(endpoint.url, problem.text), fix: m.lanBlockedFix };
  if (!endpoint.loopback && alsoHere) return finding('fail', 'lan-blocked', blocked, { evidence });
  const words = { message: m.noAnswer(endpoint.url, problem.text), fix: m.noAnswerFix };
  return finding('fail', 'no-answer', words, { evidence });
}

/** The certificates in a PEM file, without a key that it may hold as well; '' if it cannot be read. */
export async function certificatesOf(certfile: string, system: System): Promise<string> {
  const bytes = certfile === '' ? undefined : await system.files.read(certfile).catch(() => undefined);
  const text = new TextDecoder('latin1').decode(bytes ?? new Uint8Array());
  return (text.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? []).join('\n');
}

async function leafOf(certfile: string, system: System): Promise<X509Certificate | undefined> {
  try {
    return new X509Certificate(await certificatesOf(certfile, system));
  } catch {
    return undefined; // other checks report what is wrong with the file
  }
}
