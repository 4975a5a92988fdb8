import { execFileSync } from 'node:child_process';
import { randomBytes, X509Certificate } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, createServer, type TLSSocket } from 'node:tls';
import { afterAll, describe, expect, it } from 'vitest';
import { makeAuthority, outsideConstraints } from '../../src/certificates/authority.ts';
import { issueLeaf } from '../../src/certificates/leaf.ts';
import { namesOfComputer } from '../../src/certificates/names.ts';
import { planLocalCa } from '../../src/features/tls/local-ca.ts';
import type { OwnAddress } from '../../src/net/addresses.ts';
import { nodeSystem } from '../../src/system/node-system.ts';

const DIRECTORY = mkdtempSync(join(tmpdir(), 'certificates 인증서 '));
afterAll(() => rmSync(DIRECTORY, { recursive: true }));

const lan = (address: string, family: 4 | 6 = 4): OwnAddress => ({
  address,
  family,
  interfaceName: 'eth0',
  loopback: false,
  linkLocal: false,
});
const OWN = [lan('192.168.0.10'), lan('2001:db8::10', 6), { ...lan('2001:db8::bad', 6), temporary: true }];
const NAMES = namesOfComputer('Home-Box.example', OWN, ['my.iptime.org', '203.0.113.7']);
const tools = { now: new Date(), randomBytes };

const authority = await makeAuthority(NAMES, 'home-box', tools);
const leaf = await issueLeaf(authority, NAMES, tools);
const other = await makeAuthority(NAMES, 'stranger', tools);

function put(name: string, text: string): string {
  const path = join(DIRECTORY, name);
  writeFileSync(path, text);
  return path;
}

/** openssl's own strict opinion: '' when it accepts. */
function opensslSays(certPem: string, caPem: string, ...wanted: string[]): string {
  const ca = put('ca.pem', caPem);
  const cert = put('leaf.pem', certPem);
  try {
    execFileSync(
      'openssl',
      ['verify', '-x509_strict', '-purpose', 'sslserver', '-CAfile', ca, ...wanted, cert],
      {
        stdio: 'pipe',
      },
    );
    return '';
  } catch (error) {
    return String((error as { stderr: Buffer }).stderr);
  }
}

describe('what openssl says in its strictest mood', () => {
  it.each(NAMES.dns)('the name %s is accepted', (name) => {
    expect(opensslSays(leaf.certPem, authority.certPem, '-verify_hostname', name)).toBe('');
  });

  it.each(NAMES.ips)('the address %s is accepted', (ip) => {
    expect(opensslSays(leaf.certPem, authority.certPem, '-verify_ip', ip)).toBe('');
  });

  it('a wrong name, a foreign authority and a day after the end are refused', () => {
    const { certPem } = leaf;
    expect(opensslSays(certPem, authority.certPem, '-verify_hostname', 'evil.example')).toMatch(/mismatch/i);
    expect(opensslSays(certPem, other.certPem)).toMatch(/unable to get local issuer|signature/i);
    const late = String(Math.floor(Date.now() / 1000) + 398 * 86_400);
    expect(opensslSays(certPem, authority.certPem, '-attime', late)).toMatch(/expired/);
  });

  it.each([
    ['a public name', { dns: ['bank.example'], ips: [] }],
    ['a public address', { dns: ['localhost'], ips: ['198.51.100.1'] }],
  ])('%s that the authority was not made for is refused, though it signed it', async (_what, names) => {
    const stolen = await issueLeaf(authority, names, tools);
    expect(opensslSays(stolen.certPem, authority.certPem)).toMatch(/permitted subtree violation/);
    expect(outsideConstraints(authority.certPem, names)).toHaveLength(1);
  });
});

describe('what Node says', () => {
  it.each([
    ['localhost', authority.certPem, undefined],
    ['my.iptime.org', authority.certPem, undefined],
    ['evil.example', authority.certPem, 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ['localhost', other.certPem, 'SELF_SIGNED_CERT_IN_CHAIN'],
  ])('as %s', async (servername, ca, problem) => {
    expect(await visit(servername, ca)).toBe(problem);
  });
});

async function visit(servername: string, ca: string): Promise<string | undefined> {
  const server = createServer({ key: leaf.keyPem, cert: leaf.certPem + authority.certPem }, (socket) =>
    socket.end(),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  try {
    return await new Promise((resolve) => {
      const socket: TLSSocket = connect({ host: '127.0.0.1', port, servername, ca }, () => {
        socket.destroy();
        resolve(undefined);
      });
      socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code));
    });
  } finally {
    server.close();
  }
}

