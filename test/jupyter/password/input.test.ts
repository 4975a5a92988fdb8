import { expect, it } from 'vitest';
import { findInputProblem } from '../../../src/jupyter/password/input.ts';

it.each([
  ['a passphrase in Korean', '말이 배터리를 먹는다', undefined],
  ['emoji and accents', 'é🐎', undefined],
  ['a tab inside', 'a\tb', undefined],
  ['a byte order mark in front, which Python keeps', '\ufeffabc', undefined],
  ['nothing', '', 'empty'],
  ['half a character', 'a\udc00b', 'lone-surrogate'],
  ['a blank in front', ' abc', 'edge-space'],
  ['a wide blank behind', 'abc\u3000', 'edge-space'],
  ['only blanks', '   ', 'edge-space'],
  ['a tab behind', 'abc\t', 'edge-space'],
  ['a next-line sign behind', 'abc\u0085', 'edge-space'],
  ['a line break inside', 'a\nb', 'control'],
  ['a NUL', 'a\0b', 'control'],
  ['an escape', 'a\x1bb', 'control'],
])('%s', (_name, password, problem) => {
  expect(findInputProblem(password)).toBe(problem);
});
