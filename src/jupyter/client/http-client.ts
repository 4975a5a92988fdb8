import type { HttpReceived } from '../../net/http.ts';
import type { Network, TextSocket } from '../../net/network.ts';
import { peerOf } from '../../net/peer.ts';
import { type Cookies, openCookies, type ReceivedCookie } from './cookies.ts';
import type { Destination, Reply } from './types.ts';

export const DEFAULT_LIMITS: Limits = {
  answerMs: 10_000,
  kernelMs: 60_000,
  evaluateMs: 60_000,
  askAgainMs: 1_000,
  aliveMs: 3_000,
};

/** One request; the path is resolved below the base URL. */
interface RequestOptions {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Milliseconds, for a request that may take longer than others. */
  readonly timeout?: number;
  /** The body holds the password. */
  readonly confidential?: boolean;
}

/** HTTP as a browser speaks it to one server: its cookies, its base URL. Login and kernel share it. */
export interface HttpClient {
  readonly limits: Limits;
  readonly closing: AbortSignal;
  /** Ends with a slash. */
  base(): URL;
  /** Sets the server's own base URL, when it differs from the one that the user named. */
  rebase(url: URL): void;
  /** The path is an absolute URL of this server, or a path below the base URL. */
  request(options: RequestOptions): Promise<Reply<HttpReceived>>;
  openWebSocket(path: string): Promise<Reply<TextSocket>>;
  /** Every Set-Cookie line that the server has sent. */
  receivedCookies(): readonly ReceivedCookie[];
  close(): void;
}

export function openHttpClient(network: Network, destination: Destination, defaults: Limits): HttpClient {
  const limits = { ...defaults, answerMs: destination.timeout ?? defaults.answerMs };
  let base = withSlash(new URL(destination.url));
  const closing = new AbortController();
  const sockets = new Set<TextSocket>();
  const received: ReceivedCookie[] = [];
  let jar: Promise<Cookies> | undefined;
  const cookiesFor = () => {
    jar ??= openCookies();
    return jar;
  };

  async function headersFor(url: URL, isWrite: boolean): Promise<Record<string, string>> {
    const cookies = await cookiesFor();
    const cookie = await cookies.header(url);
    const xsrf = isWrite ? await cookies.value(url, '_xsrf') : undefined;
    return {
      host: url.host,
      'user-agent': 'jupyter-expose',
      referer: base.href,
      ...(cookie !== '' && { cookie }),
      // Servers before notebook 4.3.1 have no such cookie and require no such header.
      ...(xsrf !== undefined && { 'x-xsrftoken': xsrf }),
      ...(isWrite && { origin: url.origin }),
    };
  }

  return {
    limits,
    closing: closing.signal,
    base: () => base,
    rebase(url) {
      base = withSlash(url);
    },
    async request({ method, path, headers = {}, body, timeout = limits.answerMs, confidential = false }) {
      const url = below(base, path);
      if (url.origin !== base.origin) {
        return { problem: { kind: 'elsewhere', text: url.origin, location: url.href } };
      }
      const reply = await network.request({
        peer: peerOf(url, destination),
        method,
        path: url.pathname + url.search,
        headers: { ...(await headersFor(url, method !== 'GET')), ...lengthOf(method, body), ...headers },
        ...(body !== undefined && { body }),
        timeout,
        closing: closing.signal,
        confidential: confidential && destination.plainPassword !== true,
      });
      if ('value' in reply) {
        received.push(...reply.value.setCookies.map((line) => ({ line, url })));
        await (await cookiesFor()).keep(reply.value.setCookies, url);
      }
      return reply;
    },
    async openWebSocket(path) {
      const url = below(base, path);
      const headers = { ...(await headersFor(url, false)), origin: url.origin };
      const reply = await network.openWebSocket({
        peer: peerOf(url, destination),
        url: url.href.replace(/^http/, 'ws'),
        headers,
        timeout: limits.kernelMs,
        closing: closing.signal,
      });
      if ('value' in reply) sockets.add(reply.value);
      return reply;
    },
    receivedCookies: () => received,
    close() {
      closing.abort();
      for (const socket of sockets) socket.close();
    },
  };
}

/** 'api/status' and '/api/status' both resolve below the base URL; 'http://…' is taken as it is. */
function below(base: URL, path: string): URL {
  return /^https?:\/\//i.test(path) ? new URL(path) : new URL(`.${path.replace(/^\/*/, '/')}`, base);
}

function withSlash(url: URL): URL {
  const whole = new URL(url);
  whole.hash = '';
  whole.search = '';
  if (!whole.pathname.endsWith('/')) whole.pathname += '/';
  return whole;
}

/** Without a length Node would send chunks, which an HTTP/1.0 proxy does not understand. */
function lengthOf(method: string, body: string | undefined): Record<string, string> {
  return method === 'GET' ? {} : { 'content-length': String(Buffer.byteLength(body ?? '')) };
}

/** Time limits and intervals, in milliseconds. */
export interface Limits {
  /** One answer, from connecting to the end of its body. */
  readonly answerMs: number;
  /** Starting a kernel, removing it, and opening its WebSocket: newer servers wait for the kernel first. */
  readonly kernelMs: number;
  /** From the open WebSocket to the value. */
  readonly evaluateMs: number;
  /** Between two kernel_info requests. A kernel of notebook 5.7 loses messages that arrive too early. */
  readonly askAgainMs: number;
  /** Between two checks whether a silent kernel is still alive. */
  readonly aliveMs: number;
}