describe('what is in it', () => {
  it('no name twice, none that is malformed, no address that is gone tomorrow', () => {
    expect(NAMES.dns).toEqual([
      'localhost',
      'home-box.example',
      'home-box',
      'home-box.local',
      'my.iptime.org',
    ]);
    expect(NAMES.ips).toEqual(['127.0.0.1', '::1', '192.168.0.10', '2001:db8::10', '203.0.113.7']);
    expect(namesOfComputer('under_score', [], []).dns).toEqual(['localhost']);
  });

  it('at most 397 days, P-256, and no authority', () => {
    const { validFrom, validTo, ca, publicKey } = new X509Certificate(leaf.certPem);
    const days = (Date.parse(validTo) - Date.parse(validFrom)) / 86_400_000;
    expect(days).toBeLessThanOrEqual(397);
    expect(publicKey.asymmetricKeyDetails?.namedCurve).toBe('prime256v1');
    expect(ca).toBe(false);
  });
});

describe('a second run', () => {
  const exposeDir = join(DIRECTORY, 'expose');
  const system = nodeSystem();
  const hostName = 'home-box';
  const plan = (names = NAMES) => planLocalCa({ exposeDir, system, names, hostName });

  async function run(names = NAMES) {
    const made = await plan(names);
    mkdirSync(exposeDir, { recursive: true });
    for (const change of made.changes) {
      if (change.kind === 'write-file') writeFileSync(change.path, change.bytes);
      chmodSync(change.path, change.mode);
    }
    return made;
  }

  it('changes nothing; a new LAN address makes a new leaf, a new public name a new authority', async () => {
    expect(await run()).toMatchObject({ authority: 'new', leaf: 'new' });
    expect(await run()).toEqual({
      changes: [],
      authority: 'kept',
      leaf: 'kept',
      added: [],
      lost: [],
      left: [],
    });
    const ca = readFileSync(join(exposeDir, 'ca.pem'), 'utf8');

    const moved = namesOfComputer('Home-Box.example', [lan('192.168.7.7')], ['my.iptime.org']);
    expect(await run(moved)).toMatchObject({ authority: 'kept', leaf: 'new', added: ['192.168.7.7'] });
    const served = readFileSync(join(exposeDir, 'server.pem'), 'utf8').replace(
      /^[\s\S]*?(?=-----BEGIN CERT)/,
      '',
    );
    expect(opensslSays(served, ca, '-verify_ip', '192.168.7.7')).toBe('');

    const public_ = namesOfComputer('Home-Box.example', OWN, ['else.duckdns.org']);
    expect(await run(public_)).toMatchObject({
      authority: 'replaced',
      leaf: 'new',
      lost: ['else.duckdns.org'],
    });
    expect(readFileSync(join(exposeDir, 'ca.pem'), 'utf8')).not.toBe(ca);
  });

  it('an address of the internet that the provider changed makes no new authority; one that was asked for does', async () => {
    const global = (address: string): OwnAddress => ({ ...lan('0.0.0.0'), address, family: 6 });
    const first = namesOfComputer('Home-Box.example', [...OWN, global('2a00:1::5')], []);
    rmSync(exposeDir, { recursive: true, force: true });
    expect(await run(first)).toMatchObject({ authority: 'new' });
    const ca = readFileSync(join(exposeDir, 'ca.pem'), 'utf8');
    const other = namesOfComputer('Home-Box.example', [...OWN, global('2a00:2::5')], []);
    expect(await run(other)).toEqual({
      changes: [],
      authority: 'kept',
      leaf: 'kept',
      added: [],
      lost: [],
      left: ['2a00:2::5'],
    });
    expect(readFileSync(join(exposeDir, 'ca.pem'), 'utf8')).toBe(ca);
    const asked = namesOfComputer('Home-Box.example', [...OWN, global('2a00:2::5')], ['2a00:2::5']);
    expect(await run(asked)).toMatchObject({ authority: 'replaced', lost: ['2a00:2::5'], left: [] });
  });

  it('closes a key again that somebody has opened to others', async () => {
    await run();
    for (const name of ['server.pem', 'ca-key.pem']) chmodSync(join(exposeDir, name), 0o644);
    const { changes } = await run();
    expect(changes.map(({ kind }) => kind)).toEqual(['change-mode', 'change-mode']);
    expect(statSync(join(exposeDir, 'ca-key.pem')).mode & 0o777).toBe(0o600);
    expect((await run()).changes).toEqual([]);
  });

  it.each(['ca.pem', 'ca-key.pem'])('a lost %s makes a new authority', async (name) => {
    await run();
    rmSync(join(exposeDir, name));
    expect(await run()).toMatchObject({ authority: 'replaced', leaf: 'new', lost: [] });
  });
});
