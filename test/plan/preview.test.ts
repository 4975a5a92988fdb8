import fs from 'node:fs';
import { applyPatch } from 'diff';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { setLanguage } from '../../src/messages/index.ts';
import type { Change, EditSettings } from '../../src/plan/change.ts';
import { preparePlan } from '../../src/plan/prepare.ts';
import { previewPlan } from '../../src/plan/preview.ts';
import type { PythonValue } from '../../src/python-config/value.ts';
import { type Home, makeHome } from './temporary-home.ts';

let home: Home;
beforeEach(() => {
  home = makeHome();
});
afterEach(async () => {
  await setLanguage('en');
  home.remove();
});

const OLD = 'sha1:0123456789ab:0000000000000000000000000000000000000000';
const NEW = 'argon2:$argon2id$v=19$m=10240,t=10,p=8$c29tZXNhbHQ$c29tZWhhc2g';

async function show(...changes: Change[]): Promise<string[]> {
  const lines = await previewPlan(await preparePlan({ command: 'init', changes }, home.system));
  return lines.map(({ kind, text }) => `${kind.padEnd(7)} ${text}`);
}

function edit(
  name: string,
  settings: Record<string, PythonValue>,
  rest: Partial<EditSettings> = {},
): EditSettings {
  return { kind: 'edit-settings', path: home.at(name), format: 'python', settings, secret: [], ...rest };
}

function write(name: string, content: string | Uint8Array, secret = false): Change {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return { kind: 'write-file', path: home.at(name), bytes, mode: 0o600, secret };
}

it('an edited file: path, mode, and the diff with the old and the new hash hidden', async () => {
  home.write(
    'c.py',
    ['# a', '# b', '# c', '# d', `c.A.password = '${OLD}'`, "c.A.ip = 'x'", `# ${OLD}`, ''].join('\n'),
  );
  expect(
    await show(edit('c.py', { 'A.password': NEW, 'A.ip': '*' }, { secret: ['A.password'], mode: 0o600 })),
  ).toEqual([
    `header  edit ${home.at('c.py')} (mode 0644 → 0600)`,
    'header  @@ -2,6 +2,6 @@',
    'context  # b',
    'context  # c',
    'context  # d',
    "remove  -c.A.password = '[hidden]'",
    "remove  -c.A.ip = 'x'",
    "add     +c.A.password = '[hidden]'",
    "add     +c.A.ip = '*'",
    'context  # [hidden]',
  ]);
});

it('changes far apart become two hunks, near ones become one', async () => {
  const lines = Array.from({ length: 40 }, (_, at) => `# c.A.x${at} = 0`);
  home.write('c.py', `${lines.join('\n')}\n`);
  const shown = await show(edit('c.py', { 'A.x1': 1, 'A.x8': 1, 'A.x30': 1 }));
  expect(shown.filter((line) => line.includes('@@'))).toEqual([
    'header  @@ -1,12 +1,12 @@',
    'header  @@ -28,7 +28,7 @@',
  ]);
  expect(shown.filter((line) => !line.startsWith('header'))).toHaveLength(12 + 2 + 7 + 1);
});

it('a file that starts from the generated default: only the lines that are set, and it says so', async () => {
  const generated = Array.from({ length: 1500 }, (_, at) => `# c.A.x${at} = 0\n`).join('');
  const initial = { bytes: new TextEncoder().encode(generated), from: 'generated' } as const;
  const shown = await show(edit('c.py', { 'A.x700': 1 }, { initial }));
  expect(shown[0]).toBe(`header  create ${home.at('c.py')} (mode 0600)`);
  expect(shown[1]).toMatch(/default config.* with these lines set:/);
  expect(shown.slice(2)).toEqual(['add     +c.A.x700 = 1']);
});

it('a file of our own is shown whole, a very long one is cut', async () => {
  expect(await show(write('a', 'one\ntwo\n'))).toEqual([
    `header  create ${home.at('a')} (mode 0600)`,
    'header  @@ -0,0 +1,2 @@',
    'add     +one',
    'add     +two',
  ]);
  const long = await show(write('b', 'x\n'.repeat(500)));
  expect(long).toHaveLength(82);
  expect(long.at(-1)).toMatch(/… 421 more lines/);
});

it('the content of a secret file is never shown', async () => {
  home.write('key', 'old private key', 0o600);
  const shown = await show(write('key', 'new private key', true));
  expect(shown).toEqual([
    `header  replace ${home.at('key')}`,
    'header    The content is secret and is not shown.',
  ]);
});

