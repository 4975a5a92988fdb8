import type { JupyterClient } from '../../jupyter/client/types.ts';
import { t } from '../../messages/index.ts';
import type { HttpAnswer } from '../../net/http.ts';
import type { Check } from '../../situation/check.ts';
import type { Finding } from '../../situation/finding.ts';
import type { LiveStep } from '../live/live-checks.ts';
import { answerEvidence, findingOf } from './findings.ts';
import { isLoopback, type UrlContext } from './named-url.ts';

/** More than nginx's default limit of 1 MB. The body is not JSON, so that no Jupyter starts a kernel for it. */
const BIG_BODY_BYTES = 1_500_000;
const NOT_JSON = '{';

/** Is an anonymous client kept out? */
export const closedStep: LiveStep<UrlContext, HttpAnswer> = {
  id: 'url-closed',
  needs: ['url-jupyter'],
  fine: () => t().url.closed,
  explain: () => [],
  evaluate(answer, { named }) {
    if (answer.status !== 200) return [];
    const evidence = answerEvidence(`GET ${named.url}api/status`, answer);
    return [findingOf('fail', 'url-open-to-anyone', t().url.open, evidence)];
  },
};

/** What an anonymous client can see without changing anything on the server. */
export const anonymousChecks: readonly Check<UrlContext>[] = [
  {
    id: 'url-private',
    // A server without a password sends none that could be intercepted.
    needs: ['url-closed'],
    fine: () => t().url.private,
    run: async ({ named }) =>
      named.url.startsWith('https:') || isLoopback(named.url)
        ? []
        : [findingOf('warn', 'url-plain-http', t().url.plainHttp, { request: `GET ${named.url}` })],
  },
  {
    id: 'url-origin',
    needs: ['url-jupyter'],
    fine: () => t().url.originFine,
    run: async (context) => findOriginMismatch(context, context.session.request, 'api'),
  },
  {
    id: 'url-cookies',
    needs: ['url-closed'],
    fine: () => t().url.cookiesFine,
    run: async ({ session, named: { url } }) => {
      const page = await session.request('GET', 'login');
      if ('problem' in page || page.value.status !== 200) return [];
      const reply = await session.request('POST', 'api/kernels', { body: NOT_JSON });
      if ('problem' in reply || !isLostCookie(reply.value)) return [];
      // Jupyter's login page sets a cookie for every client.
      const isSet = page.value.headers['set-cookie'] !== undefined;
      const words = isSet ? t().url.cookieLost : t().url.setCookieLost;
      const evidence = isSet
        ? answerEvidence(`POST ${url}api/kernels`, reply.value)
        : answerEvidence(`GET ${url}login`, page.value);
      return [findingOf('fail', 'url-cookie-lost', words, evidence)];
    },
  },
  {
    id: 'url-body',
    needs: ['url-closed'],
    fine: () => t().url.bodyFine,
    run: async ({ session, named }) => {
      const body = NOT_JSON.repeat(BIG_BODY_BYTES);
      const reply = await session.request('POST', 'api/kernels', { body });
      if ('problem' in reply || reply.value.status !== 413) return [];
      const evidence = answerEvidence(`POST ${named.url}api/kernels (1.5 MB)`, reply.value);
      return [findingOf('fail', 'url-body-limit', t().url.bodyLimit, evidence)];
    },
  },
];

/**
 * Jupyter answers 404 only to a request from another origin, so a 404 means that it sees another Host than the
 * browser's. The name of the cookie that it clears contains the Host that it sees.
 */
export async function findOriginMismatch(
  context: UrlContext,
  request: JupyterClient['request'],
  path: string,
): Promise<Finding[]> {
  const { origin, host, hostname } = new URL(context.named.url);
  const reply = await request('GET', path, { headers: { origin } });
  if ('problem' in reply || reply.value.status !== 404) return [];
  const cookie = await cookieName(context);
  const words =
    cookie !== undefined && cookie === hostname.replace(/[^A-Za-z0-9]/g, '-')
      ? t().url.portLost(host)
      : t().url.hostReplaced(host);
  const evidence = answerEvidence(`GET ${context.named.url}${path} (origin: ${origin})`, reply.value);
  const text = [evidence.text, cookie && `set-cookie: username-${cookie}`].filter((part) => part).join('; ');
  return [findingOf('fail', 'url-origin-mismatch', words, { ...evidence, ...(text !== '' && { text }) })];
}

/** '127-0-0-1-8888': the Host that Jupyter sees, with dashes. */
async function cookieName({ named, clientAt }: UrlContext): Promise<string | undefined> {
  const reply = await clientAt(named.url).request('GET', 'logout');
  const cookies = 'value' in reply ? reply.value.headers['set-cookie'] : undefined;
  return /\busername-([A-Za-z0-9-]+)=/.exec(cookies ?? '')?.[1];
}

function isLostCookie({ status, text }: HttpAnswer): boolean {
  return status === 403 && /xsrf/i.test(text);
}
