import { expect, test } from 'vitest';
import { patchConfig, unsetConfig } from '../../src/python-config/index.ts';

const unset = (source: string, ...keys: string[]) => unsetConfig(source, keys.length > 0 ? keys : ['A.x']);

test.each([
  { name: 'its line', before: 'y = 1\nc.A.x = 1  # note\nz = 2\n', after: 'y = 1\nz = 2\n', lines: [2] },
  {
    name: 'every line of it',
    before: 'c.A.x = 1\nc.A.y = 2\nc.A.x = 3\n',
    after: 'c.A.y = 2\n',
    lines: [1, 2],
  },
  { name: 'a value of several lines', before: 'c.A.x = [\n  1,\n]\ny = 1\n', after: 'y = 1\n', lines: [1] },
  { name: 'the first on a line', before: 'c.A.x = 1; y = 2 # z\n', after: 'y = 2 # z\n', lines: [1] },
  {
    name: 'one in the middle of a line',
    before: 'w = 1; c.A.x = 1; y = 2\n',
    after: 'w = 1; y = 2\n',
    lines: [1],
  },
  { name: 'the last on a line', before: 'y = 2; c.A.x = 1; # z\n', after: 'y = 2; # z\n', lines: [1] },
  {
    name: 'two neighbours on a line',
    before: 'y = 2; c.A.x = 1; c.A.x = 2 # z\n',
    after: 'y = 2 # z\n',
    lines: [1, 1],
  },
  {
    name: 'all on a line that ends with a semicolon',
    before: 'c.A.x = 1; c.A.x = 2;\ny = 2\n',
    after: 'y = 2\n',
    lines: [1, 1],
  },
  { name: 'a subscript', before: "c['A']['x'] = 1\n", after: '', lines: [1] },
])('removes $name', ({ before, after, lines }) => {
  const { source, edits } = unset(before);
  expect(source).toBe(after);
  expect(edits).toEqual(lines.map((line) => ({ key: 'A.x', line, how: 'removed', why: 'line-removed' })));
});

test.each([
  'if x:\n    c.A.x = 1\n',
  'c.A.x = f()\n',
  'c.A.x = c.B.y = 1\n',
  'c.A.x = 1\nc.B.y = c.A.x\n',
  'c.A.x = 1\ndel c.A.x\n',
  'c.A.x = 1\nc.A.update(x=2)\n',
  's = c.A\ns.x = 1\n',
])('takes it out at the end where lines cannot be judged: %s', (before) => {
  const { source, edits } = unset(before);
  expect(source.startsWith(`${before}\n# >>> jupyter-expose >>>\n`)).toBe(true);
  expect(source).toContain("\nc = get_config()  # noqa\nc.A.pop('x', None)\n# <<<");
  expect(edits).toMatchObject([{ how: 'appended', why: 'removed-at-the-end' }]);
  expect(unset(source)).toEqual({ source, edits: [expect.objectContaining({ how: 'absent' })] });
});

test.each(['load_subconfig("x.py")\n', 'c.update({"A": {"x": 1}})\n'])(
  'takes it out of a section that may be a plain dict: %s',
  (before) => {
    const { source } = unset(before);
    expect(source).toContain('\nc = get_config()  # noqa\nc.update(c.copy())  # ');
    expect(source).toContain("\nc.A.pop('x', None)\n# <<<");
    expect(unset(source).source).toBe(source);
    expect(patchConfig(source, { 'A.x': 1 }).source).toBe(source.replace("c.A.pop('x', None)", 'c.A.x = 1'));
  },
);

test('what is not there is absent', () => {
  const before = '# c.A.x = 1\nc.A.y = 1\nc.B.x = 1\n';
  expect(unset(before)).toEqual({
    source: before,
    edits: [{ key: 'A.x', line: 1, how: 'absent', why: 'nothing-to-remove' }],
  });
});

test('setting and unsetting takes our block away again', () => {
  const before = 'x = 1\n';
  const set = patchConfig(before, { 'A.x': 1, 'A.y': 2 }).source;
  expect(unset(set, 'A.x').source).toBe(set.replace('c.A.x = 1\n', ''));
  expect(unset(set, 'A.x', 'A.y').source).toBe(before);
});

test('a line of ours that takes a setting out becomes one that sets it, and back', () => {
  const taken = unset('if x:\n    c.A.x = 1\n').source;
  const set = patchConfig(taken, { 'A.x': 5 });
  expect(set.source).toBe(taken.replace("c.A.pop('x', None)", 'c.A.x = 5'));
  expect(set.edits).toEqual([{ key: 'A.x', line: 7, how: 'replaced', why: 'in-our-block' }]);
  expect(unset(set.source).source).toBe(taken);
});
