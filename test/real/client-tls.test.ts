import { mkdtempSync, rmSync } from 'node:fs';
import { createServer as createHttpsServer } from 'node:https';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TlsOptions } from 'node:tls';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { ProblemKind, Reply } from '../../src/jupyter/client/types.ts';
import { Secret } from '../../src/system/secret.ts';
import { openClient } from '../net/local-network.ts';
import { type Certificate, makeAuthority, makeCertificate } from './certificates.ts';
import { type FakeServer, fakeHttpServer, fakeSocketServer, listen } from './fake-server.ts';

const directory = mkdtempSync(join(tmpdir(), 'jupyter-expose-client-tls-'));
const servers: FakeServer[] = [];
const FORM = '<form method="post"><input type="password" name="password"></form>';

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const authority = makeAuthority(directory);
const good = makeCertificate(directory, 'good');
const selfSigned = makeCertificate(directory, 'self', { signedBy: 'self' });
const selfSignedOld = makeCertificate(directory, 'self-old', { signedBy: 'self', days: [-30, -1] });
const old = makeCertificate(directory, 'old', { days: [-30, -1] });
const early = makeCertificate(directory, 'early', { days: [1, 30] });
const named = makeCertificate(directory, 'named', { names: ['jupyter.example'] });
const unnamed = makeCertificate(directory, 'unnamed', { names: [], commonName: '127.0.0.1' });

/** The certificate of a server at https://127.0.0.1, what is trusted, and what a person is told. */
const CERTIFICATES: [what: string, shown: Certificate, ca: string, kind: ProblemKind | 'logged-in'][] = [
  ['an authority of our own, which is trusted', good, authority.certPem, 'logged-in'],
  ['an authority that nobody knows', good, '', 'tls-untrusted'],
  ['itself', selfSigned, '', 'tls-untrusted'],
  ['itself, and it is the very one we trust', selfSigned, selfSigned.certPem, 'logged-in'],
  ['itself, and we trust another one', selfSigned, named.rootPem, 'tls-untrusted'],
  ['itself long ago, and it is the very one we trust', selfSignedOld, selfSignedOld.certPem, 'tls-expired'],
  ['an authority of our own, and it has expired', old, authority.certPem, 'tls-expired'],
  ['an authority of our own for tomorrow', early, authority.certPem, 'tls-not-yet'],
  ['an authority of our own for another name', named, authority.certPem, 'tls-name'],
  ['an authority of our own, for no name', unnamed, authority.certPem, 'tls-name'],
];

describe('a certificate signed by', () => {
  it.each(CERTIFICATES)('%s', async (_, shown, ca, kind) => {
    const server = await https(shown);
    const client = openClient({ url: `https://127.0.0.1:${server.port}/`, ca });
    expect(kindOf(await client.login(new Secret('correct horse')))).toBe(kind);
    expect(server.heard().includes('correct+horse')).toBe(kind === 'logged-in');

    const certificate = await client.certificate();
    const pem = shown.certPem.replace(/\s/g, '');
    expect('value' in certificate && certificate.value.chain[0]?.replace(/\s/g, '')).toBe(pem);
    expect('value' in certificate && (certificate.value.problem?.kind ?? 'logged-in')).toBe(kind);
  });

  it('an authority of our own for a name that leads to this address', async () => {
    const server = await https(named);
    const url = `https://jupyter.example:${server.port}/`;
    const client = openClient({ url, connectTo: '127.0.0.1', ca: authority.certPem });
    expect(await client.login(new Secret('correct horse'))).toEqual({ value: 'logged-in' });
    const stranger = openClient({
      url: url.replace('jupyter.', 'lab.'),
      connectTo: '127.0.0.1',
      ca: authority.certPem,
    });
    expect(kindOf(await stranger.login(new Secret('correct horse')))).toBe('tls-name');
  });

  it('anybody, where only the very one counts, under any name and at any time', async () => {
    const server = await https(selfSignedOld);
    const url = `https://127.0.0.1:${server.port}/`;
    const pinned = openClient({ url, ca: selfSignedOld.certPem, pinned: true });
    expect(kindOf(await pinned.login(new Secret('correct horse')))).toBe('logged-in');
    const other = openClient({ url, ca: good.certPem, pinned: true });
    expect(kindOf(await other.login(new Secret('correct horse')))).toBe('tls-untrusted');
  });

  it('an authority whose file is damaged: it is not trusted, and nothing breaks', async () => {
    const server = await https(good);
    const ca = '-----BEGIN CERTIFICATE-----\nMIIBdamaged\n-----END CERTIFICATE-----\n';
    const client = openClient({ url: `https://127.0.0.1:${server.port}/`, ca });
    expect(kindOf(await client.login(new Secret('correct horse')))).toBe('tls-untrusted');
  });

  it('an authority that the server does not send: only what it sent is shown', async () => {
    const server = await https(good);
    const client = openClient({
      url: `https://localhost:${server.port}/`,
      connectTo: '127.0.0.1',
      ca: authority.certPem,
    });
    const certificate = await client.certificate();
    expect(certificate).toMatchObject({ value: { protocol: 'TLSv1.3' } });
    expect('value' in certificate && certificate.value.chain.length).toBe(1);
  });
});

