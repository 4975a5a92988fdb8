import { describe, expect, it } from 'vitest';
import { escapeControl, stripControl } from '../../src/output/strip-control.ts';

describe('what servers and files wrote cannot steer the terminal', () => {
  it.each([
    ['a title', '\u001b]0;owned\u0007', '\u241b]0;owned\u2407'],
    ['a cleared screen', 'a\u001b[2J', 'a\u241b[2J'],
    ['hidden text', '\u001b[8mx', '\u241b[8mx'],
    ['a line that overwrites itself', 'bad\rgood', 'bad\u240dgood'],
    ['the one-byte CSI', '\u009b2J', '\ufffd2J'],
    ['text that runs backwards', '\u202eyp', '\ufffdyp'],
    ['letters between which something hides', 'ad\u200bmin\u2060\ufeff', 'ad\ufffdmin\ufffd\ufffd'],
    ['a line that ends unseen', 'a\u2028b\u2029c', 'a\ufffdb\ufffdc'],
  ])('%s', (_, given, shown) => {
    expect(stripControl(given)).toBe(shown);
  });

  it('leaves our own colours, Korean, and line ends', () => {
    const text = '\u001b[31m✗\u001b[39m \u001b[1m한글\u001b[22m\n\t→ \u001b[2mso\u001b[22m';
    expect(stripControl(text)).toBe(text);
  });

  it('keeps JSON the same to whoever reads it', () => {
    const told = { text: 'a\u009b2J\u202e\u007f\u200b\u2028한글' };
    const json = escapeControl(JSON.stringify(told));
    expect(json).not.toMatch(/[\u007f-\u009f\u202e\u200b\u2028]/);
    expect(JSON.parse(json)).toEqual(told);
  });
});
