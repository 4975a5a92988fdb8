import { t } from '../../messages/index.ts';
import { firstWords, type HttpAnswer } from '../../net/http.ts';
import type { Check } from '../../situation/check.ts';
import type { Finding, Words } from '../../situation/finding.ts';
import { answerEvidence, failureEvidence, findingOf } from './findings.ts';
import type { UrlContext } from './named-url.ts';

const WRONG_PATH = 'url-wrong-path';
/** Common paths of a Jupyter on a server with other pages. */
const USUAL_PATHS = ['/', '/jupyter/', '/notebook/', '/lab/'];

/** What an answer to `GET api` says about the program that sent it. */
interface Rule {
  readonly id: string;
  readonly status?: 'unknown';
  matches(answer: HttpAnswer, url: string): boolean;
  words(answer: HttpAnswer, url: string): Words;
  /** Headers to show as evidence. */
  readonly headers?: readonly string[];
}

/** The first rule that matches applies. */
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
    // Caddy does this for http by default: Jupyter works at the other address.
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

/** Does a Jupyter answer, and does it answer at this base URL? */
export const answerCheck: Check<UrlContext> = {
  id: 'url-jupyter',
  needs: ['url-tls'],
  fine: () => t().url.jupyter,
  run: async (context) => {
    const { session, named } = context;
    const request = `GET ${named.url}api`;
    const reply = await session.api();
    if ('problem' in reply)
      return [
        findingOf('fail', 'url-not-jupyter', t().url.notJupyter, failureEvidence(request, reply.problem)),
      ];
    const { value } = reply;
    const rule = RULES.find(({ matches }) => matches(value, named.url));
    if (rule !== undefined) return [byRule(rule, named.url, value)];
    if (value.status === 404) return [(await findPath(context, value)) ?? notJupyter(request, value)];
    return isJupyter(value) ? checkHome(context) : [notJupyter(request, value)];
  },
};

/** Jupyter of every version answers any client with its version: {"version": "6.4.12"}. */
function isJupyter({ status, text }: HttpAnswer): boolean {
  return status === 200 && /^\s*\{"version": ?"\d[^"]*"\}\s*$/.test(text);
}

function byRule({ id, status, words, headers = [] }: Rule, url: string, answer: HttpAnswer): Finding {
  const finding = findingOf(
    status ?? 'fail',
    id,
    words(answer, url),
    answerEvidence(`GET ${url}api`, answer, ...headers),
  );
  return status === undefined ? finding : { ...finding, blockedBy: id };
}

/** The API answers; the page itself may still redirect to another place. */
async function checkHome({ session, named: { url } }: UrlContext): Promise<readonly Finding[]> {
  const reply = await session.home();
  if ('problem' in reply) return [];
  const target = redirect(reply.value.headers, url);
  if (leavesOrigin(target, url)) {
    const words = t().url.redirectsAway(target?.origin ?? '');
    return [
      findingOf('fail', 'url-redirects-away', words, answerEvidence(`GET ${url}`, reply.value, 'location')),
    ];
  }
  return target === undefined ? [] : outsideBase(url, target, reply.value);
}

function notJupyter(request: string, answer: HttpAnswer): Finding {
  const evidence = answerEvidence(request, answer, 'location', 'x-powered-by');
  const words = firstWords(answer.text);
  const text = [evidence.text, words].filter((part) => part).join('; ');
  return findingOf('fail', 'url-not-jupyter', t().url.notJupyter, {
    ...evidence,
    ...(text !== '' && { text }),
  });
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

/** The path was not found: looks for a Jupyter at other paths. Undefined if nothing there is Jupyter's. */
async function findPath(context: UrlContext, answer: HttpAnswer): Promise<Finding | undefined> {
  const { url } = context.named;
  const { origin, pathname } = new URL(url);
  // Behind a proxy that strips the prefix, a Jupyter with the same base_url answers at a path with the prefix twice.
  const twice = pathname === '/' ? [] : [pathname + pathname.slice(1)];
  for (const path of new Set([
    ...twice,
    ...ownPath(answer),
    ...(await pathOfHome(context)),
    ...USUAL_PATHS,
  ])) {
    if (path === pathname || !(await answersAt(context, origin + path))) continue;
    const words = twice.includes(path) ? t().url.strippedPrefix(pathname) : t().url.otherPath(origin + path);
    return wrongPath(url, words, answer);
  }
  return /jupyter/i.test(answer.text) ? wrongPath(url, t().url.unknownPrefix(pathname), answer) : undefined;
}

/** Jupyter answers, but redirects the browser to a path outside the base URL: the proxy strips the prefix. */
function outsideBase(url: string, target: URL, answer: HttpAnswer): readonly Finding[] {
  const { pathname } = new URL(url);
  if (target.pathname.startsWith(pathname)) return [];
  const words = t().url.leadsOutside(pathname, target.pathname);
  return [findingOf('fail', WRONG_PATH, words, answerEvidence(`GET ${url}`, answer, 'location'))];
}

function wrongPath(url: string, words: Words, answer: HttpAnswer): Finding {
  return findingOf('fail', WRONG_PATH, words, answerEvidence(`GET ${url}api`, answer));
}

/** Jupyter's own 404 page loads files below its base_url. */
function ownPath({ text }: HttpAnswer): string[] {
  const [, path] = /(?:href|src)="(\/(?:[^"?]*\/)?)static\//.exec(text) ?? [];
  return path === undefined ? [] : [path];
}

/** The path to which a proxy may redirect from the root. */
async function pathOfHome({ named, clientAt }: UrlContext): Promise<string[]> {
  const { origin } = new URL(named.url);
  const reply = await clientAt(`${origin}/`).request('GET', '');
  const location = 'value' in reply ? reply.value.headers.location : undefined;
  if (location === undefined || !URL.canParse(location, origin)) return [];
  const target = new URL(location, origin);
  if (target.origin !== origin) return [];
  const path = target.pathname.replace(/(?:tree|lab|login)?$/, '');
  return [path.endsWith('/') ? path : `${path}/`];
}

async function answersAt({ clientAt }: UrlContext, url: string): Promise<boolean> {
  const reply = await clientAt(url).request('GET', 'api');
  return 'value' in reply && isJupyter(reply.value);
}
