/** Why there is no answer, or not the expected one. */
export interface NetworkProblem<Kind extends string = NetworkProblemKind> {
  readonly kind: Kind;
  /** The words of the program that knows: ECONNREFUSED, an HTTP body's first line, a WebSocket's close reason. */
  readonly text: string;
  /** Of an answer that was not the expected one. */
  readonly status?: number;
  /** Where a redirect points, where that is the trouble. */
  readonly location?: string;
  /** How far it came, where that is not plain from the kind: a timeout can happen anywhere. */
  readonly phase?: Phase;
}

/** Connecting, the TLS handshake, waiting for an answer's headers, reading its body, opening a WebSocket. */
export type Phase = 'connect' | 'tls' | 'answer' | 'body' | 'websocket';

export type NetworkProblemKind =
  | 'no-such-name'
  | 'refused'
  | 'unreachable'
  | 'timeout'
  /** Connected, then closed without an answer. */
  | 'closed'
  /** https was asked of a port that speaks plain http. */
  | 'tls-not-spoken'
  /** http was asked of a port that speaks TLS. */
  | 'tls-spoken'
  | 'tls-untrusted'
  | 'tls-expired'
  | 'tls-not-yet'
  | 'tls-name'
  /** No protocol version or cipher in common. */
  | 'tls-protocol'
  /** The handshake failed in another way. */
  | 'tls-failed'
  | 'not-http'
  /** The password would travel readable to another computer, and the person did not say yes to that: not sent. */
  | 'plain-password'
  /** Any status that is not the expected one. */
  | 'status';

/** What came back: a value, or why not. Nothing is thrown for what a server does. */
export type NetworkReply<T, Kind extends string = NetworkProblemKind> =
  | { readonly value: T }
  | { readonly problem: NetworkProblem<Kind> };

/** The codes of Node, libuv and OpenSSL, and what they mean to a person. The first pattern that fits holds. */
const KINDS: readonly { readonly code: RegExp; readonly kind: NetworkProblemKind }[] = [
  { code: /^(ENOTFOUND|EAI_\w+)$/, kind: 'no-such-name' },
  { code: /^ECONNREFUSED$/, kind: 'refused' },
  {
    code: /^(EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ENETDOWN|EADDRNOTAVAIL|EACCES|EPERM|EINVAL)$/,
    kind: 'unreachable',
  },
  { code: /^(ETIMEDOUT|ERR_SOCKET_CONNECTION_TIMEOUT)$/, kind: 'timeout' },
  // A record that is no TLS record. OpenSSL 3.2 and later say RECORD_LAYER_FAILURE.
  {
    code: /WRONG_VERSION_NUMBER|HTTP_REQUEST|PACKET_LENGTH_TOO_LONG|RECORD_LAYER_FAILURE|UNKNOWN_PROTOCOL/i,
    kind: 'tls-not-spoken',
  },
  {
    code: /UNSUPPORTED_PROTOCOL|PROTOCOL_VERSION|VERSION_TOO_LOW|HANDSHAKE_FAILURE|NO_SHARED_CIPHER|INSUFFICIENT_SECURITY|NO_PROTOCOLS_AVAILABLE|WRONG_CIPHER|DH_KEY_TOO_SMALL|UNSAFE_LEGACY/i,
    kind: 'tls-protocol',
  },
  { code: /^ERR_SSL_|^EPROTO$/, kind: 'tls-failed' },
  { code: /^HPE_|^ERR_HTTP|^ERR_INVALID_CHAR/, kind: 'not-http' },
];

/** What an error of a socket, a handshake or a parser means. The rest means that the other side hung up. */
export function networkProblem(error: NodeJS.ErrnoException, phase: Phase): NetworkProblem {
  const code = error.code ?? '';
  // EPROTO carries OpenSSL's own words in its message only.
  const known = code === 'EPROTO' ? error.message : code;
  const kind = KINDS.find((row) => row.code.test(known) || row.code.test(code))?.kind ?? 'closed';
  return { kind, text: code || error.message, phase };
}
