import { expect, test } from 'vitest';
import { patchConfig } from '../../src/python-config/index.ts';
import type { Why } from '../../src/python-config/ledger.ts';

const BLOCK = [
  '# >>> jupyter-expose >>>',
  '# Written by jupyter-expose. It stays at the end, so that it wins over the code above.',
  'c = get_config()  # noqa',
  'c.ServerApp.port = 9999',
  '# <<< jupyter-expose <<<',
  '',
].join('\n');

/** Where a section may be a plain dict by now, the block makes it a section again first. */
const HEAL = 'c.update(c.copy())  # sections that are plain dicts become sections again\n';
const HEALING_BLOCK = BLOCK.replace('c.ServerApp', `${HEAL}c.ServerApp`);

const patch = (source: string, value = 9999) => patchConfig(source, { 'ServerApp.port': value });

const ROWS: { before: string; why: Why; heals?: true }[] = [
  { before: 'x = 1\n', why: 'not-in-file' },
  { before: '# c.ServerApp.port_retries = 50\n', why: 'not-in-file' },
  { before: '# c.ConnectionFileMixin.port = 50\n', why: 'not-in-file' },
  {
    before: '##c.ServerApp.port = 1\n#  c.ServerApp.port = 1\n  # c.ServerApp.port = 1\n',
    why: 'not-in-file',
  },
  { before: 'c.ServerApp.port = int(os.environ.get("PORT", 8888))\n', why: 'not-a-literal' },
  { before: 'c.ServerApp.port = f"{1}"\n', why: 'not-a-literal' },
  { before: 'c.ServerApp.port = 1 if x else 2\n', why: 'not-a-literal' },
  { before: 'c.ServerApp.port = [\n  1,\n]\n', why: 'several-lines' },
  { before: 'c.ServerApp.port = 1 + \\\n  2\n', why: 'several-lines' },
  { before: "c.ServerApp.port = '''a\nb'''\n", why: 'several-lines' },
  { before: 'c.ServerApp.port = c.A.x = 1\n', why: 'chained' },
  { before: 'x = c.ServerApp.port = 1\n', why: 'chained' },
  { before: "c['ServerApp']['port'] = 1\n", why: 'subscript' },
  { before: "c.ServerApp['port'] = 1\n", why: 'subscript' },
  { before: 'if x:\n    c.ServerApp.port = 1\n', why: 'conditional' },
  { before: 'if x: c.ServerApp.port = 1\n', why: 'conditional' },
  {
    before: 'c.ServerApp.port = 1\ntry:\n    c.ServerApp.port = 2\nexcept E:\n    pass\n',
    why: 'conditional',
  },
  { before: 'c.ServerApp.port = 1\nfor c.ServerApp.port in x: pass\n', why: 'conditional' },
  { before: 'def f():\n    c.ServerApp.port = 1\nf()\n', why: 'after-alias' },
  { before: 'c.ServerApp.port = 1\ndef f():\n    c.ServerApp.port = 1\n', why: 'function' },
  { before: 'c.ServerApp.port = 1\nf = lambda: c.ServerApp.update(port=2)\n', why: 'function' },
  { before: 'c.ServerApp.port = 1\nc.A.x = c.ServerApp.port\n', why: 'read-later' },
  { before: '# c.ServerApp.port = 1\nif c.ServerApp.port: pass\n', why: 'conditional' },
  { before: 'c.ServerApp.port, x = 1, 2\n', why: 'unpacked' },
  { before: '(c.ServerApp.port) = 1\n', why: 'unpacked' },
  { before: 'c.ServerApp.port = 1\nc.ServerApp.port += 1\n', why: 'augmented' },
  { before: 'c.ServerApp.port = 1\ndel c.ServerApp.port\n', why: 'deleted' },
  { before: 'c.ServerApp.port = {}\nc.ServerApp.port["a"] = 1\n', why: 'mutated' },
  { before: 'c.ServerApp.port = 1\nc.ServerApp.update({"port": 2})\n', why: 'section-changed' },
  { before: 'c.ServerApp.port = 1\nc.ServerApp = Config()\n', why: 'section-assigned' },
  { before: 'c.ServerApp.port = 1\nc.update({"ServerApp": x})\n', why: 'config-changed', heals: true },
  { before: 'c.merge({"ServerApp": {"port": 1}})\n', why: 'config-changed', heals: true },
  { before: 'c.setdefault("ServerApp", {})\n', why: 'config-changed', heals: true },
  { before: 'c |= {"ServerApp": {}}\n', why: 'alias', heals: true },
  { before: 'dict.update(c, ServerApp={})\n', why: 'alias', heals: true },
  { before: 'cfg = c\ncfg.update(ServerApp={})\n', why: 'after-alias', heals: true },
  { before: 'def f(): c.update(ServerApp={})\nf()\n', why: 'after-alias', heals: true },
  { before: 'c.update(ServerApp={})\n# c.ServerApp.port = 8888\n', why: 'config-changed', heals: true },
  { before: 'c.ServerApp.port = 1\nc[name].port = 2\n', why: 'computed-key' },
  { before: 'c.ServerApp.port = 1\nc.ServerApp[name] = 2\n', why: 'computed-key' },
  { before: 'c.ServerApp.port = 1\ns = c.ServerApp\n', why: 'alias' },
  { before: 's = c.ServerApp\nc.ServerApp.port = 1\ns.port = 2\n', why: 'after-alias' },
  { before: 'c.ServerApp.port = 1\nsetattr(c.ServerApp, "port", 2)\n', why: 'setattr' },
  { before: 'c.ServerApp.port = 1\nload_subconfig("x.py")\n', why: 'load-subconfig', heals: true },
  { before: 'c.ServerApp.port = 1\nexec(open("x.py").read())\n', why: 'exec', heals: true },
  { before: 'c.ServerApp.port = 1\nprint(f"{c.update(x)}")\n', why: 'exec', heals: true },
  { before: 'c = Config()\nc.ServerApp.port = 1\n', why: 'c-replaced' },
  { before: 'from scipy.constants import *\nc.ServerApp.port = 1\n', why: 'c-replaced' },
  { before: 'import ctypes as c\nc.ServerApp.port = 1\n', why: 'c-replaced' },
  { before: '# c.ServerApp.port = 8888 is what you want\n', why: 'default-not-free' },
  { before: '# c.ServerApp.port = 1\n# and more prose\n', why: 'default-not-free' },
  { before: 'if x:\n# c.ServerApp.port = 1\n    y = 1\n', why: 'default-not-free' },
  { before: 'if x:\n    y = 1\n# c.ServerApp.port = 1\n    z = 1\n', why: 'default-not-free' },
  { before: 'if x:\n    y = 1\n# c.ServerApp.port = 1\nelse:\n    y = 2\n', why: 'default-not-free' },
  { before: '@decorator\n# c.ServerApp.port = 1\ndef f(): pass\n', why: 'default-not-free' },
  { before: '# c.ServerApp.port = 1\nfrom __future__ import print_function\n', why: 'default-not-free' },
  { before: '# c.ServerApp.port = 1\n# coding: utf-8\n', why: 'default-not-free' },
  { before: 'x = """\n# c.ServerApp.port = 1\n"""\n', why: 'not-in-file' },
  { before: 'x = [\n# c.ServerApp.port = 1\n]\n', why: 'not-in-file' },
  { before: 'x = 1 \\\n# c.ServerApp.port = 1\n', why: 'not-in-file' },
];

