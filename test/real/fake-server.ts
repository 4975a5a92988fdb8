import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';

/** A server on 127.0.0.1 with programmable misbehaviour. */
export interface FakeServer {
  readonly port: number;
  /** All bytes received, as Latin-1. */
  heard(): string;
  stop(): Promise<void>;
}

/** A raw socket server, over TLS if options are given. */
export function fakeSocketServer(output: (socket: Socket) => void, tls?: TlsOptions): Promise<FakeServer> {
  return listen(tls === undefined ? createServer(output) : createTlsServer(tls, output), 'secureConnection');
}

/** An HTTP server. */
export function fakeHttpServer(answer: RequestListener): Promise<FakeServer> {
  return listen(createHttpServer(answer), 'connection');
}

/** Makes any server of Node's listen. */
export function listen(server: Server, event = 'connection'): Promise<FakeServer> {
  const sockets = new Set<Socket>();
  const heard: string[] = [];
  const remember = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
  };
  server.on('connection', remember);
  server.on(server.listenerCount('secureConnection') > 0 ? event : 'connection', (socket: Socket) => {
    socket.on('error', () => {});
    socket.prependListener('data', (data: Buffer) => heard.push(data.toString('latin1')));
  });
  server.on('tlsClientError', () => {});
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve({
        port: typeof address === 'object' && address !== null ? address.port : 0,
        heard: () => heard.join(''),
        stop: () =>
          new Promise((stopped) => {
            for (const socket of sockets) socket.destroy();
            server.close(() => stopped());
          }),
      });
    });
  });
}
