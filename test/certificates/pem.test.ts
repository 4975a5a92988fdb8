import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { hasIssuer, keyFits, readPem, servedCertificate } from '../../src/certificates/pem.ts';
import { lockKey, makeAuthority, makeCertificate } from '../real/certificates.ts';

const directory = mkdtempSync(join(tmpdir(), 'jupyter-expose-certificate-'));
afterAll(() => rmSync(directory, { recursive: true }));

const bytes = (text: string) => new TextEncoder().encode(text);
const server = makeCertificate(directory, 'server', { names: ['home.example.org', '192.0.2.1'] });
const middle = makeAuthority(directory, 'middle', { signedBy: makeAuthority(directory) });
const below = makeCertificate(directory, 'below', { signedBy: middle, digest: 'sha1' });

it('tells names, times and who signed', () => {
  const [leaf] = readPem(bytes(server.certPem)).certificates;
  expect(leaf).toMatchObject({
    names: ['home.example.org', '192.0.2.1'],
    commonName: 'home.example.org',
    isAuthority: false,
    signedItself: false,
    forServers: true,
    oldSignature: undefined,
  });
  expect(leaf?.from.getTime()).toBeLessThan(Date.now());
  expect(leaf?.to.getTime()).toBeGreaterThan(Date.now());
});

it('finds the key that belongs to the certificate, and the issuer, at any place in the file', () => {
  const pem = readPem(bytes(below.chainPem + below.keyPem));
  const [leaf] = pem.certificates;
  const [key] = pem.keys;
  const [other] = readPem(bytes(server.keyPem)).keys;
  if (!leaf || !key || !other) throw new Error('nothing was read');
  expect([keyFits(leaf, key), keyFits(leaf, other)]).toEqual([true, false]);
  expect(hasIssuer(leaf, pem)).toBe(true);
  expect(hasIssuer(leaf, readPem(bytes(below.certPem)))).toBe(false);
});

it('knows a signature that no longer counts, as openssl does', () => {
  const said = execFileSync('openssl', ['x509', '-in', below.cert, '-noout', '-text'], { encoding: 'utf8' });
  expect(said).toContain('Signature Algorithm: ecdsa-with-SHA1');
  expect(readPem(bytes(below.certPem)).certificates[0]?.oldSignature).toBe('SHA-1');
});

it('gives the certificate to pin: the first, remarks and keys before it left out', () => {
  const text = `# mine\r\n${below.keyPem}${below.chainPem}`;
  expect(servedCertificate(bytes(text))).toBe(below.certPem);
  expect(servedCertificate(bytes('nothing'))).toBeUndefined();
});

it('tells a locked key from an open one and from a damaged one', () => {
  const locked = readFileSync(lockKey(directory, 'locked', server.keyPem, 'a pass phrase'));
  const damaged = server.keyPem.replace(/\n[A-Za-z0-9+/]{20}/, '\n');
  const states = [locked, bytes(server.keyPem), bytes(damaged)].map((pem) => readPem(pem).keys[0]?.state);
  expect(states).toEqual(['locked', 'open', 'broken']);
});

it.each([
  ['nothing but spaces', bytes(' \n'), 'empty'],
  ['some text', bytes('hello'), 'text'],
  ['a binary certificate', execFileSync('openssl', ['x509', '-in', server.cert, '-outform', 'der']), 'der'],
  [
    'a PKCS#12 store',
    execFileSync('openssl', [
      'pkcs12',
      '-export',
      '-in',
      server.cert,
      '-inkey',
      server.key,
      '-passout',
      'pass:',
    ]),
    'pkcs12',
  ],
])('says what a file is that is no PEM: %s', (_what, content, kind) => {
  expect(readPem(new Uint8Array(content)).otherwise).toBe(kind);
});

it.each([
  ['cut off', server.certPem.slice(0, -60)],
  ['garbled', server.certPem.replace(/\n[A-Za-z0-9+/]{20}/, '\n')],
])('knows a certificate that is %s', (_what, text) => {
  expect(readPem(bytes(text))).toMatchObject({ certificates: [], broken: true });
});
