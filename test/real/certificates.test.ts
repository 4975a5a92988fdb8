import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { makeAuthority, makeCertificate } from './certificates.ts';

const directory = mkdtempSync(join(tmpdir(), 'jupyter-expose-certificates-'));
afterAll(() => rmSync(directory, { recursive: true }));

it('makes certificates that openssl itself takes for a server', () => {
  const middle = makeAuthority(directory, 'middle', { signedBy: makeAuthority(directory) });
  const leaf = makeCertificate(directory, 'leaf', { signedBy: middle, key: 'rsa2048' });
  const verify = ['verify', '-x509_strict', '-purpose', 'sslserver', '-CAfile', join(directory, 'ca.crt')];
  const said = execFileSync('openssl', [...verify, '-untrusted', leaf.chain, leaf.cert], {
    encoding: 'utf8',
  });
  expect(said).toContain('leaf.crt: OK');
  expect(new X509Certificate(leaf.certPem).subjectAltName).toContain('DNS:localhost, IP Address:127.0.0.1');
});

it('makes certificates whose time is over, has not come, or that name nobody', () => {
  const over = new X509Certificate(makeCertificate(directory, 'over', { days: [-30, -1] }).certPem);
  expect(Date.parse(over.validTo)).toBeLessThan(Date.now());
  const future = new X509Certificate(makeCertificate(directory, 'future', { days: [1, 30] }).certPem);
  expect(Date.parse(future.validFrom)).toBeGreaterThan(Date.now());
  const unnamed = new X509Certificate(makeCertificate(directory, 'unnamed', { names: [] }).certPem);
  expect(unnamed.subjectAltName).toBeUndefined();
});
