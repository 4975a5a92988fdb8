import { groupBy } from '../../group-by.ts';
import type { JupyterClient } from '../../jupyter/client/types.ts';
import { type Route, type Routes, readRoutes } from '../../jupyter/server/routes.ts';
import { t } from '../../messages/index.ts';
import { type Check, NOTHING_TO_CHECK } from '../../situation/check.ts';
import { type Finding, finding } from '../../situation/finding.ts';
import { type LocalContext, loginEndpoint, reachedServer } from './local-context.ts';

/**
 * What must answer before the login, below the base URL: seen on the real servers of each generation. Files of
 * Jupyter's pages and of its extensions' pages are public, as the pages of the login need them.
 */
const PUBLIC = [
  /^login$/,
  /^logout$/,
  /^api$/,
  /^static\//,
  /^favicon\.ico$/,
  /^robots\.txt$/,
  /^custom\//,
  /^(?:nbextensions|lab\/extensions|lab\/api\/themes)\//,
  /^(?:service-worker|manifest)\.(?:js|json|webmanifest)$/,
];

/** Packages that Jupyter's own routes belong to: an extension may not hide behind a public path. */
const OWN = /^(?:notebook|nbclassic|jupyter_server|jupyterlab|jupyterlab_server|tornado)\./;

/** Checks the login, and then never answers a client that is not logged in: its refusal is an exception. */
const NEVER_ANSWERS = 'jupyterlab_server.licenses_handler.LicensesHandler';

/** tornado's answer, with status 400, to a page request at the address of a WebSocket. */
const WEBSOCKET_ONLY = /Can "Upgrade" only to "WebSocket"/;

const BAD_REQUEST = 400;

/** How many routes are asked at once. */
const AT_ONCE = 8;

/** Does any route of the server, one of an extension for example, answer without a login? */
export const routesClosed: Check<LocalContext> = {
  id: 'routes-closed',
  needs: ['listens', 'loopback-answers', 'lan-answers', 'tls-as-configured', 'no-anonymous'],
  fine: () => '',
  async run(context) {
    const { situation, system } = context;
    const server = await reachedServer(context);
    const known = await readRoutes(await situation.get('target'), system, server);
    const m = t().live;
    if (known === undefined) return [{ id: 'routes-closed', status: 'unknown', message: m.routesUnknown }];
    const isPublic = ({ path, handler }: Route) =>
      OWN.test(handler) && PUBLIC.some((pattern) => pattern.test(below(path, server.baseUrl)));
    const asked = known.routes.filter(
      (route) => !isPublic(route) && !route.isAssets && route.handler !== NEVER_ANSWERS,
    );
    if (asked.length === 0) return NOTHING_TO_CHECK;
    const { url } = await loginEndpoint(context);
    const open = await openRoutes(asked, context.clientAt(await loginEndpoint(context)), new URL(url));
    if (open.length === 0)
      return [{ id: 'routes-closed', status: 'ok', message: m.routesClosed(asked.length) }];
    const byPackage = groupBy(open, (route) => ownerOf(route, server.baseUrl));
    return [...byPackage].map(([name, routes]) => routeOpen(name, routes, known, url));
  },
};

/** tornado serves favicon.ico and robots.txt at the root as well. */
function below(path: string, base: string): string {
  return path.slice(path.startsWith(base) ? base.length : 1);
}

/** The package of the class; for tornado's own class, which any extension may use, the first word of the path. */
function ownerOf({ handler, path }: Route, base: string): string {
  const [name = ''] = handler.split('.');
  return name === 'tornado' ? (below(path, base).split('/')[0] ?? name) : name;
}

async function openRoutes(routes: readonly Route[], client: JupyterClient, base: URL): Promise<Route[]> {
  const open: Route[] = [];
  for (let at = 0; at < routes.length; at += AT_ONCE) {
    const some = routes.slice(at, at + AT_ONCE);
    const answers = await Promise.all(
      some.map(({ path }) => answersAnyone(client, base.origin + encodeURI(path))),
    );
    open.push(...some.filter((_route, index) => answers[index]));
  }
  return open;
}

/** Whether a client without cookies gets content there, or an open WebSocket. */
async function answersAnyone(client: JupyterClient, url: string): Promise<boolean> {
  const reply = await client.request('GET', url);
  if ('problem' in reply) return false;
  const { status, text } = reply.value;
  if (status === BAD_REQUEST && WEBSOCKET_ONLY.test(text)) {
    const opened = await client.openWebSocket(url);
    if ('value' in opened) opened.value.close();
    return 'value' in opened;
  }
  return status >= 200 && status < 300 && text !== '';
}

function routeOpen(name: string, routes: readonly Route[], { isClosable }: Routes, url: string): Finding {
  const m = t().live;
  const list = routes.map(({ path, handler }) => `${path} (${handler})`).join(', ');
  const closable = isClosable && routes.some(({ isJupyter }) => isJupyter);
  const words = {
    message: m.routeOpen(name, list),
    why: m.routeOpenWhy,
    fix: closable
      ? m.routeOpenFix(
          name,
          routes.every(({ isJupyter }) => isJupyter),
        )
      : m.routeRemove(name),
  };
  const request = `GET ${new URL(url).origin}${routes[0]?.path ?? ''}`;
  return finding('fail', 'route-open', words, { evidence: { request } });
}
