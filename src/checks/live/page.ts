import { isRecord, parseRecord, textOf } from '../../json.ts';
import type { Reply } from '../../jupyter/client/types.ts';
import { t } from '../../messages/index.ts';
import type { HttpAnswer } from '../../net/http.ts';
import { isLoopback } from '../../net/listen-address.ts';
import type { Check } from '../../situation/check.ts';
import { type Finding, finding } from '../../situation/finding.ts';
import { findObstacle } from '../../system/obstacle.ts';
import { readProcess } from '../../system/process-info.ts';
import { nameOf, readAccessSettings } from '../access/settings.ts';
import { evaluateSocketUrl } from '../host/page-settings.ts';
import { openFix } from '../host/server-directories.ts';
import { type LocalContext, lanEndpoints, loginEndpoint, reachedServer } from './local-context.ts';

/** The limit of browsers. */
const MAX_REDIRECTS = 20;

/** How many parts of the page are asked for at once. */
const AT_ONCE = 6;

/**
 * Parts that are named and missing where all is well: the user's own additions, which most do not have, and a file that
 * the page of Notebook 5 names and its package does not contain.
 */
const OPTIONAL = /\/custom\/custom\.(?:css|js)(?:\?|$)|\/react\/react-dom\.production\.min\.js(?:\?|$)/;

/** JupyterLab's own page, with status 200, for an application without its scripts. */
const WITHOUT_ASSETS = /application assets not found/;

/** Does the page after the login work in a browser: the page itself, what it loads, and where it sends kernels? */
export const pageLoads: Check<LocalContext> = {
  id: 'page-loads',
  needs: ['password-accepted'],
  fine: () => t().live.pageFine,
  async run(context) {
    if (!context.session.isLoggedIn()) return notTried('page-loads');
    const { url } = await loginEndpoint(context);
    const opened = await openHome(context, new URL(url));
    const m = t().live;
    if ('problem' in opened) {
      const message = m.noAnswer(url, opened.problem.text);
      return [finding('fail', 'no-answer', { message, fix: m.noAnswerFix })];
    }
    const { page, answer } = opened.value;
    const request = `GET ${page.href}`;
    const evidence = { request, http: answer.status };
    const fail = (id: string, message: string, fix: string) => [
      finding('fail', id, { message, fix }, { evidence }),
    ];
    if (page.origin !== new URL(url).origin)
      return fail('page-elsewhere', m.pageElsewhere(page.href), m.pageElsewhereFix);
    if (answer.status >= 400) {
      const key = await keyOfSetting(context, 'default_url');
      return fail('page-missing', m.pageMissing(page.pathname, answer.status), m.pageMissingFix(key));
    }
    if (WITHOUT_ASSETS.test(answer.text)) return fail('assets-missing', m.pageEmpty, m.pageEmptyFix);
    return [...(await brokenParts(context, page, answer.text)), ...(await wrongSocket(context, answer.text))];
  },
};

interface Page {
  readonly page: URL;
  readonly answer: HttpAnswer;
}

/** The page that a browser shows after the login. A redirect to another origin is not followed. */
async function openHome({ session }: LocalContext, base: URL): Promise<Reply<Page>> {
  let page = base;
  for (let count = 0; ; count += 1) {
    const reply = await session.requestLoggedIn('GET', page.href);
    if ('problem' in reply) return reply;
    const { status, headers } = reply.value;
    const next = status >= 300 && status < 400 ? headers.location : undefined;
    if (next === undefined || count === MAX_REDIRECTS || !URL.canParse(next, page.href))
      return { value: { page, answer: reply.value } };
    page = new URL(next, page.href);
    if (page.origin !== base.origin) return { value: { page, answer: reply.value } };
  }
}

/** Every script and style that the page names, with those of its extensions; and which of them do not come. */
async function brokenParts(context: LocalContext, page: URL, text: string): Promise<Finding[]> {
  const named = [...new Set([...text.matchAll(PARTS)].map(partOf))].flatMap((part) =>
    part !== undefined && URL.canParse(part, page.href) ? new URL(part, page.href) : [],
  );
  const parts = named.filter(({ href, protocol }) => /^https?:$/.test(protocol) && !OPTIONAL.test(href));
  const extensions = extensionParts(text, page);
  const foreign = [...parts, ...extensions].filter(
    ({ origin, hostname }) => origin !== page.origin && !isLoopback(hostname),
  );
  const m = t().live;
  if (foreign.length > 0)
    context.announce(m.pageAsks([...new Set(foreign.map(({ host }) => host))].join(', ')));
  const [broken, brokenExtensions] = [
    await failing(context, page, parts),
    await failing(context, page, extensions),
  ];
  const report = (
    status: Finding['status'],
    id: string,
    all: readonly Failing[],
    message: (n: number, url: string) => string,
  ) => {
    const [first] = all;
    if (first === undefined) return [];
    const { url, why, http } = first;
    const fix = url.origin === page.origin ? m.partFix : m.partForeignFix(url.origin);
    const evidence = { request: `GET ${url.href}`, ...(http === undefined ? { text: why } : { http }) };
    return [
      finding(status, id, { message: message(all.length, url.origin + url.pathname), fix }, { evidence }),
    ];
  };
  return [
    ...report('fail', 'page-part-missing', broken, m.partsMissing),
    ...report('warn', 'extension-part-missing', brokenExtensions, m.extensionPartsMissing),
  ];
}

