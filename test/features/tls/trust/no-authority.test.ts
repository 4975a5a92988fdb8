import { rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeCertificate } from '../../../real/certificates.ts';
import { TrustHome } from './trust-home.ts';

let home: TrustHome;
beforeEach(() => {
  home = new TrustHome();
});
afterEach(() => home.remove());

const record = (kind: string) =>
  home.write('expose/certificate.json', JSON.stringify({ schema: 1, kind, names: [], ...WAYS[kind] }));
const WAYS: Readonly<Record<string, object>> = {
  letsencrypt: {
    names: ['home.example.org'],
    acme: { server: 'https://acme.example/directory', challenge: 'http-01' },
  },
  own: { own: { cert: '/c.pem', key: '/k.pem' } },
};

const CASES: readonly [what: string, arrange: () => unknown, sentence: string][] = [
  ['there is no authority', () => rmSync(home.config('expose/ca.pem')), 'no certificate authority'],
  ["Let's Encrypt signed it", () => record('letsencrypt'), "Let's Encrypt"],
  ['the person brought their own', () => record('own'), 'a certificate of your own'],
  [
    'the file holds a certificate that is no authority',
    () => {
      record('self-signed');
      const { certPem } = makeCertificate(home.at('made'), 'leaf', { names: ['localhost'] });
      home.write('expose/ca.pem', certPem);
    },
    'missing, unreadable or expired',
  ],
];

describe('cert trust where there is nothing to trust', () => {
  it.each(CASES)('%s: exit 4, one sentence, the way out', async (_what, arrange, sentence) => {
    arrange();
    for (const words of [['--yes'], ['--serve', '--yes'], ['--export', home.at('out')]]) {
      const { code, stdout, stderr } = await home.cli(...words);
      expect({ code, stdout }).toEqual({ code: 4, stdout: '' });
      expect(stderr).toContain(sentence);
      expect(stderr).toContain('cert create');
    }
  });
});
