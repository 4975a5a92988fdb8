import type { NetworkProblem, NetworkProblemKind, NetworkReply } from '../../net/errors.ts';
import type { HttpAnswer } from '../../net/http.ts';
import type { ShownCertificate, TextSocket } from '../../net/network.ts';
import type { Secret } from '../../system/secret.ts';
import type { ReceivedCookie } from './cookies.ts';

/** Where and how a server is reached. */
export interface Destination {
  /** 'https://name:8888/base/', ending with a slash. */
  readonly url: string;
  /** The address to connect to instead of the one the name resolves to: '127.0.0.1'. Name and Host header stay. */
  readonly connectTo?: string;
  /** PEM of certificates trusted besides the system's: the local CA, or the server's own certificate. */
  readonly ca?: string;
  /** Only the certificates in `ca` themselves are trusted, under any name and at any time. */
  readonly pinned?: boolean;
  /** Milliseconds for one answer; 10,000 by default. */
  readonly timeout?: number;
  /**
   * The user agreed to send the password over plain http to another computer. Not needed for https, for loopback, or
   * for an address of this computer, whose packets never leave it.
   */
  readonly plainPassword?: boolean;
}

/** Why there is no answer, or an unexpected one. */
export type Problem = NetworkProblem<ProblemKind>;

/** The kinds of errors of the network and of a Jupyter. */
export type ProblemKind =
  | NetworkProblemKind
  /** A redirect or a form to a host or scheme that the user did not name: not followed. */
  | 'elsewhere'
  /** The login page is not one of Jupyter's: no password field, no form. */
  | 'no-login-form'
  | 'password-refused'
  /** The login succeeded, but later answers are those for an anonymous client: the cookie got lost. */
  | 'cookie-lost'
  | 'xsrf'
  | 'no-kernel'
  | 'kernel-died'
  | 'kernel-silent'
  /** The kernel ran the code, which raised this exception. */
  | 'kernel-error';

/** A value, or why there is none. No behaviour of a server throws. */
export type Reply<T> = NetworkReply<T, ProblemKind>;

/**
 * A client of one Jupyter server of any generation. It manages cookies, `_xsrf` and the base URL itself, and connects
 * to no host but its destination's.
 */
export interface JupyterClient {
  readonly destination: Destination;
  /** Sends one request below the base URL. Redirects are not followed, cookies are kept, any status is a value. */
  request(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    options?: { readonly headers?: Readonly<Record<string, string>>; readonly body?: string },
  ): Promise<Reply<HttpAnswer>>;
  /** Opens a WebSocket with this client's cookies. It is closed with the client. */
  openWebSocket(path: string): Promise<Reply<TextSocket>>;
  /** Every Set-Cookie line that the server has sent to this client. */
  receivedCookies(): readonly ReceivedCookie[];
  /** Makes the TLS handshake only and returns the certificate, trusted or not. Not for http. */
  certificate(): Promise<Reply<ShownCertificate>>;
  /** Logs in as a browser does: form, `_xsrf` and cookie, then checks an answer that only a logged-in user gets. */
  login(password: Secret): Promise<Reply<'logged-in'>>;
  /** Starts a kernel (Python's if there is one) and returns its id. */
  startKernel(): Promise<Reply<string>>;
  /** Opens the kernel's WebSocket as a page does, Origin included. */
  openKernel(id: string): Promise<Reply<KernelChannel>>;
  removeKernel(id: string): Promise<Reply<'removed'>>;
  /** Closes all connections. */
  close(): void;
}

export interface KernelChannel {
  /** Evaluates an expression and returns its value as text: '2' for '1+1'. Waits for the kernel to start. */
  evaluate(code: string): Promise<Reply<string>>;
  close(): void;
}