/** Tags that load a script or a style; the address stands in src or href. */
const PARTS = /<script\b[^>]*\bsrc\s*=[^>]*>|<link\b[^>]*\brel\s*=\s*["']?stylesheet[^>]*>/gi;

function partOf([tag]: RegExpMatchArray): string | undefined {
  const [, double, single, bare] =
    /\b(?:src|href)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i.exec(tag) ?? [];
  return (double ?? single ?? bare)?.replaceAll('&amp;', '&');
}

/** The configuration that a page of JupyterLab or Notebook 7 carries for its own scripts. */
function pageConfig(text: string): Record<string, unknown> {
  const [, json = ''] = /<script[^>]*\bid="jupyter-config-data"[^>]*>([\s\S]*?)<\/script>/.exec(text) ?? [];
  return parseRecord(json) ?? {};
}

/** The first script of each extension that the page loads by its configuration. */
function extensionParts(text: string, page: URL): URL[] {
  const { fullLabextensionsUrl: base, federated_extensions: all } = pageConfig(text);
  if (typeof base !== 'string' || !Array.isArray(all)) return [];
  return all.filter(isRecord).flatMap(({ name, load }) => {
    const path = `${base}/${textOf(name) ?? ''}/${textOf(load) ?? ''}`;
    return load !== undefined && URL.canParse(path, page.href) ? new URL(path, page.href) : [];
  });
}

interface Failing {
  readonly url: URL;
  readonly why: string;
  readonly http?: number;
}

async function failing(context: LocalContext, page: URL, urls: readonly URL[]): Promise<Failing[]> {
  const found: Failing[] = [];
  for (let at = 0; at < urls.length; at += AT_ONCE) {
    const some = urls.slice(at, at + AT_ONCE);
    found.push(...(await Promise.all(some.map((url) => failure(context, page, url)))).flat());
  }
  return found;
}

async function failure({ session }: LocalContext, page: URL, url: URL): Promise<Failing[]> {
  const reply =
    url.origin === page.origin
      ? await session.requestLoggedIn('GET', url.href)
      : await session.open({ url: `${url.origin}/` }).request('GET', url.href);
  if ('problem' in reply) return [{ url, why: reply.problem.text }];
  const { status, headers } = reply.value;
  // A browser refuses a page where it wants a script.
  const isPage = /^text\/html\b/.test(headers['content-type'] ?? '');
  return status >= 400 || isPage ? [{ url, why: '', http: status }] : [];
}

/** Where the page says that the WebSockets of kernels are. The first page of a classic Notebook does not say it. */
async function wrongSocket(context: LocalContext, text: string): Promise<Finding[]> {
  const url = textOf(pageConfig(text).wsUrl) ?? '';
  if (url === '') return [];
  const { secure, port } = await reachedServer(context);
  const exposed = (await lanEndpoints(context)).length > 0;
  const key = await keyOfSetting(context, 'websocket_url');
  return evaluateSocketUrl(url, key, { exposed, secure, port });
}

/** The key that sets a trait in this person's config: 'ServerApp.websocket_url'; else its bare name. */
async function keyOfSetting({ situation }: LocalContext, trait: string): Promise<string> {
  const settings = await readAccessSettings(situation, (key) => nameOf(key) === trait);
  return settings.find(({ name }) => name === trait)?.key ?? trait;
}

/** Can the server list the directory that it shows, and save files there? */
export const filesShown: Check<LocalContext> = {
  id: 'files-shown',
  needs: ['password-accepted'],
  fine: () => t().live.filesFine,
  async run(context) {
    const { session, system } = context;
    if (!session.isLoggedIn()) return notTried('files-shown');
    const { rootDir = '', pid } = await reachedServer(context);
    const reply = await session.requestLoggedIn('GET', 'api/contents');
    const http = 'value' in reply ? reply.value.status : undefined;
    const m = t().live;
    const isOurs = (await readProcess(pid, system.files))?.uid === system.uid;
    const use = http === 200 ? 'write' : 'list';
    const obstacle = rootDir !== '' && isOurs ? await findObstacle(rootDir, use, system) : undefined;
    if (http === 200 && obstacle === undefined) return [];
    const evidence = { ...(rootDir !== '' && { file: rootDir }), ...(http !== 200 && http && { http }) };
    const words = {
      message: http === 200 ? m.filesKept(rootDir) : m.filesClosed(rootDir),
      fix: obstacle === undefined ? m.filesFix : openFix(obstacle, system),
    };
    return [finding('fail', http === 200 ? 'root-dir-not-writable' : 'root-dir-closed', words, { evidence })];
  },
};

/** Without a login. The login check says why there is none. */
function notTried(id: string): Finding[] {
  const blockedBy = 'password-accepted';
  return [{ id, status: 'unknown', message: t().doctor.notReached(blockedBy), blockedBy }];
}