test.each(ROWS)('a line at the end wins, because of $why: $before', ({ before, why, heals }) => {
  // Bytes, because an encoding's declaration only counts there.
  const bytes = Buffer.from(before);
  const { source, edits } = patchConfig(bytes, { 'ServerApp.port': 9999 });
  expect(source.toString()).toBe(`${before}\n${heals ? HEALING_BLOCK : BLOCK}`);
  expect(edits).toEqual([
    { key: 'ServerApp.port', line: before.split('\n').length + (heals ? 5 : 4), how: 'appended', why },
  ]);
  expect(patchConfig(source, { 'ServerApp.port': 9999 }).source).toBe(source);
});

test.each([
  { name: 'an empty file', before: '', start: '' },
  { name: 'no final line end', before: 'x = 1', start: 'x = 1\n\n' },
  { name: 'a last comment without line end', before: '# hi', start: '# hi\n\n' },
  { name: 'only blanks at the end', before: 'x = 1\n   ', start: 'x = 1\n   \n\n' },
])('the block starts on a line of its own after $name', ({ before, start }) => {
  expect(patch(before).source).toBe(start + BLOCK);
});

test('a later change edits the same line, and a new setting joins the block', () => {
  const once = patch('x = 1\n').source;
  const { source, edits } = patchConfig(once, { 'ServerApp.port': 1, 'ServerApp.ip': '*' });
  expect(source).toBe(once.replace('port = 9999\n', "port = 1\nc.ServerApp.ip = '*'\n"));
  expect(edits).toEqual([
    { key: 'ServerApp.port', line: 6, how: 'replaced', why: 'in-our-block' },
    { key: 'ServerApp.ip', line: 7, how: 'appended', why: 'not-in-file' },
  ]);
});

