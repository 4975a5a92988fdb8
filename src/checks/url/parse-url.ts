import { ExposeError } from '../../errors.ts';
import { t } from '../../messages/index.ts';
import { isLoopback as isLoopbackAddress } from '../../net/listen-address.ts';

/** Pages below a base URL that people copy out of their browser's address line. */
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

/** The address of a server, as it is asked and shown. */
export interface NamedUrl {
  /** 'https://name:8888/base/': no name and password, no query, a slash at the end. */
  readonly url: string;
  /** Something that may be a secret (a token, a password before the @) stood in it and is not used. */
  readonly secretDropped: boolean;
}

/** Reads the address of a Jupyter server as a person copies it. Throws ExposeError('usage'), which never repeats a secret. */
export function parseUrl(text: string): NamedUrl {
  const given = text.trim();
  const m = t().url;
  if (!/^https?:\/\//i.test(given)) throw new ExposeError('usage', m.noScheme, m.noSchemeHint);
  if (!URL.canParse(given)) throw new ExposeError('usage', m.malformed, m.malformedHint);
  const { origin, pathname, search, hash, username, password } = new URL(given);
  const base = pathname.replace(PAGE, '/');
  return {
    url: `${origin}${base.endsWith('/') ? base : `${base}/`}`,
    secretDropped: [search, hash, username, password].some((part) => part !== ''),
  };
}

/** Is what this URL names on this very computer, so that nobody in between can listen? */
export function isLoopback(url: string): boolean {
  const { hostname } = new URL(url);
  return hostname.endsWith('.localhost') || isLoopbackAddress(hostname.replace(/^\[(.*)\]$/, '$1'));
}
