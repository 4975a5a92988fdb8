import fs from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RefusedError } from '../../src/errors.ts';
import type { EditSettings, FileChange } from '../../src/plan/change.ts';
import { mergeSettings } from '../../src/plan/merge.ts';
import { preparePlan } from '../../src/plan/prepare.ts';
import { PythonFloat, type PythonValue } from '../../src/python-config/value.ts';
import { type Home, makeHome } from './temporary-home.ts';

let home: Home;
beforeEach(() => {
  home = makeHome();
});
afterEach(() => home.remove());

const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);
const prepare = (...changes: FileChange[]) => preparePlan({ command: 'init', changes }, home.system);

function edit(
  name: string,
  settings: Record<string, PythonValue>,
  rest: Partial<EditSettings> = {},
): EditSettings {
  const format = name.endsWith('.json') ? 'json' : 'python';
  return { kind: 'edit-settings', path: home.at(name), format, settings, secret: [], ...rest };
}

describe('a JSON file', () => {
  it.each<[string, string | undefined, Record<string, PythonValue>, string[], string, string[]]>([
    ['is made', undefined, { 'A.b': 1 }, [], '{\n  "A": {\n    "b": 1\n  }\n}\n', ['appended 3']],
    ['is filled when empty', '', { 'A.b': 1 }, [], '{\n  "A": {\n    "b": 1\n  }\n}\n', ['appended 3']],
    [
      'has a value replaced',
      '{"A": {"b": 1, "c": 2}}',
      { 'A.b': 9 },
      [],
      '{"A": {"b": 9, "c": 2}}',
      ['replaced 1'],
    ],
    [
      'keeps its own form',
      '{\r\n\t"A": {\r\n\t\t"b": 1\r\n\t}\r\n}',
      { 'A.c': [1] },
      [],
      '{\r\n\t"A": {\r\n\t\t"b": 1,\r\n\t\t"c": [\r\n\t\t\t1\r\n\t\t]\r\n\t}\r\n}',
      ['appended 4'],
    ],
    [
      'gets another section',
      '{\n    "A": {"b": 1}\n}\n',
      { 'B.c': '한' },
      [],
      '{\n    "A": {\n        "b": 1\n    },\n    "B": {\n        "c": "한"\n    }\n}\n',
      ['appended 6'],
    ],
    ['has a key taken out', '{"A": {"b": 1, "c": 2}}', {}, ['A.b'], '{"A": {"c": 2}}', ['removed 1']],
    ['has nothing to take out', '{"A": {}}', {}, ['A.b', 'B.c'], '{"A": {}}', ['unchanged 1', 'unchanged 1']],
    [
      'is right already',
      '{"A": {"b": {"x": 1, "y": [2]}}}',
      { 'A.b': { y: [2], x: 1 } },
      [],
      '{"A": {"b": {"x": 1, "y": [2]}}}',
      ['unchanged 1'],
    ],
    [
      'takes a whole number of Python',
      '{}',
      { 'A.b': 8100n },
      [],
      '{\n  "A": {\n    "b": 8100\n  }\n}',
      ['appended 3'],
    ],
  ])('%s', async (_name, before, settings, remove, after, edits) => {
    if (before !== undefined) home.write('a.json', before);
    const plan = await prepare(edit('a.json', settings, { remove }));
    const [change] = [...plan.changes, ...plan.already];
    expect(text(change?.after.bytes)).toBe(after);
    expect(change?.edits.map(({ how, line }) => `${how} ${line}`)).toEqual(edits);
    expect(plan.changes).toHaveLength(before === after ? 0 : 1);
  });

  it.each<[string, string | Uint8Array, string]>([
    ['a comma too many', '{\n  "A": {"b": 1,}\n}', 'line 2, column 16'],
    ['a comment', '{\n// hi\n}', 'line 2, column 1'],
    ['an unfinished text', '{"한": {"b": "x', 'line 1, column'],
    ['a list', '[1]', 'line 1, column 1'],
    ['a byte order mark', '\ufeff{}', 'line 1, column 1'],
    ['bytes that are not UTF-8', Uint8Array.of(0x7b, 0xc7, 0xd1, 0x7d), 'line 1, column 1'],
    ['a section that is none', '{\n "A": 3}', 'line 2, column 7'],
    ['a section twice', '{"A": {"b": 1},\n"A": {"b": 2}}', 'line 2, column 1'],
    ['a key twice', '{"A": {"b": 1, "b": 2}}', 'line 1, column 16'],
    ['NaN', '{"A": {"c": NaN}}', 'line 1, column 13'],
  ])('with %s is refused with file, line and column', async (_name, content, where) => {
    const file = home.write('a.json', content);
    const error = await prepare(edit('a.json', { 'A.b': 9 })).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(RefusedError);
    expect(String(error)).toContain(`${file}: `);
    expect(String(error)).toContain(where);
  });

  it('gets every digit of a big number, and whole floats as floats', async () => {
    const value = { deep: [2n ** 60n, new PythonFloat(5), 'number 1'] };
    const plan = await prepare(edit('a.json', { 'A.b': value }));
    expect(text(plan.changes[0]?.after.bytes)).toMatch(
      /"deep": \[\s*1152921504606846976,\s*5\.0,\s*"number 1"\s*\]/,
    );
  });

  it('never gets a value that JSON does not have', async () => {
    await expect(prepare(edit('a.json', { 'A.b': [Number.POSITIVE_INFINITY] }))).rejects.toMatchObject({
      code: 'answer',
    });
  });
});

