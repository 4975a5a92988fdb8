import { createServer as createHttpServer } from 'node:http';
import type { Server, Socket } from 'node:net';
import { createSecureContext, createServer as createTlsServer } from 'node:tls';
import { type NetworkReply, networkProblem } from '../errors.ts';
import type { HandshakeServing, HttpServing, Listener, ListenPlace } from '../network.ts';

/** Milliseconds that a connection may be silent; a client needs one second. */
const PATIENCE = 10_000;
const HANDSHAKE_MS = 5_000;
const CONNECTIONS = 64;

/** Network.serveHttp. */
export function serveHttp({ answer, ...place }: HttpServing): Promise<NetworkReply<Listener>> {
  const server = createHttpServer(
    {
      headersTimeout: PATIENCE,
      requestTimeout: PATIENCE,
      connectionsCheckingInterval: 1_000,
      maxHeaderSize: 8_192,
    },
    ({ method = '', url = '' }, response) => {
      response.on('error', () => undefined);
      const { status, headers, body } = answer({ method, url });
      const length = { 'content-length': Buffer.byteLength(body) };
      response.writeHead(status, { connection: 'close', ...headers, ...length }).end(body);
    },
  );
  server.on('clientError', (_error, socket) => socket.destroy());
  return listen(server, place);
}

/** Network.serveHandshakes. */
export function serveHandshakes({
  protocol,
  certificates,
  ...place
}: HandshakeServing): Promise<NetworkReply<Listener>> {
  const contexts = new Map(
    [...certificates].map(([name, { certPem, keyPem }]) => [
      name.toLowerCase(),
      createSecureContext({ cert: certPem, key: keyPem }),
    ]),
  );
  const server = createTlsServer({
    ALPNProtocols: [protocol],
    handshakeTimeout: HANDSHAKE_MS,
    SNICallback: (name, give) => {
      const context = contexts.get(name.toLowerCase());
      if (context === undefined) give(new Error('no such name'));
      else give(null, context);
    },
  });
  server.on('secureConnection', (socket) => socket.end());
  // The client does not speak TLS.
  server.on('tlsClientError', (_error, socket) => socket.destroy());
  return listen(server, place);
}

function listen(server: Server, { port, host }: ListenPlace): Promise<NetworkReply<Listener>> {
  const open = new Set<Socket>();
  server.maxConnections = CONNECTIONS;
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    // Neither an idle nor a slow connection may occupy a place for long.
    socket.setTimeout(PATIENCE, () => socket.destroy());
    const limit = setTimeout(() => socket.destroy(), 2 * PATIENCE);
    limit.unref();
    socket.on('error', () => socket.destroy());
    socket.once('close', () => {
      clearTimeout(limit);
      open.delete(socket);
    });
  });
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const socket of open) socket.destroy();
    });
  return new Promise((resolve) => {
    // Never removed: an 'error' event without a listener ends the process.
    server.on('error', (error) => resolve({ problem: networkProblem(error, 'connect') }));
    server.listen(host === undefined ? { port } : { port, host }, () => {
      const address = server.address();
      const bound = typeof address === 'object' && address !== null ? address.port : port;
      resolve({ value: { port: bound, close } });
    });
  });
}
