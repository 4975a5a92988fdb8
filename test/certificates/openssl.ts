import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, createServer } from 'node:tls';

/** The result of the strictest `openssl verify` of a server certificate: 'OK', or the error. */
export function opensslVerify(caPem: string, certPem: string, ...asked: readonly string[]): string {
  const directory = mkdtempSync(join(tmpdir(), 'jupyter-expose-verify-'));
  try {
    const ca = join(directory, 'ca.pem');
    const cert = join(directory, 'cert.pem');
    writeFileSync(ca, caPem);
    writeFileSync(cert, certPem);
    const flags = ['-x509_strict', '-purpose', 'sslserver', '-CAfile', ca, ...asked];
    const { stdout, stderr } = spawnSync('openssl', ['verify', ...flags, cert], { encoding: 'utf8' });
    return stdout.includes(': OK')
      ? 'OK'
      : (/error \d+ at \d+ depth lookup: (.*)/.exec(stderr)?.[1] ?? stderr);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** Connects with Node's TLS to a server with this PEM on 127.0.0.1: 'OK', or the error's code, else its message. */
export async function nodeTrusts(serverPem: string, caPem: string, servername: string): Promise<string> {
  const server = createServer({ key: serverPem, cert: serverPem }, (socket) => socket.end());
  server.on('tlsClientError', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const name = servername === '127.0.0.1' ? {} : { servername };
  const socket = connect({ host: '127.0.0.1', port, ca: caPem, ...name });
  const answer = await new Promise<string>((resolve) => {
    socket.once('secureConnect', () => resolve(socket.authorized ? 'OK' : 'unauthorized'));
    socket.once('error', (error: NodeJS.ErrnoException) =>
      resolve(error.code === 'UNSPECIFIED' ? error.message : (error.code ?? error.message)),
    );
  });
  socket.destroy();
  server.close();
  return answer;
}
