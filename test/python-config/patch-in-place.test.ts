import { expect, test } from 'vitest';
import { type PythonValue, patchConfig } from '../../src/python-config/index.ts';

interface Row {
  readonly name: string;
  readonly before: string;
  readonly after: string;
  readonly value?: PythonValue;
  readonly line?: number;
}

const patch = (source: string, value: PythonValue = 9999) => patchConfig(source, { 'ServerApp.port': value });

const REPLACED: Row[] = [
  { name: 'a plain line', before: 'c.ServerApp.port = 8888\n', after: 'c.ServerApp.port = 9999\n' },
  {
    name: 'alignment and a trailing comment',
    before: 'c.ServerApp.port\t      =   8888\t# 포트\n',
    after: 'c.ServerApp.port\t      =   9999\t# 포트\n',
  },
  { name: 'no blanks at all', before: 'c.ServerApp.port=8888#x\n', after: 'c.ServerApp.port=9999#x\n' },
  {
    name: 'blanks around the dots',
    before: 'c . ServerApp . port = 1\n',
    after: 'c . ServerApp . port = 9999\n',
  },
  {
    name: 'get_config()',
    before: 'get_config().ServerApp.port = 1\n',
    after: 'get_config().ServerApp.port = 9999\n',
  },
  { name: 'an annotation', before: 'c.ServerApp.port: int = 1\n', after: 'c.ServerApp.port: int = 9999\n' },
  {
    name: 'one of several on a line',
    before: 'import os; c.ServerApp.port = 1; c.ServerApp.ip = "#;" # x\n',
    after: 'import os; c.ServerApp.port = 9999; c.ServerApp.ip = "#;" # x\n',
  },
  {
    name: 'a string with a look-alike comment and escapes, keeping its quotes',
    before: 'c.ServerApp.port = "it\'s # \\" c.ServerApp.port = 5"  # real\n',
    after: 'c.ServerApp.port = "text"  # real\n',
    value: 'text',
  },
  { name: "Python 2's u''", before: "c.ServerApp.port = u'x'\n", after: 'c.ServerApp.port = 9999\n' },
  {
    name: 'a raw string',
    before: "c.ServerApp.port = r'\\d\\'' # '\n",
    after: "c.ServerApp.port = 9999 # '\n",
  },
  {
    name: 'neighbouring strings',
    before: 'c.ServerApp.port = \'a\' "b"\n',
    after: 'c.ServerApp.port = 9999\n',
  },
  {
    name: 'a list on one line',
    before: "c.ServerApp.port = ['a', (1, {'b': 2})]\n",
    after: 'c.ServerApp.port = 9999\n',
  },
  { name: 'a bare tuple', before: 'c.ServerApp.port = 1, 2\n', after: 'c.ServerApp.port = 9999\n' },
  { name: 'a sum of constants', before: 'c.ServerApp.port = 60 * 60\n', after: 'c.ServerApp.port = 9999\n' },
  {
    name: 'the last of two',
    before: 'c.ServerApp.port = 1\nc.ServerApp.port = 2\n',
    after: 'c.ServerApp.port = 1\nc.ServerApp.port = 9999\n',
    line: 2,
  },
  {
    name: 'behind an if that sets it',
    before: 'if x:\n    c.ServerApp.port = 1\nc.ServerApp.port = 2\n',
    after: 'if x:\n    c.ServerApp.port = 1\nc.ServerApp.port = 9999\n',
    line: 3,
  },
  {
    name: 'with look-alike classes and traits around it',
    before:
      'c.ConnectionFileMixin.port = 1\nc.ServerApp.port_retries = 50\nc.ServerApp.port = 1\nc.MyServerApp.port = 3\n',
    after:
      'c.ConnectionFileMixin.port = 1\nc.ServerApp.port_retries = 50\nc.ServerApp.port = 9999\nc.MyServerApp.port = 3\n',
    line: 3,
  },
  {
    name: 'below a docstring with look-alikes',
    before: '"""\nc.ServerApp.port = 5\n# c.ServerApp.port = 6\n"""\nc.ServerApp.port = 1\n',
    after: '"""\nc.ServerApp.port = 5\n# c.ServerApp.port = 6\n"""\nc.ServerApp.port = 9999\n',
    line: 5,
  },
  { name: 'without a final line end', before: 'c.ServerApp.port = 8888', after: 'c.ServerApp.port = 9999' },
  {
    name: 'after c was fetched anew',
    before: 'c = None\nc = get_config()\nc.ServerApp.port = 1\n',
    after: 'c = None\nc = get_config()\nc.ServerApp.port = 9999\n',
    line: 3,
  },
  {
    name: 'with nested quotes in an f-string of Python 3.12 before it',
    before: 'x = f"{d["a"]:{w}} {{ {\'#\'!r} \\N{DASH}"\nc.ServerApp.port = 1\n',
    after: 'x = f"{d["a"]:{w}} {{ {\'#\'!r} \\N{DASH}"\nc.ServerApp.port = 9999\n',
    line: 2,
  },
  {
    name: 'with a parameter that is called c',
    before: 'x = dict(c=1)\nc.ServerApp.port = 1\n',
    after: 'x = dict(c=1)\nc.ServerApp.port = 9999\n',
    line: 2,
  },
];

