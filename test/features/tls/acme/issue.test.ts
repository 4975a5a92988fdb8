import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createHttps, request as httpsRequest } from 'node:https';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { connect, createServer as createTls } from 'node:tls';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { keyFits, readPem } from '../../../../src/certificates/pem.ts';
import { ExposeError } from '../../../../src/errors.ts';
import { type IssueRequest, issueCertificate } from '../../../../src/features/tls/acme/issue.ts';
import { IssueFailure } from '../../../../src/features/tls/acme/issue-errors.ts';
import type { AcmeRecord } from '../../../../src/features/tls/record.ts';
import { nodeSystem } from '../../../../src/system/node-system.ts';
import { Secret } from '../../../../src/system/secret.ts';
import { localNetwork } from '../../../net/local-network.ts';
import { makeCertificate } from '../../../real/certificates.ts';
import { describePebble, FORBIDDEN_NAME, type Pebble, startPebble } from '../../../real/pebble.ts';
import { startProviders } from './fake-providers.ts';

const TOKEN = 'tok-3f9c-secret-of-the-person';

describePebble()('issuing over ACME, by the real pebble', () => {
  let pebble: Pebble;
  let dir: string;
  beforeAll(async () => {
    dir = mkdtempSync('/tmp/jx-acme-');
    // Thirty of a hundred nonces are bad, all the time.
    pebble = await startPebble({ badNonces: 12 });
  });
  afterAll(async () => {
    rmSync(dir, { recursive: true });
    await pebble.stop();
  });

  function issue(
    names: readonly string[],
    acme: Partial<AcmeRecord>,
    also: Partial<IssueRequest> = {},
  ): ReturnType<typeof issueCertificate> {
    const full: AcmeRecord = {
      server: pebble.directory,
      serverCa: pebble.caFile,
      challenge: 'http-01',
      address: '127.0.0.1',
      port: acme.challenge === 'tls-alpn-01' ? pebble.tlsPort : pebble.httpPort,
      ...acme,
    };
    return issueCertificate({
      record: { schema: 1, kind: 'letsencrypt', names, acme: full },
      accountKeyPem: undefined,
      token: undefined,
      system: nodeSystem(),
      network: localNetwork,
      signal: new AbortController().signal,
      print: () => undefined,
      settle: 0,
      ...also,
    });
  }

  it.each([
    ['http-01', ['home.example.org', 'www.home.example.org']],
    ['tls-alpn-01', ['home.example.org', 'www.home.example.org']],
  ] as const)(
    '%s: a server shows it, and a client that trusts the root accepts its names',
    async (challenge, names) => {
      const { serverPem } = await issue(names, { challenge });
      const { certificates, keys } = readPem(Buffer.from(serverPem));
      const [leaf] = certificates;
      const [key] = keys;
      expect(leaf && key && keyFits(leaf, key)).toBe(true);
      expect(key?.key?.asymmetricKeyDetails?.namedCurve).toBe('prime256v1');
      const root = await pebble.root();
      for (const name of names) expect(await handshake(serverPem, root, name)).toBe('authorized');
      expect(await handshake(serverPem, root, 'other.example.org')).toBe('ERR_TLS_CERT_ALTNAME_INVALID');
      expect(
        await handshake(serverPem, makeCertificate(join(dir, 'other')).rootPem, 'home.example.org'),
      ).not.toBe('authorized');
      await expectFree(challenge === 'http-01' ? pebble.httpPort : pebble.tlsPort);
    },
  );

  it.each([
    ['duckdns', 'home.duckdns.org', 'duckdns.org'],
    ['desec', 'home.dedyn.io', 'home.dedyn.io'],
    ['cloudflare', 'lab.example.net', 'example.net'],
  ])('dns-01 with %s: a name and all below it; no record stays behind', async (dns, name, zone) => {
    const provider = await startProviders(pebble.dns, TOKEN, zone);
    try {
      const names = [name, `*.${name}`];
      const also = { token: new Secret(TOKEN), providerUrl: provider.url };
      const { serverPem } = await issue(names, { challenge: 'dns-01', dns }, also);
      const leaf = new X509Certificate(readPem(Buffer.from(serverPem)).certificates[0]?.pem ?? '');
      expect([leaf.checkHost(name), leaf.checkHost(`any.${name}`)]).not.toContain(undefined);
      expect(provider.asked.length).toBeGreaterThan(1);
      expect([...provider.records]).toEqual([]);
    } finally {
      await provider.stop();
    }
  });

  it.each(['duckdns', 'desec', 'cloudflare'])('a wrong token of %s is refused and not shown', async (dns) => {
    const provider = await startProviders(pebble.dns, TOKEN, 'home.duckdns.org');
    const also = { token: new Secret('wrong-token-123456'), providerUrl: provider.url };
    const failure = await issue(['home.duckdns.org'], { challenge: 'dns-01', dns }, also).catch(
      (error) => error,
    );
    await provider.stop();
    expect(failure).toBeInstanceOf(ExposeError);
    expect(failure.message).toMatch(/did not take the TXT record/);
    expect(`${failure.message} ${failure.hint}`).not.toContain('wrong-token-123456');
  });

  it('the account of the first time is used the second time', async () => {
    const first = await issue(['one.example.org'], {});
    const before = accounts();
    const second = await issue(['two.example.org'], {}, { accountKeyPem: first.accountKeyPem });
    expect(second.accountKeyPem).toBe(first.accountKeyPem);
    expect(accounts()).toBe(before);
    await issue(['three.example.org'], {});
    expect(accounts()).toBe(before + 1);
  });

  it('a forward that leads elsewhere: says what to check in the router, and no listener stays', async () => {
    const port = (await occupied()).free;
    const failure = await issue(['home.example.org'], { port }).catch((error) => error);
    expect(failure).toBeInstanceOf(IssueFailure);
    expect(failure.message).toMatch(/could not connect|did not find/);
    expect(failure.hint).toMatch(new RegExp(`port 80 .*port ${port}`));
    await expectFree(port);
  });

  it('a port that is taken is named', async () => {
    const taken = await occupied();
    const failure = await issue(['home.example.org'], { port: taken.port }).catch((error) => error);
    await taken.close();
    expect(failure).toMatchObject({ code: 'environment', message: expect.stringContaining(`${taken.port}`) });
  });

  it('a name that is forbidden by policy, and a directory that is not trusted', async () => {
    const refused = await issue([FORBIDDEN_NAME], {}).catch((error) => error);
    expect(refused).toBeInstanceOf(IssueFailure);
    const plain: Partial<AcmeRecord> = { serverCa: makeCertificate(join(dir, 'other')).cert };
    const untrusted = await issue(['home.example.org'], plain).catch((error) => error);
    expect(untrusted).toMatchObject({ code: 'environment', hint: expect.stringContaining('--acme-ca') });
  });

  it('a rate limit is said at once, with the time from which it can work again', async () => {
    const front = await limiting(pebble, dir);
    const failure = await issue(['home.iptime.org'], { server: front.url, serverCa: front.caFile }).catch(
      (error) => error,
    );
    await front.close();
    expect(failure).toBeInstanceOf(IssueFailure);
    const wait = failure.notBefore.getTime() - Date.now();
    expect(wait).toBeGreaterThan(86_000_000);
    expect(wait).toBeLessThanOrEqual(86_400_000);
    expect(failure.message).toContain(String(failure.notBefore.getFullYear()));
    expect(failure.hint).toMatch(/duckdns\.org/);
    expect(front.orders()).toBe(1);
  });

  it('Ctrl-C ends it with its own reason', async () => {
    const controller = new AbortController();
    const reason = new ExposeError('cancelled', 'stop');
    const print = () => controller.abort(reason);
    await expect(issue(['home.example.org'], {}, { signal: controller.signal, print })).rejects.toBe(reason);
    await expectFree(pebble.httpPort);
  });

  function accounts(): number {
    return [...pebble.log().matchAll(/There are now (\d+) accounts/g)].length;
  }
});

