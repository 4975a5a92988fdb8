import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { isIPv6 } from 'node:net';
import { ExposeError } from '../../../errors.ts';
import { t } from '../../../messages/index.ts';

/** A file served under exactly one path. */
export interface ServedFile {
  readonly type: string;
  readonly body: Uint8Array;
  /** The file name for downloads. */
  readonly name?: string;
}

export interface CaPageOptions {
  readonly hosts: readonly string[];
  /** 0: any free port. */
  readonly port: number;
  /** By path: '/', '/ca.crt', …. Everything else is 404. */
  readonly files: ReadonlyMap<string, ServedFile>;
}

export interface CaPage {
  readonly urls: readonly string[];
  close(): Promise<void>;
}

/** Milliseconds. A phone needs one second; slower clients must not block others. */
const PATIENCE = 10_000;
const CONNECTIONS = 64;
const NOTHING = new TextEncoder().encode('404\n');
const HEADERS = {
  connection: 'close',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
  'referrer-policy': 'no-referrer',
};

/** Serves these files over plain HTTP on the given addresses, all on the same port, until closed. */
export async function openCaPage({ hosts, port, files }: CaPageOptions): Promise<CaPage> {
  const servers: Server[] = [];
  const close = async () => {
    await Promise.all(servers.map(closeServer));
  };
  const urls: string[] = [];
  let chosen = port;
  try {
    for (const host of hosts) {
      const server = makeServer(files);
      servers.push(server);
      chosen = await listen(server, host, chosen);
      urls.push(`http://${isIPv6(host) ? `[${host}]` : host}:${chosen}/`);
    }
  } catch (error) {
    await close();
    throw error;
  }
  return { urls, close };
}

function makeServer(files: CaPageOptions['files']): Server {
  const server = createServer(
    {
      headersTimeout: PATIENCE,
      requestTimeout: PATIENCE,
      connectionsCheckingInterval: 1_000,
      maxHeaderSize: 8_192,
    },
    (request, response) => answer(request, response, files),
  );
  server.maxConnections = CONNECTIONS;
  server.timeout = PATIENCE;
  server.on('connection', (socket) => {
    // Closes every connection after this time, however slowly the client reads or writes.
    const limit = setTimeout(() => socket.destroy(), 2 * PATIENCE);
    limit.unref();
    socket.once('close', () => clearTimeout(limit));
    socket.on('error', () => socket.destroy());
  });
  server.on('clientError', (_error, socket) => socket.destroy());
  return server;
}

function answer(request: IncomingMessage, response: ServerResponse, files: CaPageOptions['files']): void {
  response.on('error', () => undefined);
  const file = files.get(request.url ?? '');
  if (request.method !== 'GET' || file === undefined) {
    const type = 'text/plain; charset=utf-8';
    response
      .writeHead(404, { ...HEADERS, 'content-type': type, 'content-length': NOTHING.length })
      .end(NOTHING);
    return;
  }
  const named = file.name === undefined ? {} : { 'content-disposition': `inline; filename="${file.name}"` };
  const headers = { ...HEADERS, ...named, 'content-type': file.type, 'content-length': file.body.length };
  response.writeHead(200, headers).end(file.body);
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const { code } = error;
      const { cannotListen, cannotListenHint } = t().trust;
      const sentence = cannotListen(host, port, code ?? error.message);
      reject(new ExposeError('environment', sentence, cannotListenHint, { cause: error }));
    });
    server.listen({ host, port }, () => {
      const address = server.address();
      server.on('error', () => undefined);
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
