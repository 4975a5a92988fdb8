import type { Server as HttpServer } from 'node:http';
import { createServer } from 'node:http';
import type { Socket, Server as TcpServer } from 'node:net';
import { createSecureContext, createServer as createTlsServer } from 'node:tls';
import { ExposeError } from '../../../errors.ts';
import { t } from '../../../messages/index.ts';

const PATH = '/.well-known/acme-challenge/';

interface ResponderPlace {
  readonly port: number;
  /** If undefined, all IPv4 and IPv6 addresses of this computer. */
  readonly host?: string;
}

/** Our server that answers the directory's challenges while they are open. */
interface Responder {
  /** Also closes open connections. */
  close(): Promise<void>;
}

/** Starts listening. Throws ExposeError('environment') if the port cannot be opened. */
function listen(server: HttpServer | TcpServer, { port, host }: ResponderPlace): Promise<Responder> {
  const open = new Set<Socket>();
  server.maxConnections = 64;
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    // An idle connection must not hold the port.
    socket.setTimeout(10_000, () => socket.destroy());
    socket.on('error', () => socket.destroy());
    socket.once('close', () => open.delete(socket));
  });
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const socket of open) socket.destroy();
    });
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const { portTaken, portForbidden, portTrouble, portHint } = t().acme;
      const says = { EADDRINUSE: portTaken(port), EACCES: portForbidden(port) }[cause.code ?? ''];
      const message = says ?? portTrouble(port, cause.code ?? cause.message);
      reject(new ExposeError('environment', message, portHint, { cause }));
    });
    server.listen(host === undefined ? { port } : { port, host }, () => resolve({ close }));
  });
}

/** Answers http-01: the text for each known token, 404 for everything else. */
export function answerOverHttp(
  texts: ReadonlyMap<string, string>,
  place: ResponderPlace,
): Promise<Responder> {
  const server = createServer({ headersTimeout: 5_000, requestTimeout: 5_000 }, (request, response) => {
    const [path = ''] = (request.url ?? '').split('?');
    const asks = request.method === 'GET' || request.method === 'HEAD';
    const text = asks && path.startsWith(PATH) ? texts.get(path.slice(PATH.length)) : undefined;
    response.writeHead(text === undefined ? 404 : 200, {
      'Content-Type': 'text/plain',
      Connection: 'close',
      'X-Content-Type-Options': 'nosniff',
    });
    response.end(text ?? '');
  });
  return listen(server, place);
}

export interface AlpnCertificate {
  readonly certPem: string;
  readonly keyPem: string;
}

/** Answers tls-alpn-01 (RFC 8737): presents the certificate of the requested name and closes after the handshake. */
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
  const server = createTlsServer({
    ALPNProtocols: ['acme-tls/1'],
    handshakeTimeout: 5_000,
    SNICallback: (name, give) => {
      const context = contexts.get(name.toLowerCase());
      if (context === undefined) give(new Error('no such name'));
      else give(null, context);
    },
  });
  server.on('secureConnection', (socket) => socket.end());
  // Clients that speak another protocol.
  server.on('tlsClientError', (_error, socket) => socket.destroy());
  return listen(server, place);
}
