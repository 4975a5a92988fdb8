import { ExposeError } from '../../errors.ts';
import type { Destination, JupyterClient, KernelChannel, Reply } from '../../jupyter/client/types.ts';
import { t } from '../../messages/index.ts';
import type { HttpAnswer } from '../../net/http.ts';
import { isLoopback as isLoopbackAddress } from '../../net/listen-address.ts';
import type { Secret } from '../../system/secret.ts';

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

/** How a client is opened; a test may open another. */
type OpenClient = (destination: Destination) => JupyterClient;

/** One look at one server: every question is asked once, whoever wants to know. */
export interface Visit {
  readonly named: NamedUrl;
  /** Only with --live: log in and start a kernel. */
  readonly password: Secret | undefined;
  /** Asks without credentials. */
  readonly stranger: JupyterClient;
  /** Somebody else's visit to another address, with the same trust. */
  elsewhere(url: string): JupyterClient;
  /** GET api, which every Jupyter answers to everybody. */
  api(): Promise<Reply<HttpAnswer>>;
  /** GET of the base URL itself. */
  home(): Promise<Reply<HttpAnswer>>;
  /** Asks with the credentials of the owner, after `login`. */
  readonly owner: JupyterClient;
  login(password: Secret): Promise<Reply<'logged-in'>>;
  kernel(): Promise<Reply<string>>;
  channel(kernel: string): Promise<Reply<KernelChannel>>;
  removal(): Promise<Reply<'removed'>>;
  /** Leaves nothing behind on the server, and closes what is open. */
  end(): Promise<void>;
}

interface VisitOptions {
  readonly named: NamedUrl;
  readonly ca: string | undefined;
  readonly password: Secret | undefined;
  /** The password may travel over plain http to another computer. */
  readonly allowPlainHttp: boolean;
}

/** Begins a visit; nothing is asked yet. */
export function openVisit(options: VisitOptions, openClient: OpenClient): Visit {
  const { named, ca, password, allowPlainHttp } = options;
  const reached = (url: string): Destination => ({
    url,
    plainPassword: allowPlainHttp,
    ...(ca !== undefined && { ca }),
  });
  const opened: JupyterClient[] = [];
  const open = (url: string) => {
    const client = openClient(reached(url));
    opened.push(client);
    return client;
  };
  const stranger = open(named.url);
  const owner = open(named.url);
  const kernel = once(() => owner.startKernel());
  const removal = once(async () => {
    const started = await kernel();
    return 'trouble' in started ? started : owner.removeKernel(started.value);
  });
  let mayHaveKernel = false;
  return {
    named,
    password,
    stranger,
    owner,
    elsewhere: open,
    api: once(() => stranger.request('GET', 'api')),
    home: once(() => stranger.request('GET', '')),
    login: once((secret: Secret) => owner.login(secret)),
    kernel: () => {
      mayHaveKernel = true;
      return kernel();
    },
    channel: once((id: string) => owner.openKernel(id)),
    removal: () => removal(),
    end: async () => {
      if (mayHaveKernel) await removal();
      for (const client of opened) client.close();
    },
  };
}

/** The first answer, whoever asks again. */
function once<Given extends readonly unknown[], T>(make: (...given: Given) => Promise<T>) {
  let made: Promise<T> | undefined;
  return (...given: Given): Promise<T> => {
    made ??= make(...given);
    return made;
  };
}

/** The address of a server, as it is asked and shown. */
interface NamedUrl {
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

/** What the checks of `doctor --url` look at. */
export interface UrlContext {
  readonly visit: Visit;
}
