import { createPrivateKey, randomBytes, webcrypto, X509Certificate } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  type Authority,
  constraintsFor,
  makeAuthority,
  outsideConstraints,
} from '../../src/certificates/authority.ts';
import { issueLeaf } from '../../src/certificates/leaf.ts';
import { namesOfComputer, usableNames } from '../../src/certificates/names.ts';
import { isPublicSuffix } from '../../src/certificates/public-suffix.ts';
import { ALGORITHM, loadX509 } from '../../src/certificates/x509.ts';
import { nodeTrusts, opensslVerify } from './openssl.ts';

const DAY = 86_400_000;
const NAMES = usableNames([
  'localhost',
  'desk.lan',
  'desk',
  'desk.local',
  'min.iptime.org',
  '127.0.0.1',
  '::1',
  '192.168.0.5',
  'fd00::5',
  '203.0.113.7',
  '2001:db8::7',
]);
const tools = { now: new Date(), randomBytes };
let authority: Authority;
let leaf: { certPem: string; keyPem: string };

beforeAll(async () => {
  authority = await makeAuthority(NAMES, 'desk.lan', tools);
  leaf = await issueLeaf(authority, NAMES, tools);
});

/** Host names of people, and what they could be taken for. */
const HOST_NAMES = [
  ...[
    'dev',
    'ai',
    'app',
    'home',
    'lab',
    'server',
    'cloud',
    'box',
    'nas',
    'pi',
    'io',
    'me',
    'kr',
    'com',
    'org',
    'zip',
    'desk',
  ],
  ...[
    'co.kr',
    'iptime.org',
    'github.io',
    'duckdns.org',
    'ngrok.io',
    'x.ck',
    'kawasaki.jp',
    'min.co.kr',
    'ai.uni.ac.kr',
  ],
];

function flagOf(name: string): string {
  return NAMES.ips.includes(name) ? '-verify_ip' : '-verify_hostname';
}

