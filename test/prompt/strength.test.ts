import { Options, ZxcvbnFactory } from '@zxcvbn-ts/core';
import * as common from '@zxcvbn-ts/language-common';
import * as english from '@zxcvbn-ts/language-en';
import { describe, expect, it } from 'vitest';
import {
  estimateStrength,
  keysOf,
  listsWithin,
  looksHangul,
  type WordLists,
} from '../../src/features/password/estimate-strength.ts';

const KNOWN = ['alice', 'myhost', 'myhost.example'];

describe('a weak password', () => {
  it.each([
    ['nothing', ''],
    ['short, however wild', 'f8Gk2!pQz9w'],
    ['a common password', 'password1234'],
    ['the program and the year', 'jupyter2024!'],
    ['the program in capitals', 'JupyterNotebook1'],
    ['the user, the host and the program', 'alice-myhost-jupyter'],
    ['a run along the keyboard', 'asdfghjkl;12'],
    ['one letter over and over', 'x'.repeat(200)],
    ['a Korean word over and over', '안녕하세요안녕하세요'],
    ['"the password is"', '비밀번호입니다'],
    ['the Korean alphabet', '가나다라마바사아자차카타파하'],
    ['the Korean alphabet as the keys that type it', keysOf('가나다라마바사아자차카타파하')],
    ['a Korean keyboard row', 'ㅁㄴㅇㄹㅁㄴㅇㄹㅁㄴㅇㄹ'],
    ['Korean words typed on Latin keys', 'qlalfqjsgh1234'],
    ['a greeting typed on Latin keys', 'dkssudgktpdy12'],
    ['the program in Korean', '주피터노트북2024'],
    ['a decomposed Korean word', '비밀번호1234'.normalize('NFD')],
  ])('%s', async (_name, password) => {
    expect(await estimateStrength(password, KNOWN)).toMatchObject({ weak: true });
  });
});

describe('a good password', () => {
  it.each([
    ['four words', 'correct horse battery staple'],
    ['twelve random signs', 'f8Gk2!pQz9wL'],
    ['two languages', 'correct horse 배터리'],
    ['the one of the README', 's3cret-문장-passphrase'],
    ['a short Korean sentence', '말이 배터리를 먹는다'],
    ['the same, decomposed', '말이 배터리를 먹는다'.normalize('NFD')],
    ['a known word inside a long sentence', 'my jupyter eats purple batteries'],
    ['emoji', '🐎🔋📎🌊 giraffe 말 plinth'],
    ['very long', 'correct horse battery staple '.repeat(3) + 'x'.repeat(5000)],
  ])('%s', async (_name, password) => {
    expect(await estimateStrength(password, KNOWN)).toMatchObject({ weak: false });
  });
});

describe('with those words alone that can be in it, the estimate is that of all words', () => {
  const lists = { ...common.dictionary, ...english.dictionary, korean: ['비밀번호', '안녕하세요'] };
  const estimator = (dictionary: typeof lists) =>
    new ZxcvbnFactory({ dictionary, graphs: common.adjacencyGraphs });
  const { l33tTable } = new Options();
  const all = estimator(lists);

  it.each([
    'password1234',
    'P4$$w0rd!',
    'drowssap',
    'DROW$$4P9',
    '|-|3||0 vv0r|d',
    'uu1nd0vv$ 2nonkey',
    'correct horse battery staple',
    'constructor__proto__toString',
    'mondaytuesdaywednesday',
    'Smith-Kowalski 1987',
    '비밀번호1234',
    'ĳsselmeer İstanbul ΣΑΣ',
    'zubrowka quintal',
    'qwertyuiop[]',
    '4@8({[<6|)3#9&1!|7^^//\\0()$5+><%2',
    'aaaaaaaaaaaaaa',
    '2009-05-12',
    '',
  ])('%s', (password) => {
    const within = listsWithin(lists as WordLists, password, l33tTable);
    const { calcTime: _, ...estimate } = estimator(within as typeof lists).check(password, ['zubrowka']);
    const { calcTime: _all, ...expected } = all.check(password, ['zubrowka']);
    expect(estimate).toEqual(expected);
  });
});

it('knows the words it is given', async () => {
  const password = 'zubrowka-quintal';
  const stranger = await estimateStrength(password, []);
  const insider = await estimateStrength(password, ['zubrowka', 'quintal']);
  expect(stranger.weak).toBe(false);
  expect(insider.weak).toBe(true);
  expect(insider.guessesLog10).toBeLessThan(stranger.guessesLog10);
});

it('says the same of a long password and of a longer one', async () => {
  const long = 'kR7!vQ2#'.repeat(8);
  expect(await estimateStrength(`${long}${'zebra'.repeat(10_000)}`, [])).toEqual(
    await estimateStrength(long, []),
  );
});

describe('Hangul', () => {
  it.each([
    ['암호', true],
    ['abc 암', true],
    ['ㅁㄴㅇㄹ', true],
    ['암호'.normalize('NFD'), true],
    ['ﾡﾤ', true],
    ['abc', false],
    ['漢字かな', false],
    ['é🐎', false],
    ['', false],
  ])('%j: %s', (password, expected) => {
    expect(looksHangul(password)).toBe(expected);
  });

  it.each([
    ['비밀번호', 'qlalfqjsgh'],
    ['안녕하세요', 'dkssudgktpdy'],
    ['값이 뷁', 'rkqtdl qnpfr'],
    ['빵 꽃', 'Qkd Rhc'],
    ['abc 1', 'abc 1'],
  ])('%s is typed as %s', (text, keys) => {
    expect(keysOf(text)).toBe(keys);
  });
});
