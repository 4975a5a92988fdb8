import { createSecureContext, createServer } from 'node:tls';
import { listen, type Responder, type ResponderPlace } from './responder.ts';

export interface AlpnCertificate {
  readonly certPem: string;
  readonly keyPem: string;
}

/** Answers tls-alpn-01 (RFC 8737): the certificate of the name that is asked for, and not a byte after the handshake. */
export function answerOverTls(
  certificates: ReadonlyMap<string, AlpnCertificate>,
  place: ResponderPlace,
): Promise<Responder> {
  const contexts = new Map(
    [...certificates].map(([name, { certPem, keyPem }]) => [
      name.toLowerCase(),
      createSecureContext({ cert: certPem, key: keyPem }),
    ]),
  );
  const server = createServer({
    ALPNProtocols: ['acme-tls/1'],
    handshakeTimeout: 5_000,
    SNICallback: (name, give) => {
      const context = contexts.get(name.toLowerCase());
      if (context === undefined) give(new Error('no such name'));
      else give(null, context);
    },
  });
  server.on('secureConnection', (socket) => socket.end());
  // Strangers who speak something else.
  server.on('tlsClientError', (_error, socket) => socket.destroy());
  return listen(server, place);
}
