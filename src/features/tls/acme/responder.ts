import type { Server as HttpServer } from 'node:http';
import type { Socket, Server as TcpServer } from 'node:net';
import { ExposeError } from '../../../errors.ts';
import { t } from '../../../messages/index.ts';

/** Where a responder listens. */
export interface ResponderPlace {
  readonly port: number;
  /** Every address of this computer, IPv6 and IPv4, unless one is named. */
  readonly host?: string;
}

/** Something of ours that answers the directory's question, for as long as the question lasts. */
export interface Responder {
  /** No connection is left afterwards. */
  close(): Promise<void>;
}

/** Listens; ExposeError('environment') where the port cannot be had. */
export function listen(server: HttpServer | TcpServer, { port, host }: ResponderPlace): Promise<Responder> {
  const open = new Set<Socket>();
  server.maxConnections = 64;
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    // A stranger who only knocks does not keep the port.
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
