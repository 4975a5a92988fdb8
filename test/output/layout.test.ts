import { expect, it } from 'vitest';
import { pad, table, widthOf, wrap } from '../../src/output/layout.ts';
import { linesOf } from './lines-of.ts';

it('Korean letters are two columns wide, colours none', () => {
  expect(['port', '포트', '\u001b[31m포트\u001b[39m'].map(widthOf)).toEqual([4, 4, 4]);
  expect(pad('포트', 6)).toBe('포트  ');
  expect(pad('포트', 3)).toBe('포트');
});

it.each([
  ['Korean as a Mac spells the names of files', '내 서재'.normalize('NFD'), 7],
  ['accents that stand apart', 'é'.normalize('NFD'), 1],
  ['an emoji, a family of them, a flag, one of a colour', '🐎👨‍👩‍👧🇰🇷👍🏽', 8],
  ['a sign with and without the wish for a picture', '⚠️⚠✔', 4],
  ['control characters', 'a\u0000\u0007b\tc', 3],
  ['characters without a width', 'a\u00ADb\u200Bc\u200Fd\uFEFF', 4],
  ['a link', '\u001b]8;;https://x.example\u0007here\u001b]8;;\u0007', 4],
  ['what frames and bullets are made of', '│ ▸ … · — ①', 11],
])('%s', (_what, text, width) => {
  expect(widthOf(text)).toBe(width);
});

it('the columns of a table stand below each other in both languages', () => {
  expect(
    table([
      ['Port', '9001', 'x'],
      ['비밀번호', '[숨김]', ''],
      ['주소', '*', 'y'],
    ]),
  ).toEqual(['Port      9001    x', '비밀번호  [숨김]', '주소      *       y']);
});

it.each([
  ['short', 20, '', ['short']],
  ['one two three four', 9, '', ['one two', 'three', 'four']],
  ['one two three', 9, '- ', ['- one two', '  three']],
  ['가나 다라 마바', 9, '', ['가나 다라', '마바']],
  ['가나 다라 마바', 8, '', ['가나', '다라', '마바']],
  [
    'see /a/very/long/path/that/stays/whole now',
    12,
    '',
    ['see', '/a/very/long/path/that/stays/whole', 'now'],
  ],
  ['one\n\ntwo', 20, '* ', ['* one', '', '  two']],
  ['', 20, '', ['']],
] as const)('%j in %i columns', (text, columns, first, lines) => {
  expect(wrap(text, columns, first)).toEqual(lines);
});

it('values stand below each other behind their labels, also Korean ones; what is copied stays whole', () => {
  const rows = [
    { label: '시작', value: 'jupyter notebook --config=/a/long/path.py', whole: true },
    { label: 'Network', value: 'open it on a phone as well' },
  ];
  expect(linesOf(rows, 24)).toEqual([
    '  시작     jupyter notebook --config=/a/long/path.py',
    '  Network  open it on a',
    '           phone as well',
  ]);
});