describe('a Python file', () => {
  it('is edited by the line patcher, and the edits say where and why', async () => {
    home.write('c.py', '# c.A.port = 1\nc.A.ip = "x"  # mine\n');
    const plan = await prepare(edit('c.py', { 'A.ip': '*', 'A.port': 8100 }));
    expect(text(plan.changes[0]?.after.bytes)).toBe('c.A.port = 8100\nc.A.ip = "*"  # mine\n');
    expect(plan.changes[0]?.edits.map(({ key, line, how }) => `${key} ${line} ${how}`)).toEqual([
      'A.ip 2 replaced',
      'A.port 1 uncommented',
    ]);
    expect(plan.changes[0]?.edits[0]?.why).toMatch(/only the value was changed/);
  });

  it('has settings taken out', async () => {
    home.write('c.py', 'c.A.port = 1\nc.A.ip = "x"\n');
    const plan = await prepare(edit('c.py', { 'A.ip': 'y' }, { remove: ['A.port', 'A.none'] }));
    expect(text(plan.changes[0]?.after.bytes)).toBe('c.A.ip = "y"\n');
    expect(plan.changes[0]?.edits.map(({ key, how }) => `${key} ${how}`)).toEqual([
      'A.port removed',
      'A.none unchanged',
      'A.ip replaced',
    ]);
  });

  it('starts from what it is given when it does not exist', async () => {
    const initial = { bytes: new TextEncoder().encode('# c.A.port = 1\n'), from: 'generated' } as const;
    const plan = await prepare(edit('new/c.py', { 'A.port': 2 }, { initial }));
    expect(plan.changes[0]).toMatchObject({ before: undefined, after: { mode: 0o600 } });
    expect(text(plan.changes[0]?.after.bytes)).toBe('c.A.port = 2\n');
    expect(fs.existsSync(home.at('new'))).toBe(false);
  });

  it('that cannot be scanned is refused with file, line and column', async () => {
    const file = home.write('c.py', "x = 1\ny = '''\n");
    const error = await prepare(edit('c.py', { 'A.b': 1 })).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(RefusedError);
    expect(String(error)).toMatch(`${file}: `);
    expect(String(error)).toMatch(/line 2, column 5/);
  });
});