/** What a client that trusts this root alone says to a server with this certificate. */
async function handshake(serverPem: string, ca: string, servername: string): Promise<string> {
  const server = createTls({ key: serverPem, cert: serverPem });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const socket = connect({ host: '127.0.0.1', port, servername, ca });
  const says = await new Promise<string>((resolve) => {
    socket.once('secureConnect', () => resolve(socket.authorized ? 'authorized' : 'not'));
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  });
  socket.destroy();
  server.close();
  return says;
}

async function occupied() {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port: free } = other.address() as AddressInfo;
  await new Promise<void>((resolve) => other.close(() => resolve()));
  const { port } = server.address() as AddressInfo;
  return { port, free, close: () => new Promise<void>((resolve) => server.close(() => resolve())) };
}

async function expectFree(port: number): Promise<void> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  await new Promise<void>((resolve) => server.close(() => resolve()));
}

/** A directory of pebble's, except that a new order is one too many. */
async function limiting(pebble: Pebble, dir: string) {
  const own = makeCertificate(join(dir, 'front'));
  const caFile = join(dir, 'both.pem');
  writeFileSync(caFile, own.rootPem + pebble.ca);
  let orders = 0;
  const server = createHttps({ key: own.keyPem, cert: own.chainPem }, (_request, response) => {
    const asked = httpsRequest(pebble.directory, { ca: pebble.ca }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.once('end', () => {
        const directory = JSON.parse(Buffer.concat(chunks).toString());
        response.writeHead(200, { 'Content-Type': 'application/json' });
        response.end(JSON.stringify({ ...directory, newOrder: `${url()}/order` }));
      });
    });
    if (_request.url !== '/order') {
      asked.end();
      return;
    }
    asked.on('error', () => undefined).destroy();
    orders += 1;
    response.writeHead(429, { 'Content-Type': 'application/problem+json', 'Retry-After': '86400' });
    const type = 'urn:ietf:params:acme:error:rateLimited';
    response.end(JSON.stringify({ type, detail: 'too many certificates already issued for "iptime.org"' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = () => `https://localhost:${(server.address() as AddressInfo).port}`;
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()));
  return { url: `${url()}/dir`, caFile, orders: () => orders, close };
}
