import { expect, test } from 'vitest';
import { readSettings } from '../../src/python-config/index.ts';

/** Key, line, column, value or text, and what holds. */
function read(source: string): unknown[] {
  return readSettings(source).settings.map(({ key, line, column, text, value, wins, conditional }) => [
    key,
    line,
    column,
    value === undefined ? text : value,
    wins ? 'wins' : 'loses',
    ...(conditional ? ['maybe'] : []),
  ]);
}

test.each([
  { source: 'c.A.x = 1\n', settings: [['A.x', 1, 1, 1, 'wins']] },
  { source: '\n  \nx = 1; c.A.x = "a" # b\n', settings: [['A.x', 3, 8, 'a', 'wins']] },
  {
    source: 'c.A.x = 1\nc.A.x = 2\n',
    settings: [
      ['A.x', 1, 1, 1, 'loses'],
      ['A.x', 2, 1, 2, 'wins'],
    ],
  },
  { source: "c['A']['x'] = [\n 1,\n]\n", settings: [['A.x', 1, 1, [1], 'wins']] },
  {
    source: 'c.A.x = c.B.y = None\n',
    settings: [
      ['A.x', 1, 1, null, 'wins'],
      ['B.y', 1, 9, null, 'wins'],
    ],
  },
  { source: 'c.A.x = f(1)\n', settings: [['A.x', 1, 1, 'f(1)', 'wins']] },
  { source: 'if y:\n    c.A.x = 1\n', settings: [['A.x', 2, 5, 1, 'wins', 'maybe']] },
  {
    source: 'if y: c.A.x = 1\nc.A.x = 2\n',
    settings: [
      ['A.x', 1, 7, 1, 'loses', 'maybe'],
      ['A.x', 2, 1, 2, 'wins'],
    ],
  },
  {
    source: 'c.A.x = 2\nif y: c.A.x = 1\n',
    settings: [
      ['A.x', 1, 1, 2, 'wins', 'maybe'],
      ['A.x', 2, 7, 1, 'wins', 'maybe'],
    ],
  },
  { source: 'c.A.x = 1\nc.A.x += 1\n', settings: [['A.x', 1, 1, 1, 'wins', 'maybe']] },
  { source: 'c.A.x = 1\nexec(y)\n', settings: [['A.x', 1, 1, 1, 'wins', 'maybe']] },
  { source: 'c = y\nc.A.x = 1\n', settings: [['A.x', 2, 1, 1, 'wins', 'maybe']] },
  {
    source: 'def f():\n    c.A.x = 1\nc.A.x = 2\n',
    settings: [
      ['A.x', 2, 5, 1, 'wins', 'maybe'],
      ['A.x', 3, 1, 2, 'wins'],
    ],
  },
  { source: "c.A.pop('x', None)\n", settings: [] },
  { source: "c.A.x = 1\nc.A.pop('x', None)\n", settings: [['A.x', 1, 1, 1, 'loses']] },
  { source: '"""\nc.A.x = 1\n"""\n# c.A.x = 2\n', settings: [] },
])('what is set by: $source', ({ source, settings }) => {
  expect(read(source)).toEqual(settings);
});

test('code that cannot be judged by lines is listed with its line', () => {
  const source = [
    'import os',
    'exec(x)',
    'load_subconfig("a.py")',
    'c.A.update(x=1)',
    'setattr(c.A, "x", 1)',
    's = c.A',
    'c = get_config()',
    'def f():',
    '    c.A.x = 1',
    'from x import *',
    '',
  ].join('\r\n');
  expect(readSettings(source).opaque).toEqual([
    { line: 2, what: 'exec' },
    { line: 3, what: 'load-subconfig' },
    { line: 4, what: 'section-changed' },
    { line: 5, what: 'setattr' },
    { line: 6, what: 'alias' },
    { line: 8, what: 'after-alias' },
    { line: 9, what: 'function' },
    { line: 10, what: 'star-import' },
  ]);
});

test.each([
  "c.A.x, c.A.y = 1, 'x'\n",
  '[c.A.x] = [4]\n',
  '(c.A.x) = 4\n',
  '(c.A.x, *y) = 4, 5\n',
  'y = [c.A.x] = [4]\n',
])('a line that sets something without saying it plainly is listed: %s', (source) => {
  const { settings, opaque } = readSettings(`c.A.x = 1\n${source}`);
  expect(opaque).toEqual([{ line: 2, what: 'unpacked' }]);
  expect(settings).toMatchObject([{ key: 'A.x', line: 1, conditional: true }]);
  expect(readSettings(`${source}c.A.x = 1\n`).settings).toMatchObject([{ conditional: false }]);
});

test('an ordinary file has nothing opaque', () => {
  const source =
    'import os\nx = os.environ.get("A", f"{1}")\nif x:\n    print(x)\nc.A.x = x\nc.B.y = c.A.x\n';
  expect(readSettings(source).opaque).toEqual([]);
});
