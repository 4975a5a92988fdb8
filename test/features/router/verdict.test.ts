import { afterAll, describe, expect, it } from 'vitest';
import {
  describeVerdict,
  evaluateOutside,
  isHopeless,
} from '../../../src/features/router/outside-verdict.ts';
import { setLanguage } from '../../../src/messages/index.ts';
import type { RouterOutside } from '../../../src/net/port-mapping.ts';

afterAll(() => setLanguage('en'));

const UPNP = {
  igd: 2,
  description: {},
  control: { url: 'http://192.168.0.1:5000/c', service: 's' },
} as const;
const SPEAKS = { upnp: UPNP, natPmp: true, pcp: true };
const SILENT = { natPmp: false, pcp: false };
const told = (address: string | undefined, by: RouterOutside['by'] = 'upnp') => ({ address, by });

/** facts/network.md §5. */
const TABLE = [
  ['a public one', SPEAKS, told('192.0.1.2'), undefined, 'public', false],
  ['a public one that the internet sees', SPEAKS, told('192.0.1.2'), '192.0.1.2', 'public', false],
  ['a public one, and the internet sees another', SPEAKS, told('192.0.1.2'), '192.0.1.9', 'other-way', true],
  ['a private one', SPEAKS, told('192.168.0.7'), undefined, 'double-nat', true],
  ['10/8, whatever the internet sees', SPEAKS, told('10.1.2.3'), '192.0.1.9', 'double-nat', true],
  ['one of the carrier', SPEAKS, told('100.64.3.4'), undefined, 'cgnat', true],
  ['none (behind another router)', SPEAKS, told(undefined), undefined, 'no-address', true],
  ['0.0.0.0', SPEAKS, told('0.0.0.0'), undefined, 'no-address', true],
  ['not told', SPEAKS, { address: undefined, by: undefined }, undefined, 'untold', false],
  ['nobody answers', SILENT, undefined, undefined, 'silent', false],
] as const;

describe('the outer address of the router', () => {
  it.each(TABLE)('%s', (_what, router, outside, seenAs, kind, hopeless) => {
    const verdict = evaluateOutside(router, outside, seenAs);
    expect(verdict.kind).toBe(kind);
    expect(isHopeless(verdict)).toBe(hopeless);
  });

  it('each state has a sentence of its own, in both languages', async () => {
    for (const language of ['en', 'ko'] as const) {
      await setLanguage(language);
      const sentences = TABLE.map(([, router, outside, seenAs]) =>
        describeVerdict(evaluateOutside(router, outside, seenAs)).replace(/\d+(?:\.\d+){3}/g, 'N'),
      );
      expect(new Set(sentences).size).toBe(8);
    }
  });
});