describe('a certificate of our own authority', () => {
  it.each([...NAMES.dns, ...NAMES.ips])('is good for %s', (name) => {
    expect(opensslVerify(authority.certPem, leaf.certPem, flagOf(name), name)).toBe('OK');
  });

  it.each([
    ['another name', '-verify_hostname', 'other.local', /hostname mismatch/i],
    ['a name below one of its own', '-verify_hostname', 'a.desk.lan', /hostname mismatch/i],
    ['another address', '-verify_ip', '192.168.0.6', /IP address mismatch/i],
    ['a time after its end', '-attime', String(Math.floor(Date.now() / 1000) + 398 * 86_400), /expired/],
    ['a time before its beginning', '-attime', String(Math.floor(Date.now() / 1000) - 7200), /not yet valid/],
  ])('is refused for %s', (_what, flag, value, why) => {
    expect(opensslVerify(authority.certPem, leaf.certPem, flag, value)).toMatch(why);
  });

  it('is refused by whoever trusts another authority, of the same name too', async () => {
    const other = await makeAuthority(NAMES, 'desk.lan', tools);
    expect(opensslVerify(other.certPem, leaf.certPem)).not.toBe('OK');
    expect(await nodeTrusts(leaf.keyPem + leaf.certPem, other.certPem, 'localhost')).not.toBe('OK');
  });

  it('is trusted over TLS by whoever has the authority, for its names only', async () => {
    const pem = leaf.keyPem + leaf.certPem;
    const asked = ['localhost', '127.0.0.1', 'min.iptime.org', 'bank.example.com'];
    const answers = await Promise.all(asked.map((name) => nodeTrusts(pem, authority.certPem, name)));
    expect(answers).toEqual(['OK', 'OK', 'OK', 'ERR_TLS_CERT_ALTNAME_INVALID']);
  });

  it.each([
    ['a public name', 'bank.example.com'],
    ['the domain above the own one', 'iptime.org'],
    ['a public address', '198.51.100.1'],
    ['a public IPv6 address', '2001:db8::8'],
    ['an address of a carrier', '100.64.0.1'],
    ['a name that only ends alike', 'notdesk.lan'],
  ])('that the stolen key signs for %s is refused', async (_what, name) => {
    const forged = await issueLeaf(authority, usableNames([name, '127.0.0.1', 'localhost']), tools);
    const pem = forged.keyPem + forged.certPem;
    expect(opensslVerify(authority.certPem, forged.certPem)).toBe('permitted subtree violation');
    expect(await nodeTrusts(pem, authority.certPem, 'localhost')).toBe('permitted subtree violation');
    expect(outsideConstraints(authority.certPem, usableNames([name, 'localhost']))).toEqual([name]);
  });

  it.each([
    'a.b.local',
    'x.localhost',
    '10.9.8.7',
    '172.31.0.1',
    'fe80::1',
    '169.254.1.1',
    'a.min.iptime.org',
  ])('may be made for %s without a new authority', async (name) => {
    const names = usableNames([name]);
    const other = await issueLeaf(authority, names, tools);
    expect(outsideConstraints(authority.certPem, names)).toEqual([]);
    expect(opensslVerify(authority.certPem, other.certPem)).toBe('OK');
  });

  it('is for servers alone: not for clients, mail or code', () => {
    expect(new X509Certificate(authority.certPem).keyUsage).toEqual(['1.3.6.1.5.5.7.3.1']);
    for (const purpose of ['sslclient', 'smimesign', 'codesign'])
      expect(opensslVerify(authority.certPem, leaf.certPem, '-purpose', purpose), purpose).toMatch(/purpose/);
  });

  it.each([
    { type: 'email', value: 'min@example.org' },
    { type: 'url', value: 'https://bank.example.com/' },
  ] as const)('that the stolen key signs for the $type $value is refused', async (name) => {
    const x509 = await loadX509();
    const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
    const signer = createPrivateKey(authority.keyPem).export({ type: 'pkcs8', format: 'der' });
    const forged = await x509.X509CertificateGenerator.create({
      subject: 'CN=jupyter-expose server',
      issuer: new x509.X509Certificate(authority.certPem).subjectName,
      notBefore: tools.now,
      notAfter: new Date(tools.now.getTime() + DAY),
      publicKey: keys.publicKey,
      signingKey: await webcrypto.subtle.importKey('pkcs8', signer, ALGORITHM, false, ['sign']),
      signingAlgorithm: ALGORITHM,
      extensions: [
        new x509.SubjectAlternativeNameExtension([{ type: 'dns', value: 'localhost' }, name]),
        await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
        await x509.AuthorityKeyIdentifierExtension.create(new x509.X509Certificate(authority.certPem), false),
      ],
    });
    const later = String(Math.floor(tools.now.getTime() / 1000) + 60);
    expect(opensslVerify(authority.certPem, forged.toString('pem'), '-attime', later)).toBe(
      'permitted subtree violation',
    );
  });

  it.each(HOST_NAMES)('of a computer called %s signs for no stranger', (host) => {
    const made = constraintsFor(namesOfComputer(host, []));
    for (const name of made.dns) {
      expect(isPublicSuffix(name), name).toBe(false);
      expect(['localhost', 'local', `${host.split('.')[0]}.lan`, host, host.split('.')[0]], host).toContain(
        name,
      );
    }
  });

  it('of a computer named by any two letters, among them every country, signs for none of them', () => {
    const letters = [...'abcdefghijklmnopqrstuvwxyz'];
    const hosts = letters.flatMap((one) => letters.map((two) => one + two));
    const countries = hosts.filter(isPublicSuffix);
    expect(countries.length).toBeGreaterThan(200);
    const signedFor = countries.flatMap((host) => constraintsFor(namesOfComputer(host, [])).dns);
    expect(signedFor.filter(isPublicSuffix)).toEqual([]);
    expect(signedFor.filter((name) => countries.includes(name))).toEqual([]);
  });

  it('may be for a carrier address where this computer has one', async () => {
    const shared = await makeAuthority(usableNames(['100.101.1.1']), 'desk', tools);
    expect(outsideConstraints(shared.certPem, usableNames(['100.64.0.9', '100.128.0.1']))).toEqual([
      '100.128.0.1',
    ]);
    const other = await issueLeaf(shared, usableNames(['100.64.0.9']), tools);
    expect(opensslVerify(shared.certPem, other.certPem, '-verify_ip', '100.64.0.9')).toBe('OK');
  });

  it('holds for 397 days at most, the authority for ten years, and both since an hour ago', () => {
    const [own, above] = [leaf.certPem, authority.certPem].map((pem) => new X509Certificate(pem));
    const days = (one: X509Certificate | undefined) =>
      (Date.parse(one?.validTo ?? '') - Date.parse(one?.validFrom ?? '')) / DAY;
    expect([days(own), days(above)]).toEqual([397, 3650]);
    expect(Math.abs(Date.parse(own?.validFrom ?? '') + 3_600_000 - tools.now.getTime())).toBeLessThan(1000);
    expect(above?.subject).toBe('CN=jupyter-expose desk.lan');
    expect(own?.serialNumber).toMatch(/^[4-7][0-9A-F]{31}$/);
  });

  it('ends no later than its authority', async () => {
    const late = { ...tools, now: new Date(tools.now.getTime() + 3600 * DAY) };
    const last = new X509Certificate((await issueLeaf(authority, NAMES, late)).certPem);
    expect(last.validTo).toBe(new X509Certificate(authority.certPem).validTo);
  });

  it('never holds a name that is none', async () => {
    const odd = { dns: ['my_pc', '', 'a'.repeat(64), 'ok.local'], ips: ['127.0.0.1', '300.1.1.1'] };
    const { certPem } = await issueLeaf(authority, odd, tools);
    expect(new X509Certificate(certPem).subjectAltName).toBe('DNS:ok.local, IP Address:127.0.0.1');
  });

  it.each(['민수의 컴퓨터', 'my_pc', '', 'x'.repeat(300)])(
    'can be made on a computer called "%s"',
    async (host) => {
      const own = await makeAuthority(usableNames(['localhost']), host, tools);
      expect(new X509Certificate(own.certPem).subject).toMatch(/^CN=jupyter-expose [A-Za-z0-9-]{1,49}$/);
    },
  );
});