it('where only the mode changes there is no diff', async () => {
  home.write('a', 'same');
  expect(await show(write('a', 'same'))).toEqual([
    `header  change the mode of ${home.at('a')} (mode 0644 → 0600)`,
  ]);
});

it('a symbolic link is named with where it leads', async () => {
  home.write('real', 'x', 0o600);
  fs.symlinkSync('real', home.at('link'));
  expect((await show(write('link', 'y')))[0]).toBe(
    `header  replace ${home.at('link')} (a symbolic link to ${home.at('real')})`,
  );
});

it('a last line without newline is marked on the side that lacks it', async () => {
  home.write('a', 'x', 0o600);
  expect((await show(write('a', 'x\n'))).slice(2)).toEqual([
    'remove  -x',
    'context \\ No newline at end of file',
    'add     +x',
  ]);
});

describe('bytes that are not UTF-8', () => {
  const hangul = Buffer.from([0xc7, 0xd1, 0xb1, 0xdb]); // 한글 in cp949
  const file = (cookie: string) =>
    Buffer.concat([Buffer.from(`${cookie}# `), hangul, Buffer.from('\r\nc.A.b = 1\r\n')]);

  it.each([
    ['are read as the file declares', '# -*- coding: cp949 -*-\r\n', 'context  # 한글'],
    ['never break it', '# coding: no-such-thing\n', 'context  # �ѱ�'],
    ['also without a declaration', '', 'context  # �ѱ�'],
  ])('%s', async (_name, cookie, expected) => {
    home.write('c.py', file(cookie), 0o600);
    const after = Buffer.from(file(cookie).toString('latin1').replace('= 1', '= 2'), 'latin1');
    const shown = await show(write('c.py', after));
    expect(shown).toContain(expected);
    expect(shown.slice(-2)).toEqual(['remove  -c.A.b = 1', 'add     +c.A.b = 2']);
  });

  it('that differ are a difference, even if they look the same', async () => {
    home.write('c.py', Buffer.from([0x23, 0xff, 0x0a]), 0o600);
    expect((await show(write('c.py', Uint8Array.of(0x23, 0xfe, 0x0a)))).slice(2)).toEqual([
      'remove  -#�',
      'add     +#�',
    ]);
  });
});

it('control characters in a file do not reach the terminal', async () => {
  const shown = await show(write('a', '# \u001b[31m\u0007\u009b red \u202e\tok\n'));
  expect(shown.at(-1)).toBe('add     +# ␛[31m␇� red �\tok');
});

it('CR and CRLF line ends are told apart, and shown as nothing', async () => {
  home.write('a', 'one\rtwo\r\nthree\n', 0o600);
  expect((await show(write('a', 'one\rtwo\nthree\n'))).slice(2)).toEqual([
    'context  one',
    'remove  -two',
    'add     +two',
    'context  three',
  ]);
});

it('what is shown is a true diff: applied to the old text it gives the new one', async () => {
  const line = fc.constantFrom('a', 'b', 'c', 'd', '');
  const text = fc.array(line, { maxLength: 40 }).map((lines) => lines.map((one) => `${one}\n`).join(''));
  await fc.assert(
    fc.asyncProperty(text, text, async (before, after) => {
      fc.pre(before !== after);
      home.write('a', before, 0o600);
      const prepared = await preparePlan({ command: 'x', changes: [write('a', after)] }, home.system);
      const [, ...diff] = (await previewPlan(prepared)).map((one) => one.text);
      expect(applyPatch(before, `${['--- a', '+++ a', ...diff].join('\n')}\n`)).toBe(after);
    }),
    { numRuns: 100 },
  );
});

it('speaks Korean', async () => {
  await setLanguage('ko');
  expect((await show(write('a', 'x\n')))[0]).toBe(`header  만들기 ${home.at('a')} (모드 0600)`);
});

it('a file that is removed: its lines with secrets hidden; of a secret one or of our own only the path', async () => {
  home.write('c.py', `c.A.password = '${OLD}'\n`);
  const remove = (rest: object): Change => ({
    kind: 'remove-file',
    path: home.at('c.py'),
    secret: false,
    ...rest,
  });
  const headline = `header  remove ${home.at('c.py')}`;
  expect(await show(remove({}))).toEqual([
    headline,
    'header  @@ -1,1 +0,0 @@',
    "remove  -c.A.password = '[hidden]'",
  ]);
  expect(await show(remove({ own: true }))).toEqual([headline]);
  expect(await show(remove({ secret: true }))).toHaveLength(2);
});
