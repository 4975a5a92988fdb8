import { describe, expect, it } from 'vitest';
import { maskLines } from '../../src/plan/masking.ts';

const SHA1 = 'sha1:0123456789ab:0000000000000000000000000000000000000000';
const ARGON2 = 'argon2:$argon2id$v=19$m=10240,t=10,p=8$c29tZXNhbHQ$c29tZWhhc2g+/x';

describe('a secret is shown as [hidden]', () => {
  it.each<[string, string[], string[]]>([
    ['as a plain value', ["c.A.password = 'plain'"], ["c.A.password = '[hidden]'"]],
    ['with a comment behind it', ["c.A.password='plain'  # mine"], ["c.A.password='[hidden]'  # mine"]],
    ['with quotes inside', [`c.A.token = "a'b\\"c" # x`], ['c.A.token = "[hidden]" # x']],
    ['as an old hash that is commented out', [`# c.A.ip = '${SHA1}'`], ["# c.A.ip = '[hidden]'"]],
    ['as a hash in prose', [`# it was ${ARGON2} once`], ['# it was [hidden] once']],
    ['as a bare hash', ["x = '$2b$12$abcdefghijklmnopqrstuv'"], ["x = '[hidden]'"]],
    [
      'as a token in an address',
      ['# http://localhost:8888/?token=abc123&x=1'],
      ['# http://localhost:8888/?token=[hidden]&x=1'],
    ],
    ['as a long hex number', ['# deadbeefdeadbeefdeadbeefdeadbeefdeadbeef'], ['# [hidden]']],
    [
      'behind an annotation with = in the value',
      ['c.A.password: str = "a=b"'],
      ['c.A.password: str = "[hidden]"'],
    ],
    ['as a subscript', [`c['A']['hashed_password'] = u'x'`], [`c['A']['hashed_password'] = u'[hidden]'`]],
    ['in setattr', [`setattr(c.A, 'password', 'x')`], [`setattr(c.A, 'password', '[hidden]')`]],
    [
      'in update',
      [`c.update({'A': {'password': 'x', 'ip': '*'}})`],
      [`c.update({'A': {'password': '[hidden]', '[hidden]': '[hidden]'}})`],
    ],
    [
      'in JSON',
      ['{"A": {', '  "password": "a=b:c",', '  "port": 1, "x": "y"'],
      ['{"A": {', '  "password": "[hidden]",', '  "port": 1, "x": "y"'],
    ],
    [
      'in a JSON of one line',
      ['{"A": {"token": "x"}, "B": 1}'],
      ['{"A": {"token": "[hidden]"}, "[hidden]": 1}'],
    ],
    [
      'over several lines',
      ['c.A.password = (', "  'one'", '# so', "'two')", "c.A.ip = 'x'"],
      ['c.A.password = (', "  '[hidden]'", '# so', "'[hidden]')", "c.A.ip = 'x'"],
    ],
    [
      "in a blog's curly quotes",
      [
        'c.A.token = ‘mine alone’',
        'c.A.password = “plain:text”',
        'c.A.password = passwd(‘x y’)',
        'c.A.password = ‘shad1:6c5:0123456789abcdef0123456789abcdef01234567’',
      ],
      [
        'c.A.token = ‘[hidden]’',
        'c.A.password = “[hidden]”',
        'c.A.password = passwd(‘[hidden]’)',
        'c.A.password = ‘[hidden]’',
      ],
    ],
    [
      'without any quotes',
      [
        'c.A.token = letmein',
        'c.A.password = s3cret  # mine',
        'c.A.token = None',
        'c.A.allow_password_change = False',
      ],
      [
        'c.A.token = [hidden]',
        'c.A.password = [hidden]  # mine',
        'c.A.token = None',
        'c.A.allow_password_change = False',
      ],
    ],
    [
      'behind a backslash',
      ['c.A.token = \\', "  'x'", "c.A.ip = 'y'"],
      ['c.A.token = \\', "  '[hidden]'", "c.A.ip = 'y'"],
    ],
    [
      'in a string behind a backslash',
      ["c.A.token = 'one\\", "two'", "c.A.ip = 'y'"],
      ["c.A.token = '[hidden]", "[hidden]'", "c.A.ip = 'y'"],
    ],
    [
      'in triple quotes',
      ['c.A.token = """', 'one', "two'", 'three"""', "c.A.ip = 'y'"],
      ['c.A.token = """[hidden]', '[hidden]', '[hidden]', '[hidden]"""', "c.A.ip = 'y'"],
    ],
    ['unterminated', ["c.A.password = 'oops"], ["c.A.password = '[hidden]"]],
    ['under a name of its own', ["GITHUB_TOKEN = 'x'"], ["GITHUB_TOKEN = '[hidden]'"]],
    [
      'commented out over several lines',
      ['# c.A.password = (', "#  'x')", "c.A.ip = 'y'"],
      ['# c.A.password = (', "#  '[hidden]')", "c.A.ip = 'y'"],
    ],
  ])('%s', (_name, lines, shown) => {
    expect(maskLines(lines, [])).toEqual(shown);
  });

  it('under a name that only the plan knows', () => {
    expect(maskLines(["c.A.x.y = 'a'", "c.A.y = 'b'", "c.A.yy = 'c'"], ['A.y'])).toEqual([
      "c.A.x.y = '[hidden]'",
      "c.A.y = '[hidden]'",
      "c.A.yy = 'c'",
    ]);
  });
});

it.each([
  ["c.A.ip = '*'"],
  ['c.A.password_required = True'],
  ["c.A.password = ''"],
  ["# c.A.token = '<generated>'"],
  ["#  The password, if it's set, is a hash"],
  ["if password == 'x':"],
])('%s is shown as it is, and so is what follows', (line) => {
  expect(maskLines([line, "c.B.c = 'd'"], [])).toEqual([line, "c.B.c = 'd'"]);
});

it('a smiley in a comment does not hide the rest of the file', () => {
  const lines = ['# password: forgot it :-(', "c.A.ip = '*'"];
  expect(maskLines(lines, [])).toEqual(lines);
});