test('a new setting joins a block that heals', () => {
  const once = patch('c.update(ServerApp={})\n').source;
  const { source, edits } = patchConfig(once, { 'ServerApp.port': 1, 'A.x': 2 });
  expect(source).toBe(once.replace('port = 9999\n', 'port = 1\nc.A.x = 2\n'));
  expect(edits.map(({ how }) => how)).toEqual(['replaced', 'appended']);
});

test('a block that code above has broken since is mended', () => {
  const once = patch('x = 1\n').source;
  const broken = `c.update({'ServerApp': {}})\n${once}`;
  expect(patch(broken).source).toBe(broken.replace('c.ServerApp.port', `${HEAL}c.ServerApp.port`));
  const source = patch(broken, 5).source;
  expect(source).toBe(broken.replace('c.ServerApp.port = 9999', `${HEAL}c.ServerApp.port = 5`));
  expect(patch(source, 5).source).toBe(source);
});

test('a line of ours that takes a setting out of what may be a plain dict stays: the dict may be two sections', () => {
  const taken = BLOCK.replace('c.ServerApp.port = 9999', "c.ServerApp.pop('port', None)");
  const before = `d = {'port': 1}\nc.update(A=d, ServerApp=d)\n${taken}`;
  const { source } = patch(before, 5);
  expect(source).toBe(before.replace('None)\n', `None)\n${HEAL}c.ServerApp.port = 5\n`));
  expect(patch(source, 5).source).toBe(source);
});

test('harmless code after the block does not matter to it', () => {
  const once = `${patch('x = 1\n').source}import os\nprint(os.sep)\n`;
  expect(patchConfig(once, { 'A.x': 1 }).source).toBe(once.replace('9999\n', '9999\nc.A.x = 1\n'));
});

test('a plain line that somebody added after the block is edited where it stands', () => {
  const once = `${patch('').source}c.ServerApp.port = 5\n`;
  expect(patch(once, 6).source).toBe(once.replace('port = 5', 'port = 6'));
});

test('the block moves behind code that overrides it and leaves no duplicate', () => {
  const added = 'if x:\n    c.ServerApp.port = 5\n';
  const once = patch('y = 1\n').source + added;
  const { source, edits } = patch(once, 6);
  expect(source).toBe(`y = 1\n${added}\n${BLOCK.replace('9999', '6')}`);
  expect(edits).toEqual([{ key: 'ServerApp.port', line: 8, how: 'appended', why: 'conditional' }]);
  expect(patch(source, 6).source).toBe(source);
});

test('what reads the old line of the block keeps it there', () => {
  const once = `${patch('').source}c.A.x = c.ServerApp.port\n`;
  expect(patch(once, 6).source).toBe(`${once}\n${BLOCK.replace('9999', '6')}`);
});

test('markers inside a string are no block', () => {
  const before = `x = '''\n${BLOCK}'''\n`;
  expect(patch(before, 9999).source).toBe(`${before}\n${BLOCK}`);
});

test('where get_config means something else, c itself is used', () => {
  expect(patch('def get_config(): return None\n').source).not.toContain('c = get_config()');
});
