import { expect, test } from 'vitest';
import { patchConfig, readSettings, unsetConfig } from '../../src/python-config/index.ts';

const bytes = (text: string): Buffer => Buffer.from(text, 'latin1');
const patch = (source: Buffer, value: string | number = 9) => patchConfig(source, { 'A.x': value }).source;

test.each([
  { name: 'CR LF', end: '\r\n' },
  { name: 'CR', end: '\r' },
  { name: 'LF', end: '\n' },
])('$name line ends stay, and added lines get them', ({ end }) => {
  const before = ['y = 1', '# c.A.x = 1', ''].join(end);
  expect(patchConfig(before, { 'A.x': 9 }).source).toBe(['y = 1', 'c.A.x = 9', ''].join(end));
  const { source, edits } = patchConfig(['y = 1', 'z = 2'].join(end), { 'A.x': 9 });
  expect(source.split(end)).toHaveLength(9);
  expect(source.replaceAll(end, '')).not.toMatch(/[\r\n]/);
  expect(edits).toMatchObject([{ line: 7 }]);
  expect(unsetConfig(source, ['A.x']).source).toBe(['y = 1', 'z = 2', ''].join(end));
});

test('in a file of mixed line ends the most frequent one is added, and a last CR stays alone', () => {
  expect(patchConfig('a=1\r\nb=1\r\nc1=2\n', { 'A.x': 9 }).source).toMatch(/^a=1\r\nb=1\r\nc1=2\n\r\n# >>>/);
  expect(patchConfig('a=1\nb=1\nc1=2\r', { 'A.x': 9 }).source).toMatch(
    /^a=1\nb=1\nc1=2\r\r# >>> jupyter-expose >>>\n/,
  );
});

test.each([
  { name: 'a byte order mark', text: '\u00ef\u00bb\u00bfc.A.x = 1 # \u00eb\u00b0\u00b0\n' },
  { name: 'cp949', text: '# -*- coding: cp949 -*-\nc.A.x = 1 # \u00c7\u00d1\u00b1\u00db \u008ca\n' },
  { name: 'Latin-1', text: '# vim: set fileencoding=latin-1 :\nc.A.x = 1 # \u00e9\n' },
  { name: 'Latin-1 in comments only, undeclared', text: 'c.A.x = 1 # \u00e9\n' },
  {
    name: 'Shift_JIS with a second byte like a backslash',
    text: "# coding: shift_jis\ny = '\u0083\\'\nc.A.x = 1\n",
  },
  {
    name: 'GBK with a second byte like a backslash',
    text: "#!/usr/bin/python\n# coding: gbk\ny = '\u0095\\'\nc.A.x = 1\n",
  },
])('no byte changes around the value: $name', ({ text }) => {
  const result = patch(bytes(text));
  expect(result.toString('latin1')).toBe(text.replace('c.A.x = 1', 'c.A.x = 9'));
  expect(Buffer.isBuffer(result)).toBe(true);
});

test.each([
  { name: 'undeclared', text: '', written: "u'\\ubc30'" },
  { name: 'Latin-1', text: '# coding: latin-1\n', written: "u'\\ubc30'" },
  { name: 'declared UTF-8', text: '# coding: utf-8\n', written: "u'\u00eb\u00b0\u00b0'" },
  {
    name: 'UTF-8 that already holds letters',
    text: '# \u00ed\u0095\u009c\n',
    written: "u'\u00eb\u00b0\u00b0'",
  },
])('Korean is written so that every Python reads it: $name', ({ text, written }) => {
  expect(patch(bytes(`${text}c.A.x = 1\n`), '배').toString('latin1')).toBe(`${text}c.A.x = ${written}\n`);
});

test.each([
  { cookie: '', text: "'\u00eb\u00b0\u00b0'", value: '배' },
  { cookie: '# coding: cp949\n', text: "'\u00c7\u00d1'", value: '한' },
  { cookie: '# coding: latin-1\n', text: "'\u00e9'", value: 'é' },
])('letters are read in the encoding of the file: $value', ({ cookie, text, value }) => {
  expect(readSettings(bytes(`${cookie}c.A.x = ${text}\n`)).settings).toMatchObject([{ value }]);
});

test('the result has the type of the source, and is the source where nothing changes', () => {
  expect(patchConfig('c.A.x = 1', { 'A.x': 2 }).source).toBe('c.A.x = 2');
  const plain = new Uint8Array(bytes('c.A.x = 1'));
  const patched = patchConfig(plain, { 'A.x': 2 }).source;
  expect(patched).toBeInstanceOf(Uint8Array);
  expect(Buffer.isBuffer(patched)).toBe(false);
  expect(patchConfig(plain, { 'A.x': 1 }).source).toBe(plain);
});

test('a slice of a larger buffer is read by its own bounds', () => {
  const slice = bytes('xxxxc.A.x = 1\nyyyy').subarray(4, 14);
  expect(patch(slice).toString()).toBe('c.A.x = 9\n');
});

test('taking lines out never makes a comment count as the declaration of an encoding', () => {
  const before = 'c.A.x = 1\n# coding: cp949\n';
  expect(unsetConfig(bytes(before), ['A.x']).source.toString()).toBe('pass\n# coding: cp949\n');
});