test.each(REPLACED)('only the value changes: $name', ({ before, after, value, line = 1 }) => {
  const { source, edits } = patch(before, value);
  expect(source).toBe(after);
  expect(edits).toEqual([{ key: 'ServerApp.port', line, how: 'replaced', why: 'value-replaced' }]);
  expect(patch(after, value)).toEqual({
    source: after,
    edits: [{ key: 'ServerApp.port', line, how: 'unchanged', why: 'already-so' }],
  });
});

const UNCOMMENTED: Row[] = [
  { name: 'traitlets 4.0 and 5', before: '# c.ServerApp.port = 8888\n', after: 'c.ServerApp.port = 9999\n' },
  { name: 'traitlets 4.3', before: '#c.ServerApp.port = 8888\n', after: 'c.ServerApp.port = 9999\n' },
  {
    name: 'its help, default and trailing blanks stay',
    before:
      '## The port.\n#  Default: 0\n# c.ServerApp.port = 0  \n\n## Next\n# c.ServerApp.port_retries = 50\n',
    after:
      '## The port.\n#  Default: 0\nc.ServerApp.port = 9999  \n\n## Next\n# c.ServerApp.port_retries = 50\n',
    line: 3,
  },
  { name: "Python 2's defaults", before: "# c.ServerApp.port = u''\n", after: 'c.ServerApp.port = 9999\n' },
  {
    name: 'a default without a literal',
    before: "# c.ServerApp.port = <class 'a.B'>\n",
    after: 'c.ServerApp.port = 9999\n',
  },
  {
    name: 'traitlets.Undefined',
    before: '# c.ServerApp.port = traitlets.Undefined\n',
    after: 'c.ServerApp.port = 9999\n',
  },
  {
    name: 'a comment behind it',
    before: '# c.ServerApp.port = 1  # why\n',
    after: 'c.ServerApp.port = 9999  # why\n',
  },
  {
    name: 'several commented settings in a row',
    before: '# c.ServerApp.port = 1\n# c.ServerApp.ip = 2\n',
    after: 'c.ServerApp.port = 9999\n# c.ServerApp.ip = 2\n',
  },
  {
    name: 'the one that is no example in prose',
    before: '# Example:\n# c.ServerApp.port = 1\n# and so on\n\n#c.ServerApp.port = 2\n',
    after: '# Example:\n# c.ServerApp.port = 1\n# and so on\n\nc.ServerApp.port = 9999\n',
    line: 5,
  },
  {
    name: 'behind a finished block',
    before: 'if x:\n    pass\n# c.ServerApp.port = 1\ny = 1\n',
    after: 'if x:\n    pass\nc.ServerApp.port = 9999\ny = 1\n',
    line: 3,
  },
];

test.each(UNCOMMENTED)('the commented default comes to life: $name', ({ before, after, line = 1 }) => {
  const { source, edits } = patch(before);
  expect(source).toBe(after);
  expect(edits).toEqual([{ key: 'ServerApp.port', line, how: 'uncommented', why: 'default-uncommented' }]);
  expect(patch(after).edits).toMatchObject([{ how: 'unchanged' }]);
});

test.each([
  { text: '1', value: true },
  { text: 'True', value: 1 },
  { text: '8888.0', value: 8888 },
  { text: "'8888'", value: 8888 },
  { text: '(1, 2)', value: [1, 2] },
  { text: "b'x'", value: 'x' },
  { text: '[1, True]', value: [1, 1] },
])('$text is not yet $value', ({ text, value }) => {
  expect(patch(`c.ServerApp.port = ${text}\n`, value).edits).toMatchObject([{ how: 'replaced' }]);
});

test.each([
  { text: '0x22B8', value: 8888 },
  { text: '8_888', value: 8888n },
  { text: '(\'a\'"b")', value: 'ab' },
  { text: "u'\\ubc30'", value: '배' },
  { text: '[1, [None], {"a": True}]', value: [1, [null], { a: true }] },
  { text: '{"b": 1, "a": 2}', value: { a: 2, b: 1 } },
  { text: '--1.5', value: 1.5 },
])('$text already is $value', ({ text, value }) => {
  const source = `c.ServerApp.port = ${text}\n`;
  expect(patch(source, value)).toEqual({
    source,
    edits: [{ key: 'ServerApp.port', line: 1, how: 'unchanged', why: 'already-so' }],
  });
});

test('several settings in one go stand each in its own place', () => {
  const before = "#c.ServerApp.ip = 'localhost'\n\nc.ServerApp.port = 1\n";
  const { source, edits } = patchConfig(before, {
    'ServerApp.token': '',
    'ServerApp.port': 2,
    'ServerApp.ip': '*',
  });
  expect(
    source.startsWith("c.ServerApp.ip = '*'\n\nc.ServerApp.port = 2\n\n# >>> jupyter-expose >>>\n"),
  ).toBe(true);
  expect(edits.map(({ key, line, how }) => [key, line, how])).toEqual([
    ['ServerApp.token', 8, 'appended'],
    ['ServerApp.port', 3, 'replaced'],
    ['ServerApp.ip', 1, 'uncommented'],
  ]);
});

test.each([
  'port',
  'c.ServerApp.port',
  'ServerApp.',
  'ServerApp.if',
  'serverApp.port',
  'ServerApp.Port',
  'A.x y',
  'A.__x',
])('%s is no name of a setting', (key) => {
  expect(() => patchConfig('', { [key]: 1 })).toThrow(expect.objectContaining({ code: 'usage' }));
});
