import type { System } from '../system/system.ts';
import type { OwnAddress } from './addresses.ts';
import type { NetworkProblem, NetworkReply } from './errors.ts';
import type { Gateway } from './gateway.ts';
import type { HttpQuestion, HttpReceived, Question } from './http.ts';
import type { PortMapper } from './port-mapping.ts';

/**
 * Everything the program may ask of the network, as one argument beside System. `node/network.ts` is the real one;
 * tests hand in their own.
 */
export interface Network extends PortMapper {
  /** The addresses of this computer as the system lists them. Sends nothing. */
  ownAddresses(): readonly OwnAddress[];
  /** The default gateways, the preferred one first; empty where nothing tells. Sends nothing. */
  gateways(): Promise<readonly Gateway[]>;
  /** The addresses of this computer on which something listens at a TCP port: '0.0.0.0', '::'. Undefined where nothing tells. */
  listenAddresses(port: number): Promise<readonly string[] | undefined>;
  /** Who listens on a TCP port of this computer, at any address; undefined when nobody does, or where nothing tells. */
  portHolder(port: number): Promise<PortHolder | undefined>;
  /** Looks a name up as a browser of this computer would, its hosts file included. Asks the system's resolver. */
  lookup(name: string): Promise<LookupResult>;
  /** Sends one http(s) request and waits for the whole answer. Any status is a value; nothing is thrown for what a server does. */
  request(question: HttpQuestion): Promise<NetworkReply<HttpReceived>>;
  /** Opens a WebSocket as a browser does. An upgrade that is refused is a trouble with the answer's status. */
  openWebSocket(question: WebSocketQuestion): Promise<NetworkReply<TextSocket>>;
  /** The certificate that a server shows, trusted or not, and why not. Makes the TLS handshake only. */
  showCertificate(question: Question): Promise<NetworkReply<ShownCertificate>>;
  /** Serves plain http until it is closed; slow connections are cut off. The text of a trouble is the system's code: EADDRINUSE. */
  serveHttp(serving: HttpServing): Promise<NetworkReply<Listener>>;
  /** Answers TLS handshakes with the certificate of the name that is asked for, and closes after each. */
  serveHandshakes(serving: HandshakeServing): Promise<NetworkReply<Listener>>;
  /** PEM of the roots that programs of this computer trust. Sends nothing. */
  trustedRoots(): Promise<readonly string[]>;
}

/** Where a name leads, or the resolver's word for why nowhere: ENOTFOUND. */
export type LookupResult =
  | { readonly ipv4: readonly string[]; readonly ipv6: readonly string[] }
  | { readonly problem: string };

/** An open WebSocket that speaks text. */
export interface TextSocket {
  send(text: string): void;
  /** Hears every text from now on. */
  listen(heard: (text: string) => void): void;
  /** Why it was closed: code and reason. Settles when it is. */
  readonly closed: Promise<string>;
  close(): void;
}

export interface WebSocketQuestion extends Question {
  /** ws(s)://… as the page asks for it. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** The certificate that a server showed, whether trusted or not. */
export interface ShownCertificate {
  /** PEM of the leaf, then of what it sent with it. */
  readonly chain: readonly string[];
  /** 'TLSv1.3' */
  readonly protocol: string;
  /** Why it is not trusted for this name; undefined where it is. */
  readonly problem?: NetworkProblem;
}

/** Where a server of our own listens. */
export interface ListenPlace {
  /** 0: one that is free. */
  readonly port: number;
  /** Every address of this computer, IPv6 and IPv4, by default. */
  readonly host?: string;
}

export interface HttpServing extends ListenPlace {
  /** `url` is the path with its query, as the client wrote it. */
  answer(request: { readonly method: string; readonly url: string }): {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string | Uint8Array;
  };
}

export interface HandshakeServing extends ListenPlace {
  /** What the client must want to speak (ALPN). */
  readonly protocol: string;
  /** By name. */
  readonly certificates: ReadonlyMap<string, CertificatePair>;
}

export interface CertificatePair {
  readonly certPem: string;
  readonly keyPem: string;
}

/** A server of our own. */
export interface Listener {
  readonly port: number;
  /** Stops listening and closes every connection. */
  close(): Promise<void>;
}

/** The process that listens on a port; `pid` and `name` are undefined where the system does not tell us: it is not ours. */
export interface PortHolder {
  readonly pid: number | undefined;
  readonly name: string | undefined;
}

/** This computer and the network it is in: all that the program may read or change outside of itself. */
export interface World {
  readonly system: System;
  readonly network: Network;
}
