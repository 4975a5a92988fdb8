import { ExposeError } from '../../errors.ts';
import type { JupyterClient } from '../../jupyter/client/types.ts';
import { t } from '../../messages/index.ts';
import { isLoopback as isLoopbackAddress } from '../../net/listen-address.ts';
import type { LiveContext } from '../live/live-checks.ts';

/** Pages below a base URL that users copy from their browser's address bar. */
const PAGES = [
  'tree',
  'lab',
  'login',
  'logout',
  'notebooks',
  'edit',
  'terminals',
  'consoles',
  'doc',
  'view',
  'nbclassic',
  'api',
  'files',
];

const PAGE = new RegExp(`/(?:${PAGES.join('|')})(?:/.*)?$`);

/** The address of a server as it is tested and shown. */
interface NamedUrl {
  /** 'https://name:8888/base/': without user name, password and query, ending with a slash. */
  readonly url: string;
  /** The address held something that may be a secret (a token, a password before the @) and was dropped. */
  readonly secretDropped: boolean;
}

/** Parses a Jupyter server's address as users copy it. Throws ExposeError('usage'), which never repeats a secret. */
export function parseUrl(text: string): NamedUrl {
  const trimmed = text.trim();
  const m = t().url;
  if (!/^https?:\/\//i.test(trimmed)) throw new ExposeError('usage', m.noScheme, m.noSchemeHint);
  if (!URL.canParse(trimmed)) throw new ExposeError('usage', m.malformed, m.malformedHint);
  const { origin, pathname, search, hash, username, password } = new URL(trimmed);
  const base = pathname.replace(PAGE, '/');
  return {
    url: `${origin}${base.endsWith('/') ? base : `${base}/`}`,
    secretDropped: [search, hash, username, password].some((part) => part !== ''),
  };
}

/** Does this URL name this computer, so that no one in between can read the traffic? */
export function isLoopback(url: string): boolean {
  const { hostname } = new URL(url);
  return hostname.endsWith('.localhost') || isLoopbackAddress(hostname.replace(/^\[(.*)\]$/, '$1'));
}

/** The context of the live checks when only the URL of the server is known. */
export interface UrlContext extends LiveContext {
  readonly named: NamedUrl;
  /** Opens a client of another address with the same trust, without cookies. It is closed with the session. */
  readonly clientAt: (url: string) => JupyterClient;
}
