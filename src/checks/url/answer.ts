import { t } from '../../messages/index.ts';
import type { HttpAnswer } from '../../net/http.ts';
import type { Check } from '../../situation/check.ts';
import type { Finding } from '../../situation/finding.ts';
import type { UrlContext, Visit } from './session.ts';
import { firstWords, missed, seen, told, type Words } from './words.ts';

const WRONG_PATH = 'url-wrong-path';
/** Where people put a Jupyter beside other things. */
const USUAL_PATHS = ['/', '/jupyter/', '/notebook/', '/lab/'];

/** How the answer to `GET api` tells who gave it. */
interface Rule {
  readonly id: string;
  readonly status?: 'unknown';
  matches(answer: HttpAnswer, url: string): boolean;
  words(answer: HttpAnswer, url: string): Words;
  /** Headers that tell it. */
  readonly headers?: readonly string[];
}

/** The first rule that matches holds. */
const RULES: readonly Rule[] = [
  {
    id: 'url-hub',
    matches: ({ headers }, url) =>
      headers['x-jupyterhub-version'] !== undefined || /\/hub\//.test(redirect(headers, url)?.pathname ?? ''),
    words: () => t().url.hub,
    headers: ['x-jupyterhub-version', 'location'],
  },
  {
    id: 'url-proxy-auth',
    matches: ({ status, headers }) => status === 401 && headers['www-authenticate'] !== undefined,
    words: () => t().url.proxyAuth,
    headers: ['www-authenticate'],
  },
  {
    id: 'url-proxy-down',
    matches: ({ status }) => status >= 502 && status <= 504,
    words: ({ status }) => t().url.proxyDown(status),
  },
  {
    id: 'url-rate-limited',
    matches: ({ status }) => status === 429,
    words: () => t().url.rateLimited,
    headers: ['retry-after'],
  },
  {
    // As every Caddy does for http: the person gets in, by the other address.
    id: 'url-redirects-to-https',
    status: 'unknown',
    matches: ({ headers }, url) => isUpgrade(redirect(headers, url), url),
    words: ({ headers }, url) => t().url.redirectsToHttps(redirect(headers, url)?.origin ?? ''),
    headers: ['location'],
  },
  {
    id: 'url-redirects-away',
    matches: ({ headers }, url) => leavesOrigin(redirect(headers, url), url),
    words: ({ headers }, url) => t().url.redirectsAway(redirect(headers, url)?.origin ?? ''),
    headers: ['location'],
  },
  {
    id: 'url-host-blocked',
    matches: ({ status, text }) => status === 403 && /^\s*\{"message": ?"Forbidden"/.test(text),
    words: (_, url) => t().url.hostBlocked(new URL(url).hostname),
  },
  {
    id: 'url-proxy-forbids',
    matches: ({ status }) => status === 403,
    words: () => t().url.proxyForbids,
  },
];

/** Is it a Jupyter that answers, and does it answer as the root of what the browser asks? */
export const answerCheck: Check<UrlContext> = {
  id: 'url-jupyter',
  needs: ['url-tls'],
  fine: () => t().url.jupyter,
  look: async ({ visit }) => {
    const request = `GET ${visit.named.url}api`;
    const reply = await visit.api();
    if ('trouble' in reply)
      return [told('fail', 'url-not-jupyter', t().url.notJupyter, missed(request, reply.trouble))];
    const { value } = reply;
    const rule = RULES.find(({ matches }) => matches(value, visit.named.url));
    if (rule !== undefined) return [byRule(rule, visit, value)];
    if (value.status === 404) return [(await lookForPath(visit, value)) ?? notJupyter(request, value)];
    return isJupyter(value) ? lookAtHome(visit) : [notJupyter(request, value)];
  },
};

/** Every version answers its own version to everybody: {"version": "6.4.12"}. */
function isJupyter({ status, text }: HttpAnswer): boolean {
  return status === 200 && /^\s*\{"version": ?"\d[^"]*"\}\s*$/.test(text);
}

function byRule({ id, status, words, headers = [] }: Rule, visit: Visit, answer: HttpAnswer): Finding {
  const { url } = visit.named;
  const finding = told(status ?? 'fail', id, words(answer, url), seen(`GET ${url}api`, answer, ...headers));
  return status === undefined ? finding : { ...finding, blockedBy: id };
}

/** The API answers; the page itself may still lead away. */
async function lookAtHome(visit: Visit): Promise<readonly Finding[]> {
  const reply = await visit.home();
  if ('trouble' in reply) return [];
  const { url } = visit.named;
  const target = redirect(reply.value.headers, url);
  if (leavesOrigin(target, url)) {
    const words = t().url.redirectsAway(target?.origin ?? '');
    return [told('fail', 'url-redirects-away', words, seen(`GET ${url}`, reply.value, 'location'))];
  }
  return target === undefined ? [] : outsideBase(visit, target, reply.value);
}

function notJupyter(request: string, answer: HttpAnswer): Finding {
  const evidence = seen(request, answer, 'location', 'x-powered-by');
  const words = firstWords(answer);
  const text = [evidence.text, words].filter((part) => part).join('; ');
  return told('fail', 'url-not-jupyter', t().url.notJupyter, { ...evidence, ...(text !== '' && { text }) });
}

function redirect({ location }: HttpAnswer['headers'], url: string): URL | undefined {
  return location !== undefined && URL.canParse(location, url) ? new URL(location, url) : undefined;
}

function leavesOrigin(target: URL | undefined, url: string): boolean {
  return target !== undefined && target.origin !== new URL(url).origin;
}

function isUpgrade(target: URL | undefined, url: string): boolean {
  const asked = new URL(url);
  return target?.protocol === 'https:' && asked.protocol === 'http:' && target.hostname === asked.hostname;
}

/** The path is not there: is a Jupyter somewhere beside it? Undefined when none of this is Jupyter's. */
async function lookForPath(visit: Visit, answer: HttpAnswer): Promise<Finding | undefined> {
  const { origin, pathname } = new URL(visit.named.url);
  // Behind a proxy that takes the prefix off, a Jupyter with the same base_url answers where the prefix stands twice.
  const twice = pathname === '/' ? [] : [pathname + pathname.slice(1)];
  for (const path of new Set([...twice, ...ownPath(answer), ...(await pathOfHome(visit)), ...USUAL_PATHS])) {
    if (path === pathname || !(await answersAt(visit, origin + path))) continue;
    const words = twice.includes(path) ? t().url.strippedPrefix(pathname) : t().url.otherPath(origin + path);
    return wrongPath(visit, words, answer);
  }
  return /jupyter/i.test(answer.text) ? wrongPath(visit, t().url.unknownPrefix(pathname), answer) : undefined;
}

/** Jupyter answers, but sends the browser to a path beside the one it was asked at: the proxy took the prefix off. */
function outsideBase(visit: Visit, target: URL, answer: HttpAnswer): readonly Finding[] {
  const { pathname } = new URL(visit.named.url);
  if (target.pathname.startsWith(pathname)) return [];
  const words = t().url.leadsOutside(pathname, target.pathname);
  return [told('fail', WRONG_PATH, words, seen(`GET ${visit.named.url}`, answer, 'location'))];
}

function wrongPath(visit: Visit, words: Words, answer: HttpAnswer): Finding {
  return told('fail', WRONG_PATH, words, seen(`GET ${visit.named.url}api`, answer));
}

/** Jupyter's own page for 404 is drawn with files below its base_url. */
function ownPath({ text }: HttpAnswer): string[] {
  const [, path] = /(?:href|src)="(\/(?:[^"?]*\/)?)static\//.exec(text) ?? [];
  return path === undefined ? [] : [path];
}

/** A proxy may lead there from the root. */
async function pathOfHome(visit: Visit): Promise<string[]> {
  const { origin } = new URL(visit.named.url);
  const reply = await visit.elsewhere(`${origin}/`).request('GET', '');
  const location = 'value' in reply ? reply.value.headers.location : undefined;
  if (location === undefined || !URL.canParse(location, origin)) return [];
  const target = new URL(location, origin);
  if (target.origin !== origin) return [];
  const path = target.pathname.replace(/(?:tree|lab|login)?$/, '');
  return [path.endsWith('/') ? path : `${path}/`];
}

async function answersAt(visit: Visit, url: string): Promise<boolean> {
  const reply = await visit.elsewhere(url).request('GET', 'api');
  return 'value' in reply && isJupyter(reply.value);
}
