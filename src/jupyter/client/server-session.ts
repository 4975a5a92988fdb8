import { setTimeout as sleep } from 'node:timers/promises';
import type { HttpAnswer } from '../../net/http.ts';
import type { Network, ShownCertificate } from '../../net/network.ts';
import type { Secret } from '../../system/secret.ts';
import type { ReceivedCookie } from './cookies.ts';
import { isKernelDead } from './kernel.ts';
import { openClient } from './open-session.ts';
import type { Destination, JupyterClient, KernelChannel, Reply } from './types.ts';

/** What the kernel has to compute, and the right value. */
const EXPRESSION = '1+1';
export const EXPECTED_VALUE = '2';

/** Jupyter restarts a kernel that ends up to five times while the page says "connecting". One restart may be chance. */
const FATAL_RESTARTS = 2;

/** Milliseconds between two checks whether the kernel is alive, where the session watches it. */
const WATCH_INTERVAL = 1000;

interface SessionOptions {
  readonly network: Network;
  /** Where the server is reached. Called once, when the first step needs it. */
  readonly locate: () => Promise<Destination>;
  /**
   * How often the server has restarted the kernel so far. With it, waiting for a kernel ends as soon as the kernel is
   * dead: some servers keep a page waiting a minute for one.
   */
  readonly countRestarts?: () => Promise<number>;
}

/**
 * One test of one Jupyter server, from its first answer to a kernel that computes. Each step runs once, on its first
 * call, and later calls get the same reply. A step that needs a kernel throws if `startKernel` was not called before.
 */
export interface ServerSession {
  /** Sends one request without credentials. */
  readonly request: JupyterClient['request'];
  /** Sends one request with the cookies of `login`. */
  readonly requestLoggedIn: JupyterClient['request'];
  /** Opens another client, without cookies. It is closed with the session. */
  open(destination: Destination): JupyterClient;
  /** GET api, which every Jupyter answers with its version, without a login. */
  api(): Promise<Reply<HttpAnswer>>;
  /** GET of the base URL itself. */
  home(): Promise<Reply<HttpAnswer>>;
  /** GET api/status without credentials, which only an unprotected server answers with 200. */
  status(): Promise<Reply<HttpAnswer>>;
  /** The server's certificate, trusted or not. Not for http. */
  certificate(): Promise<Reply<ShownCertificate>>;
  login(password: Secret): Promise<Reply<'logged-in'>>;
  isLoggedIn(): boolean;
  /** Every Set-Cookie line of the login. */
  loginCookies(): Promise<readonly ReceivedCookie[]>;
  /** The reply is the kernel's id. */
  startKernel(): Promise<Reply<string>>;
  /** Opens the kernel's WebSocket. */
  openKernel(): Promise<Reply<KernelChannel>>;
  /** Has the kernel compute `1+1`; the reply is the value as text. */
  compute(): Promise<Reply<string>>;
  removeKernel(): Promise<Reply<'removed'>>;
  /** Removes the kernel if there is one, and closes all connections. */
  close(): Promise<void>;
}

/** Opens a session. Nothing is sent before the first step. */
export function openSession({ network, locate, countRestarts }: SessionOptions): ServerSession {
  const opened: JupyterClient[] = [];
  const open = (destination: Destination) => {
    const client = openClient(network, destination);
    opened.push(client);
    return client;
  };
  const destination = once(locate);
  const anonymous = once(async () => open(await destination()));
  const user = once(async () => open(await destination()));
  let isLoggedIn = false;
  let kernel: Promise<Reply<string>> | undefined;
  let channel: KernelChannel | undefined;

  const login = once(async (password: Secret) => {
    const reply = await (await user()).login(password);
    isLoggedIn = 'value' in reply;
    return reply;
  });
  const startKernel = () => {
    kernel ??= user().then((client) => client.startKernel());
    return kernel;
  };
  const withKernel = async <T>(
    step: (client: JupyterClient, id: string) => Promise<Reply<T>>,
  ): Promise<Reply<T>> => {
    if (kernel === undefined) throw new Error('no kernel was started');
    const started = await kernel;
    return 'value' in started ? step(await user(), started.value) : started;
  };
  const whileAlive = <T>(client: JupyterClient, id: string, work: Promise<Reply<T>>) =>
    countRestarts === undefined ? work : untilKernelDies(work, { client, id, countRestarts });
  const openKernel = once(() =>
    withKernel(async (client, id) => {
      const reply = await whileAlive(client, id, client.openKernel(id));
      if ('value' in reply) channel = reply.value;
      return reply;
    }),
  );
  const compute = once(() =>
    withKernel(async (client, id) => {
      const connected = await openKernel();
      return 'value' in connected ? whileAlive(client, id, connected.value.evaluate(EXPRESSION)) : connected;
    }),
  );
  const removeKernel = once(() =>
    withKernel((client, id) => {
      channel?.close();
      return client.removeKernel(id);
    }),
  );
  return {
    request: async (...request) => (await anonymous()).request(...request),
    requestLoggedIn: async (...request) => (await user()).request(...request),
    open,
    api: once(async () => (await anonymous()).request('GET', 'api')),
    home: once(async () => (await anonymous()).request('GET', '')),
    status: once(async () => (await anonymous()).request('GET', 'api/status')),
    certificate: once(async () => (await anonymous()).certificate()),
    login,
    isLoggedIn: () => isLoggedIn,
    loginCookies: async () => (await user()).receivedCookies(),
    startKernel,
    openKernel,
    compute,
    removeKernel,
    async close() {
      if (kernel !== undefined) await removeKernel().catch(() => undefined);
      for (const client of opened) client.close();
    },
  };
}

/** A function that is called once; later calls get the first result. */
function once<Args extends readonly unknown[], T>(make: (...args: Args) => Promise<T>) {
  let made: Promise<T> | undefined;
  return (...args: Args): Promise<T> => {
    made ??= make(...args);
    return made;
  };
}

interface WatchedKernel {
  readonly client: JupyterClient;
  readonly id: string;
  readonly countRestarts: () => Promise<number>;
}

/** Waits for work with a kernel, but no longer than the kernel lives. */
async function untilKernelDies<T>(work: Promise<Reply<T>>, kernel: WatchedKernel): Promise<Reply<T>> {
  let isOver = false;
  const done = work.finally(() => {
    isOver = true;
  });
  return Promise.race([done, waitForDeath(kernel, () => isOver)]);
}

async function waitForDeath(
  { client, id, countRestarts }: WatchedKernel,
  isOver: () => boolean,
): Promise<Reply<never>> {
  while (!isOver()) {
    await sleep(WATCH_INTERVAL);
    const restarts = await countRestarts();
    if (restarts >= FATAL_RESTARTS) return died(`${restarts} restarts`);
    const reply = await client.request('GET', `api/kernels/${id}`);
    if ('value' in reply && isKernelDead(reply.value)) return died('dead');
  }
  return died('');
}

function died(text: string): Reply<never> {
  return { problem: { kind: 'kernel-died', text } };
}
