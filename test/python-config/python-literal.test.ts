import { expect, test } from 'vitest';
import { parsePythonLiteral } from '../../src/python-config/read-literal.ts';
import { PythonFloat, type PythonValue } from '../../src/python-config/value.ts';
import { toPythonLiteral } from '../../src/python-config/write-literal.ts';

test.each<{ value: PythonValue; text: string; unicode?: string }>([
  { value: null, text: 'None' },
  { value: true, text: 'True' },
  { value: 9000, text: '9000' },
  { value: -0, text: '0' },
  { value: 1.5, text: '1.5' },
  { value: 1e-7, text: '1e-7' },
  { value: 2n ** 70n, text: '1180591620717411303424' },
  { value: 1e21, text: '1000000000000000000000' },
  { value: '', text: "''" },
  { value: "it's", text: '"it\'s"' },
  { value: '\'"', text: "'\\'\"'" },
  { value: 'C:\\Users\n\t\r\x00\x7f', text: "u'C:\\\\Users\\n\\t\\r\\x00\\x7f'" },
  { value: '배é😀', text: "u'\\ubc30\\xe9\\U0001f600'", unicode: "u'배é😀'" },
  {
    value: '\u202e\ud800\u2028\ufeff',
    text: "u'\\u202e\\ud800\\u2028\\ufeff'",
    unicode: "u'\\u202e\\ud800\\u2028\\ufeff'",
  },
  { value: [1, [], ['a', null]], text: "[1, [], ['a', None]]" },
  { value: { a: { 'b c': false } }, text: "{'a': {'b c': False}}" },
  { value: {}, text: '{}' },
])('$value is written as $text and read back', ({ value, text, unicode = text }) => {
  expect(toPythonLiteral(value)).toBe(text);
  expect(toPythonLiteral(value, { unicode: true })).toBe(unicode);
  for (const written of [text, unicode]) {
    const read = parsePythonLiteral(written);
    expect(typeof read === 'bigint' ? Number(read) : read).toEqual(
      typeof value === 'bigint' ? Number(value) : value === 0 ? 0 : value === 1e21 ? 1e21 : value,
    );
  }
});

test.each([
  { value: 1, text: '1.0' },
  { value: -0, text: '-0.0' },
  { value: 1e5, text: '100000.0' },
  { value: 1e20, text: '100000000000000000000.0' },
  { value: 1e22, text: '1e+22' },
  { value: 1.5, text: '1.5' },
])('a PythonFloat of $value is written as $text', ({ value, text }) => {
  expect(toPythonLiteral([new PythonFloat(value)])).toBe(`[${text}]`);
  expect(parsePythonLiteral(text)).toBe(value);
  const exact = Number.isInteger(value) ? new PythonFloat(value) : value;
  expect(parsePythonLiteral(`{'a': ${text}}`, true)).toEqual({ a: exact });
});

test('a PythonFloat without a literal is a RangeError', () => {
  expect(() => toPythonLiteral(new PythonFloat(Number.POSITIVE_INFINITY))).toThrow(RangeError);
});

test('what has no literal is a RangeError', () => {
  let deep: PythonValue = 1;
  for (let i = 0; i < 60; i += 1) deep = [deep];
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY, [Number.NaN], deep, 10n ** 5000n]) {
    expect(() => toPythonLiteral(value)).toThrow(RangeError);
  }
});

test.each<{ text: string; value: PythonValue | undefined }>([
  { text: '0x1F', value: 31 },
  { text: '0o17', value: 15 },
  { text: '0b1_1', value: 3 },
  { text: '1_000', value: 1000 },
  { text: '00', value: 0 },
  { text: '.5e1_0', value: 5e9 },
  { text: '- + -1', value: 1 },
  { text: ' ( 1 ) ', value: 1 },
  { text: '(1,)', value: [1] },
  { text: '()', value: [] },
  { text: '1, "a"', value: [1, 'a'] },
  { text: "'a' \"b\" r'\\c'", value: 'ab\\c' },
  { text: "('a'\n  # why\n  'b')", value: 'ab' },
  { text: "'a' \\\n 'b'", value: 'ab' },
  { text: "'''a\r\nb\\\nc'''", value: 'a\nbc' },
  { text: "'\\x41\\101\\u0042\\U00000043\\q\\'\\a'", value: "AABC\\q'\x07" },
  { text: "R'\\x41'", value: '\\x41' },
  { text: '{"a": 1, "a": 2, "__proto__": 3}', value: JSON.parse('{"a": 2, "__proto__": 3}') },
  { text: '[1, # one\n 2,\n]', value: [1, 2] },
  { text: "b'x'", value: undefined },
  { text: "'a' b'x'", value: undefined },
  { text: "f'x'", value: undefined },
  { text: "ur'x'", value: undefined },
  { text: "'\\N{DASH}'", value: undefined },
  { text: "'\\x4'", value: undefined },
  { text: '{1: 2}', value: undefined },
  { text: '{1, 2}', value: undefined },
  { text: '0777', value: undefined },
  { text: '1__0', value: undefined },
  { text: '10L', value: undefined },
  { text: '3j', value: undefined },
  { text: '1e999', value: undefined },
  { text: 'int(5)', value: undefined },
  { text: '1 + 1', value: undefined },
  { text: '[1', value: undefined },
  { text: "'a", value: undefined },
  { text: '1 2', value: undefined },
  { text: '1\n', value: undefined },
  { text: '', value: undefined },
  { text: 'Truee', value: undefined },
])('$text is read as $value', ({ text, value }) => {
  expect(parsePythonLiteral(text)).toEqual(value);
});
