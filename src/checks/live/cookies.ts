import { type CookieObstacle, obstacleOf, type ReceivedCookie } from '../../jupyter/client/cookies.ts';
import { t } from '../../messages/index.ts';
import { HIDDEN } from '../../python-config/secret-names.ts';
import { type Finding, finding } from '../../situation/finding.ts';
import { nameOf, readAccessSettings } from '../access/settings.ts';
import { type LocalContext, lanEndpoints, loginEndpoint } from './local-context.ts';

/**
 * A cookie of the login that a browser does not send back, where the login was made or at an address that other
 * devices use: the login succeeds there, and every page after it is refused.
 */
export async function lostCookies(context: LocalContext): Promise<Finding[]> {
  const received = await context.session.loginCookies();
  const endpoints = [await loginEndpoint(context), ...(await lanEndpoints(context))];
  for (const { url } of endpoints) {
    for (const cookie of received) {
      const obstacle = await obstacleOf(cookie, new URL(url));
      if (obstacle !== undefined) return [await cookieLost(context, { url, obstacle, cookie })];
    }
  }
  return [];
}

interface LostCookie {
  readonly url: string;
  readonly obstacle: CookieObstacle;
  readonly cookie: ReceivedCookie;
}

async function cookieLost(
  { situation }: LocalContext,
  { url, obstacle, cookie }: LostCookie,
): Promise<Finding> {
  const settings = await readAccessSettings(situation, (key) => nameOf(key) === 'cookie_options');
  const setting = settings.find(({ name }) => name === 'cookie_options');
  const m = t().live;
  const message = m.cookieLost(url, obstacle);
  const fix = m.cookieLostFix(setting?.key ?? 'cookie_options', obstacle);
  const evidence = {
    ...setting?.evidence,
    request: `Set-Cookie: ${cookie.line.replace(/=[^;]*/, `=${HIDDEN}`)}`,
  };
  return finding('fail', 'login-cookie-lost', { message, why: m.cookieLostWhy, fix }, { evidence });
}
