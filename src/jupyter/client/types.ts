import type { NetworkReply, NetworkTrouble, NetworkTroubleKind } from '../../net/errors.ts';
import type { HttpAnswer } from '../../net/http.ts';
import type { ShownCertificate } from '../../net/tls.ts';
import type { Secret } from '../../system/secret.ts';

/** Where a server is reached, and how. */
export interface Destination {
  /** 'https://name:8888/base/', with a slash at the end. */
  readonly url: string;
  /** The address to connect to instead of what the name resolves to: '127.0.0.1'. Name and Host header stay. */
  readonly connectTo?: string;
  /** PEM of certificates that are trusted beside the system's: our own CA, or the very certificate of a server. */
  readonly ca?: string;
  /** A certificate that stands in `ca` itself is trusted under any name and at any time, and no other is. */
  readonly pinned?: boolean;
  /** Milliseconds for one answer; 10,000 unless given. */
  readonly timeout?: number;
  /**
   * The person said yes to sending the password over plain http to another computer. Not needed for https, for
   * loopback, and for an address of this very computer, whose packets never leave it.
   */
  readonly plainPassword?: boolean;
}

/** Why there is no answer, or not the expected one. */
export type Trouble = NetworkTrouble<TroubleKind>;

/** What can go wrong on the network, and what a Jupyter adds to it. */
export type TroubleKind =
  | NetworkTroubleKind
  /** A redirect, or a form, to a host or scheme that the person did not name: not followed. */
  | 'elsewhere'
  /** The login page is not one of Jupyter's: no password field, no form. */
  | 'no-login-form'
  | 'password-refused'
  /** Logged in, but the answers are those of a stranger: the cookie got lost. */
  | 'cookie-lost'
  | 'xsrf'
  | 'no-kernel'
  | 'kernel-died'
  | 'kernel-silent'
  /** The kernel ran the code and it failed: its exception. */
  | 'kernel-error';

/** What came back: a value, or why not. Nothing is thrown for what a server does. */
export type Reply<T> = NetworkReply<T, TroubleKind>;

/**
 * One person's visit to one Jupyter server, of any generation: cookies, `_xsrf` and base URL are its own business. It
 * talks to the host of its destination and to nobody else.
 */
export interface JupyterClient {
  readonly destination: Destination;
  /** One request below the base URL; redirects are not followed, cookies are kept. Any status is a value. */
  request(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    options?: { readonly headers?: Readonly<Record<string, string>>; readonly body?: string },
  ): Promise<Reply<HttpAnswer>>;
  /** The TLS handshake alone, trusted or not. Not for http. */
  certificate(): Promise<Reply<ShownCertificate>>;
  /** As a browser does it: the form, its `_xsrf`, the cookie, and a first answer that only the owner gets. */
  login(password: Secret): Promise<Reply<'logged-in'>>;
  /** Starts a kernel (Python's where there is one) and gives its id. */
  startKernel(): Promise<Reply<string>>;
  /** Opens the kernel's WebSocket as the page does, Origin included. */
  openKernel(id: string): Promise<Reply<KernelChannel>>;
  removeKernel(id: string): Promise<Reply<'removed'>>;
  /** Closes what is open. */
  close(): void;
}

export interface KernelChannel {
  /** Runs an expression and gives its value as text: '1+1' gives '2'. Waits for the kernel to come up. */
  evaluate(code: string): Promise<Reply<string>>;
  close(): void;
}
