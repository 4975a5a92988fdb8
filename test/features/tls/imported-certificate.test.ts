import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSecureContext } from 'node:tls';
import { afterAll, describe, expect, it } from 'vitest';
import { readPem } from '../../../src/certificates/pem.ts';
import { readImported } from '../../../src/features/tls/imported-certificate.ts';
import { glued } from '../../../src/messages/command-line.ts';
import { setLanguage } from '../../../src/messages/index.ts';
import { nodeTrusts, opensslVerify } from '../../certificates/openssl.ts';
import { lockKey, makeAuthority, makeCertificate } from '../../real/certificates.ts';

const DIRECTORY = mkdtempSync(join(tmpdir(), 'own-certificate-'));
afterAll(() => rmSync(DIRECTORY, { recursive: true }));
await setLanguage('en');

const root = makeAuthority(DIRECTORY);
const middle = makeAuthority(DIRECTORY, 'middle', { signedBy: root });
const ec = makeCertificate(DIRECTORY, 'ec', { signedBy: middle });
const rsa = makeCertificate(DIRECTORY, 'rsa', { signedBy: middle, key: 'rsa2048' });
const gone = makeAuthority(DIRECTORY, 'gone', { signedBy: root, days: [-20, -1] });
const underOld = makeCertificate(DIRECTORY, 'under-old', { signedBy: gone });
const bytes = (text: string) => new TextEncoder().encode(text);
const paths = { cert: 'cert.pem', key: 'key.pem' };
const take = (cert: string, key?: string) =>
  readImported(bytes(cert), key === undefined ? undefined : bytes(key), paths, new Date());

describe('what can be served', () => {
  const { certPem, keyPem } = ec;
  it.each([
    ['certificate and key', certPem, keyPem, 1],
    ['with its chain', ec.chainPem, keyPem, 2],
    ['the chain the wrong way round, with the root', root.certPem + middle.certPem + certPem, keyPem, 2],
    ['everything in one file, the key last', ec.chainPem + keyPem, undefined, 2],
    ['a stranger’s certificate among them', rsa.certPem + ec.chainPem, keyPem, 2],
    ['certificate and key exchanged', keyPem, ec.chainPem, 2],
    ['RSA', rsa.chainPem, rsa.keyPem, 2],
    [
      'with Windows line ends and words around',
      `Subject: me\r\n${certPem.replaceAll('\n', '\r\n')}`,
      keyPem,
      1,
    ],
  ])('%s', (_what, cert, key, count) => {
    const pem = take(cert, key);
    expect(pem.startsWith('-----BEGIN PRIVATE KEY-----')).toBe(true);
    const { certificates } = readPem(bytes(pem));
    expect(certificates).toHaveLength(count);
    createSecureContext({ cert: pem, key: pem }); // throws where OpenSSL would not serve it
    if (count === 2)
      expect(certificates[1]?.x509.fingerprint256).toBe(
        readPem(bytes(middle.certPem)).certificates[0]?.x509.fingerprint256,
      );
  });
});

/** As tutorials say: `openssl req -x509`, which makes it an authority as well. */
function ofTutorial(name: string, ...more: readonly string[]): readonly [cert: string, key: string] {
  const [key, cert] = [join(DIRECTORY, `${name}.key`), join(DIRECTORY, `${name}.crt`)];
  const made = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', cert];
  const named = ['-subj', '/CN=localhost', '-days', '300', ...more];
  execFileSync('openssl', [...made, ...named], { stdio: 'ignore' });
  return [readFileSync(cert, 'utf8'), readFileSync(key, 'utf8')];
}
const NAMED = ['-addext', 'subjectAltName=DNS:localhost'];

it('one that signed itself, as tutorials make it, is taken, and clients that trust it get in', async () => {
  const [cert, key] = ofTutorial('tutorial', ...NAMED);
  expect(readPem(bytes(cert)).certificates[0]?.isAuthority).toBe(true);
  expect(await nodeTrusts(take(cert, key), cert, 'localhost')).toBe('OK');
  expect(opensslVerify(cert, cert)).toBe('OK');
});

it('one whose key may only sign certificates is refused, as clients would', () => {
  const [cert, key] = ofTutorial('signer', ...NAMED, '-addext', 'keyUsage=critical,keyCertSign,cRLSign');
  expect(opensslVerify(cert, cert)).toBe('unsuitable certificate purpose');
  expect(() => take(cert, key)).toThrow(/not meant for servers/);
  const [loose, looseKey] = ofTutorial('loose', ...NAMED, '-addext', 'keyUsage=keyCertSign');
  expect(() => take(loose, looseKey)).toThrow(/not meant for servers/);
});

it.each(['digitalSignature', 'keyEncipherment', 'keyCertSign,digitalSignature', 'critical,keyAgreement'])(
  'one whose key is for %s is taken, as openssl does',
  (usage) => {
    const [cert, key] = ofTutorial('usage', ...NAMED, '-addext', `keyUsage=${usage}`);
    expect(opensslVerify(cert, cert)).not.toMatch(/purpose/);
    expect(take(cert, key)).toContain('BEGIN CERTIFICATE');
  },
);

it('one that signed itself without a subjectAltName is refused, whatever its CN is', () => {
  expect(() => take(...ofTutorial('nameless'))).toThrow(/names no host/);
});

describe('what is refused, and in which words', () => {
  const make = (name: string, options: Parameters<typeof makeCertificate>[2]) => {
    const { certPem, keyPem } = makeCertificate(DIRECTORY, name, { signedBy: root, ...options });
    return [certPem, keyPem] as const;
  };
  const locked = readFileSync(lockKey(DIRECTORY, 'locked', ec.keyPem, 'secret'), 'utf8');
  it.each<[string, readonly [string, string?], RegExp]>([
    ['a locked key', [ec.certPem, locked], /locked with a pass phrase/],
    ['another’s key', [ec.certPem, rsa.keyPem], /does not belong/],
    ['no key', [ec.certPem], /holds no private key/],
    ['no certificate', [ec.keyPem], /holds no certificate/],
    ['nothing', ['', ''], /holds no certificate/],
    ['a cut-off file', [ec.certPem.slice(0, 300), ec.keyPem], /cut off or damaged/],
    ['a cut-off key', [ec.certPem, ec.keyPem.slice(0, 60)], /no private key|cut off/],
    ['an expired one', make('old', { days: [-20, -1] }), /has expired on/],
    ['one of tomorrow', make('early', { days: [2, 20] }), /holds only from/],
    ['one without names', make('nameless', { names: [] }), /names no host/],
    ['one for clients', make('client', { purpose: 'clientAuth' }), /not meant for servers/],
    ['a short RSA key', make('short', { key: 'rsa1024' }), /too weak.*1024/],
    ['a chain with a gap', [ec.certPem + root.certPem, ec.keyPem], /is missing in cert\.pem/],
    [
      'a chain whose authority has expired',
      [underOld.chainPem, underOld.keyPem],
      /authority "Test authority gone" has expired/,
    ],
    ['an authority between', [middle.certPem, middle.keyPem], /names no host|authority/],
  ])('%s', (_what, [cert, key], words) => {
    expect(() => take(cert, key)).toThrow(
      expect.objectContaining({ code: 'answer', message: expect.stringMatching(words) }),
    );
  });

  it('a locked key comes with the command that opens it', () => {
    expect(() => take(ec.certPem, locked)).toThrow(
      expect.objectContaining({ hint: expect.stringContaining(glued("openssl pkey -in 'key.pem'")) }),
    );
  });
});