describe('the mode afterwards', () => {
  it.each<[string, number, number | undefined, number, boolean]>([
    ['is kept when nobody asks', 0o644, undefined, 0o644, true],
    ['becomes what is asked for', 0o644, 0o600, 0o600, false],
    ['stays when it is narrower', 0o400, 0o600, 0o400, true],
    ['stays when it is the same', 0o600, 0o600, 0o600, true],
  ])('%s', async (_name, before, mode, after, already) => {
    home.write('c.py', 'c.A.b = 1\n', before);
    const plan = await prepare(edit('c.py', { 'A.b': 1 }, mode === undefined ? {} : { mode }));
    const [change] = [...plan.changes, ...plan.already];
    expect([change?.after.mode, change?.already]).toEqual([after, already]);
  });
});

it('two changes of one file, one through a link, build on each other', async () => {
  home.write('c.json', '{}');
  fs.symlinkSync('c.json', home.at('link.json'));
  const plan = await prepare(edit('c.json', { 'A.b': 1 }), edit('link.json', { 'A.c': 2 }));
  expect(JSON.parse(text(plan.changes[1]?.after.bytes))).toEqual({ A: { b: 1, c: 2 } });
  expect(plan.changes[1]?.before?.bytes).toEqual(plan.changes[0]?.after.bytes);
  expect(plan.changes[1]).toMatchObject({ path: home.at('link.json'), realPath: home.at('c.json') });
});

it('a whole file is written only when it differs', async () => {
  home.write('k', 'same', 0o600);
  const whole = { kind: 'write-file', path: home.at('k'), mode: 0o600, secret: true } as const;
  expect((await prepare({ ...whole, bytes: Buffer.from('same') })).already).toHaveLength(1);
  expect((await prepare({ ...whole, bytes: Buffer.from('other') })).changes).toHaveLength(1);
  expect((await prepare({ ...whole, bytes: Buffer.from('same'), mode: 0o644 })).changes).toHaveLength(1);
});

describe('settings of several steps', () => {
  const part = (step: string, settings: Record<string, PythonValue>, rest = {}) =>
    ({ step, path: '/c.py', format: 'python', settings, ...rest }) as const;

  it('become one edit per file', () => {
    const merged = mergeSettings([
      part('password', { 'A.password': 'x' }, { secret: ['A.password'], mode: 0o600 }),
      part('address', { 'A.ip': '*' }, { mode: 0o640 }),
      { step: 'address', path: '/c.json', format: 'json', settings: {}, remove: ['A.ip'] },
      part('address', { 'A.ip': '*' }),
    ]);
    expect(merged).toEqual([
      {
        kind: 'edit-settings',
        path: '/c.py',
        format: 'python',
        settings: { 'A.password': 'x', 'A.ip': '*' },
        secret: ['A.password'],
        mode: 0o600,
      },
      { kind: 'edit-settings', path: '/c.json', format: 'json', settings: {}, remove: ['A.ip'], secret: [] },
    ]);
  });

  it('that disagree are an error that names both steps', () => {
    expect(() => mergeSettings([part('address', { 'A.ip': '*' }), part('proxy', { 'A.ip': '::1' })])).toThrow(
      expect.objectContaining({
        code: 'internal',
        message: expect.stringMatching(/address.*proxy.*A\.ip in \/c\.py/),
      }),
    );
    expect(() => mergeSettings([part('a', { 'A.ip': '*' }), part('b', {}, { remove: ['A.ip'] })])).toThrow();
  });

  it.each([[['override', 'plain']], [['plain', 'override']]])(
    'in the order %s: the one that overrides wins',
    (order) => {
      const parts = {
        plain: part('a', { 'A.ip': '*' }),
        override: part('b', { 'A.ip': '::1' }, { overrides: true }),
      };
      const merged = mergeSettings(order.map((name) => parts[name === 'plain' ? 'plain' : 'override']));
      expect(merged[0]?.settings).toEqual({ 'A.ip': '::1' });
    },
  );
});
