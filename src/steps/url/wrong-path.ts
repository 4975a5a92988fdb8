import type { HttpAnswer } from '../../jupyter/client/client.ts';
import { t } from '../../messages/index.ts';
import type { Finding } from '../finding.ts';
import { isJupyter } from './answer-check.ts';
import { seen, told, type Words } from './told.ts';
import type { Visit } from './visit.ts';

const ID = 'url-wrong-path';
/** Where people put a Jupyter beside other things. */
const USUAL = ['/', '/jupyter/', '/notebook/', '/lab/'];

/** The path is not there: is a Jupyter somewhere beside it? Undefined when none of this is Jupyter's. */
export async function lookForPath(visit: Visit, answer: HttpAnswer): Promise<Finding | undefined> {
  const { origin, pathname } = new URL(visit.named.url);
  // Behind a proxy that takes the prefix off, a Jupyter with the same base_url answers where the prefix stands twice.
  const twice = pathname === '/' ? [] : [pathname + pathname.slice(1)];
  for (const path of new Set([...twice, ...ownPath(answer), ...(await pathOfHome(visit)), ...USUAL])) {
    if (path === pathname || !(await answersAt(visit, origin + path))) continue;
    const words = twice.includes(path) ? t().url.strippedPrefix(pathname) : t().url.otherPath(origin + path);
    return tell(visit, words, answer);
  }
  return /jupyter/i.test(answer.text) ? tell(visit, t().url.unknownPrefix(pathname), answer) : undefined;
}

/** Jupyter answers, but sends the browser to a path beside the one it was asked at: the proxy took the prefix off. */
export function outsideBase(visit: Visit, target: URL, answer: HttpAnswer): readonly Finding[] {
  const { pathname } = new URL(visit.named.url);
  if (target.pathname.startsWith(pathname)) return [];
  const words = t().url.leadsOutside(pathname, target.pathname);
  return [told('fail', ID, words, seen(`GET ${visit.named.url}`, answer, 'location'))];
}

function tell(visit: Visit, words: Words, answer: HttpAnswer): Finding {
  return told('fail', ID, words, seen(`GET ${visit.named.url}api`, answer));
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
