import type { JupyterClient } from '../../jupyter/client/types.ts';
import { t } from '../../messages/index.ts';
import type { HttpAnswer } from '../../net/http.ts';
import type { Check } from '../../situation/check.ts';
import type { Finding } from '../../situation/finding.ts';
import type { UrlContext, Visit } from './session.ts';
import { isLoopback } from './session.ts';
import { seen, told } from './words.ts';

/** More than nginx's default limit of 1 MB, of a kind that no Jupyter starts a kernel for: it is not JSON. */
const BIG_BODY_BYTES = 1_500_000;
const NO_JSON = '{';

/** What shows without logging in, and changes nothing on the server. */
export const strangerChecks: readonly Check<UrlContext>[] = [
  {
    id: 'url-closed',
    needs: ['url-jupyter'],
    fine: () => t().url.closed,
    look: async ({ visit }) => {
      const reply = await visit.stranger.request('GET', 'api/status');
      if ('trouble' in reply || reply.value.status !== 200) return [];
      const evidence = seen(`GET ${visit.named.url}api/status`, reply.value);
      return [told('fail', 'url-open-to-anyone', t().url.open, evidence)];
    },
  },
  {
    id: 'url-private',
    // Without a password there is none to be read.
    needs: ['url-closed'],
    fine: () => t().url.private,
    look: async ({ visit: { named } }) =>
      named.url.startsWith('https:') || isLoopback(named.url)
        ? []
        : [told('warn', 'url-plain-http', t().url.plainHttp, { request: `GET ${named.url}` })],
  },
  {
    id: 'url-origin',
    needs: ['url-jupyter'],
    fine: () => t().url.originFine,
    look: async ({ visit }) => findOriginMismatch(visit, visit.stranger, 'api'),
  },
  {
    id: 'url-cookies',
    needs: ['url-closed'],
    fine: () => t().url.cookiesFine,
    look: async ({ visit }) => {
      const { url } = visit.named;
      const page = await visit.stranger.request('GET', 'login');
      if ('trouble' in page || page.value.status !== 200) return [];
      const reply = await visit.stranger.request('POST', 'api/kernels', { body: NO_JSON });
      if ('trouble' in reply || !isLostCookie(reply.value)) return [];
      // Jupyter gives every visitor of its login page a cookie.
      return page.value.headers['set-cookie'] === undefined
        ? [told('fail', 'url-cookie-lost', t().url.setCookieLost, seen(`GET ${url}login`, page.value))]
        : [told('fail', 'url-cookie-lost', t().url.cookieLost, seen(`POST ${url}api/kernels`, reply.value))];
    },
  },
  {
    id: 'url-body',
    needs: ['url-closed'],
    fine: () => t().url.bodyFine,
    look: async ({ visit }) => {
      const body = NO_JSON.repeat(BIG_BODY_BYTES);
      const reply = await visit.stranger.request('POST', 'api/kernels', { body });
      if ('trouble' in reply || reply.value.status !== 413) return [];
      const evidence = seen(`POST ${visit.named.url}api/kernels (1.5 MB)`, reply.value);
      return [told('fail', 'url-body-limit', t().url.bodyLimit, evidence)];
    },
  },
];

/**
 * Jupyter answers 404 to a page of another origin, and to nobody else: then the Host that it sees is not the browser's.
 * The name of the cookie that it would clear tells which one it sees.
 */
export async function findOriginMismatch(
  visit: Visit,
  client: JupyterClient,
  path: string,
): Promise<Finding[]> {
  const { origin, host, hostname } = new URL(visit.named.url);
  const reply = await client.request('GET', path, { headers: { origin } });
  if ('trouble' in reply || reply.value.status !== 404) return [];
  const cookie = await cookieName(visit);
  const words =
    cookie !== undefined && cookie === hostname.replace(/[^A-Za-z0-9]/g, '-')
      ? t().url.portLost(host)
      : t().url.hostReplaced(host);
  const evidence = seen(`GET ${visit.named.url}${path} (origin: ${origin})`, reply.value);
  const text = [evidence.text, cookie && `set-cookie: username-${cookie}`].filter((part) => part).join('; ');
  return [told('fail', 'url-origin-mismatch', words, { ...evidence, ...(text !== '' && { text }) })];
}

/** '127-0-0-1-8888': the Host of a request as Jupyter has it, with dashes. */
async function cookieName(visit: Visit): Promise<string | undefined> {
  const reply = await visit.elsewhere(visit.named.url).request('GET', 'logout');
  const cookies = 'value' in reply ? reply.value.headers['set-cookie'] : undefined;
  return /\busername-([A-Za-z0-9-]+)=/.exec(cookies ?? '')?.[1];
}

function isLostCookie({ status, text }: HttpAnswer): boolean {
  return status === 403 && /xsrf/i.test(text);
}
