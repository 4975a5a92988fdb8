import { afterEach, expect, it } from 'vitest';
import type { Trouble, TroubleKind } from '../../src/jupyter/client/client.ts';
import { describeTrouble } from '../../src/jupyter/client/describe-trouble.ts';
import { en } from '../../src/messages/en.ts';
import { setLanguage } from '../../src/messages/index.ts';

afterEach(() => setLanguage('en'));

const KINDS = Object.keys(en.client.troubles) as TroubleKind[];

it.each(KINDS)('says %s with what is known of it, in both languages', async (kind) => {
  const trouble: Trouble = { kind, text: 'WORDS', status: 418, location: 'https://there/', phase: 'body' };
  for (const language of ['en', 'ko'] as const) {
    await setLanguage(language);
    const { message, fix } = describeTrouble(trouble);
    for (const sentence of [message, fix]) {
      expect(sentence).toMatch(language === 'ko' ? /[가-힣].*[가-힣]/ : /^[A-Z].*|https/);
      expect(sentence).not.toMatch(/undefined| {2}| \.|\(\)/);
    }
  }
});

it('says where the time was up', () => {
  const late = (phase: 'connect' | 'tls') => describeTrouble({ kind: 'timeout', text: '10 s', phase });
  expect(late('connect')).toEqual({
    message: 'No answer came within 10 s while connecting.',
    fix: 'Check the firewall, the port forwarding of the router, and the address.',
  });
  expect(late('tls').fix).toContain('key');
});
