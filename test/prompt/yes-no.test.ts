import { expect, it } from 'vitest';
import { yesOrNo } from '../../src/prompt/question.ts';

it.each(['y', 'Y', 'yes', ' YES ', 'true', '예', '네', 'ㅛ', '예'.normalize('NFD')])('%s is yes', (text) => {
  expect(yesOrNo(text)).toBe(true);
});

it.each(['n', 'No', 'false', '아니오', '아니요', 'ㅜ', '아니오'.normalize('NFD')])('%s is no', (text) => {
  expect(yesOrNo(text)).toBe(false);
});

it.each(['', 'ye', 'yess', '1', '0', 'sure', '응'])('%j is neither', (text) => {
  expect(yesOrNo(text)).toBeUndefined();
});
