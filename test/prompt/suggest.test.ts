import { expect, it } from 'vitest';
import { suggest } from '../../src/prompt/suggest.ts';

const NAMES = ['password', 'ip', 'port', 'open_browser', 'tls'];

it.each([
  ['prot', 'port'],
  ['Port', 'port'],
  ['ports', 'port'],
  ['pasword', 'password'],
  ['open-browser', 'open_browser'],
  ['openbrowser', 'open_browser'],
  ['opne_browsre', 'open_browser'],
  ['pi', 'ip'],
  ['gateway', undefined],
  ['x', undefined],
  ['', undefined],
])('%s: did you mean %s?', (word, name) => {
  expect(suggest(word, NAMES)).toBe(name);
});