describe('on a port', () => {
  /** What listens, how it is asked, and the trouble. */
  const PORTS: [what: string, scheme: string, start: () => Promise<FakeServer>, kind: ProblemKind][] = [
    [
      'that speaks plain http, https is asked for',
      'https',
      () => fakeHttpServer((_, r) => r.end()),
      'tls-not-spoken',
    ],
    ['that waits for the end of a plain request, https is asked for', 'https', patientHttp, 'tls-not-spoken'],
    ['that speaks TLS, plain http is asked for', 'http', () => https(good), 'tls-spoken'],
    ['that speaks TLS behind nginx, plain http is asked for', 'http', nginxOnTls, 'tls-spoken'],
    ['that speaks only TLS 1.1, https is asked for', 'https', () => https(good, OLD_TLS), 'tls-protocol'],
    [
      'that wants a client certificate, https is asked for',
      'https',
      () => https(good, CLIENT_CA),
      'tls-failed',
    ],
    ['that hangs in the handshake, https is asked for', 'https', () => fakeSocketServer(() => {}), 'timeout'],
    ['that hangs up in the handshake, https is asked for', 'https', hangUp, 'closed'],
  ];

  it.each(PORTS)('%s', async (_, scheme, start, kind) => {
    const server = await start();
    if (!servers.includes(server)) servers.push(server);
    const url = `${scheme}://127.0.0.1:${server.port}/`;
    const client = openClient({ url, ca: authority.certPem, timeout: kind === 'timeout' ? 400 : 10_000 });
    expect(kindOf(await client.request('GET', 'api'))).toBe(kind);
  });
});

const OLD_TLS: TlsOptions = { minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' };
const CLIENT_CA: TlsOptions = { ca: authority.certPem, requestCert: true, rejectUnauthorized: true };

/** Like Jupyter's: says nothing before it has read an empty line. */
function patientHttp(): Promise<FakeServer> {
  return fakeSocketServer((socket) => {
    socket.on('data', (data) => {
      if (data.includes('\r\n\r\n')) socket.end('HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n');
    });
  });
}

function nginxOnTls(): Promise<FakeServer> {
  return fakeHttpServer((_, response) => {
    response.writeHead(400).end('<html><h1>400</h1>The plain HTTP request was sent to HTTPS port</html>');
  });
}

function hangUp(): Promise<FakeServer> {
  return listen(createServer((socket) => socket.destroy()));
}

async function https(shown: Certificate, more: TlsOptions = {}): Promise<FakeServer> {
  const server = createHttpsServer(
    { cert: shown.certPem, key: shown.keyPem, ...more },
    (request, response) => {
      const isLogin = request.method === 'POST';
      response.writeHead(isLogin ? 302 : 200, isLogin ? { location: '/' } : {}).end(isLogin ? '' : FORM);
    },
  );
  const fake = await listen(server, 'secureConnection');
  servers.push(fake);
  return fake;
}

function kindOf(reply: Reply<unknown>): unknown {
  return 'problem' in reply ? reply.problem.kind : reply.value;
}
