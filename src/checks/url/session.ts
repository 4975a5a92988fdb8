import type { Destination, JupyterClient, KernelChannel, Reply } from '../../jupyter/client/types.ts';
import type { HttpAnswer } from '../../net/http.ts';
import type { Secret } from '../../system/secret.ts';
import type { NamedUrl } from './parse-url.ts';

/** How a client is opened; a test may open another. */
export type OpenClient = (destination: Destination) => JupyterClient;

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

export interface VisitOptions {
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
