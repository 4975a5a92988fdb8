import type { Phase, Trouble, TroubleKind } from '../jupyter/client/client.ts';

/** The codes of Node, libuv and OpenSSL, and what they mean to a person. The first pattern that fits holds. */
const KINDS: readonly { readonly code: RegExp; readonly kind: TroubleKind }[] = [
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
export function troubleOf(error: NodeJS.ErrnoException, phase: Phase): Trouble {
  const code = error.code ?? '';
  // EPROTO carries OpenSSL's own words in its message only.
  const known = code === 'EPROTO' ? error.message : code;
  const kind = KINDS.find((row) => row.code.test(known) || row.code.test(code))?.kind ?? 'closed';
  return { kind, text: code || error.message, phase };
}
