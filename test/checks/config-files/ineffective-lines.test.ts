import { describe, expect, it } from 'vitest';
import { ineffectiveLines } from '../../../src/checks/config-files/ineffective-lines.ts';
import { isPlainConfig } from '../../../src/checks/config-files/plain-file.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('a line that loads and sets nothing', () => {
  it.each([
    ["c.A.ip == '*'\n", 1, "c.A.ip = '*'"],
    ["x = 1\nc.A.ip: '*'  # all\n", 2, "c.A.ip = '*'  # all"],
    ["if True:\n    c['A'].ip == '*'\n", 2, "    c['A'].ip = '*'"],
    ['c.A.ip\n', 1, undefined],
    ['c.A.a = 1; c.A.ip\n', 1, undefined],
    ["c.serverapp.ip = '*'\n", 1, "c.ServerApp.ip = '*'"],
    [
      'c.passwordidentityprovider.hashed_password = "x"\n',
      1,
      'c.PasswordIdentityProvider.hashed_password = "x"',
    ],
    ['c = Config()\nc.A.ip = 1\n', 1, 'c = get_config()'],
    ['c = {}\nc.A.ip = 1\n', 1, 'c = get_config()'],
  ])('is found with what was meant: %j', (text, line, after) => {
    expect(ineffectiveLines(bytes(text)).map((one) => [one.line, one.after])).toEqual([[line, after]]);
  });

  it.each([
    "c.A.ip = '*'\n",
    "if c.A.ip == '*':\n    c.A.port = 1\n",
    'c.A.port: int = 5\n',
    "same = c.A.ip == '*'\n",
    "c.mine.ip = '*'\n",
    'c.A.list.append(1)\n',
    "c.A.update({'ip': '*'})\n",
    'c = Config()\nc.A.ip = 1\nget_config().merge(c)\n',
    'c = Config()\nc = get_config()\nc.A.ip = 1\n',
    'c = globals().get("c", Config())\nc.A.ip = 1\n',
    "'''\nc.A.ip == 1\n'''\n",
  ])('is not seen in what works: %j', (text) => {
    expect(ineffectiveLines(bytes(text))).toEqual([]);
  });
});

describe('a file that certainly loads', () => {
  it.each([
    ["# c.A.x = 1\nc = get_config()  # noqa\n\nc.A.ip = '*'\nc.A.n = -1\nc.A.d = {'a': [1]}\n", true],
    ['"""Settings."""\nc.A.ip = None\n', true],
    ["C.A.ip = '*'\n", false],
    ['import os\n', false],
    ["c.A.ip = '*',\n", false],
    ["c.A.quit_button = 'True'\n", false],
    ["c.A.contents_manager_class = 'a.B'\n", false],
    ['c.A.ip = host\n', false],
    ["if True:\n    c.A.ip = '*'\n", false],
    ["c.A.ip('*')\n", false],
  ])('holds settings with constants alone: %j', (text, isPlain) => {
    expect(isPlainConfig(bytes(text))).toBe(isPlain);
  });
});
