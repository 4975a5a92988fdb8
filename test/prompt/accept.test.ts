import { describe, expect, it } from 'vitest';
import type { Question } from '../../src/prompt/question.ts';
import { acceptText, isBlank, shownDefault } from '../../src/prompt/question.ts';

const text: Question<string> = {
  ...{ id: 'x', label: 'X', message: 'X?', flag: '--x', kind: 'text', piped: true },
  parse: (typed) => typed,
  parseJson: String,
  show: String,
};
const select: Question<string> = {
  ...text,
  kind: 'select',
  choices: [
    { value: 'none', label: 'No encryption' },
    { value: '3', label: 'Three' },
    { value: 'own', label: '내 인증서' },
  ],
};

describe('a choice', () => {
  it.each([
    ['own', 'own'],
    [' OWN ', 'own'],
    ['no encryption', 'none'],
    ['내 인증서', 'own'],
    ['1', 'none'],
    ['2', '3'],
    ['3', '3'],
  ])('%j is %s', (typed, value) => {
    expect(acceptText(select, typed)).toBe(value);
  });

  it.each(['4', '0', '', 'nine', '-1'])('%j is none of them, and they are named', (typed) => {
    expect(() => acceptText(select, typed)).toThrow('Choose one of: none, 3, own.');
  });
});

it('spaces around a text are dropped, in a password they are letters', () => {
  expect(acceptText(text, '  a b ')).toBe('a b');
  expect(acceptText({ ...text, kind: 'secret' }, '  a b ')).toBe('  a b ');
  expect([isBlank(text, ' '), isBlank({ kind: 'secret' }, ' ')]).toEqual([true, false]);
});

it('what runs now is shown rather than the default', () => {
  const current = { value: 'now', shown: 'now' };
  const fallback = { value: 'default', shown: 'default' };
  expect(shownDefault({ ...text, current, fallback })).toEqual({ ...current, source: 'current' });
  expect(shownDefault({ ...text, fallback })).toEqual({ ...fallback, source: 'default' });
  expect(shownDefault(text)).toBeUndefined();
});
