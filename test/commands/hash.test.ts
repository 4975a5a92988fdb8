import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CliOptions, TestHome } from './run-cli.ts';

const PASSWORD = 'pass word 문장 🐎';

let home: TestHome;
beforeAll(() => {
  home = new TestHome();
});
afterAll(() => home.remove());

const hash = (args: readonly string[], options: CliOptions | string) =>
  home.run(['hash', ...args], typeof options === 'string' ? { input: options } : options);

describe('hash', () => {
  it.each([
    [[], /^argon2:\$argon2id\$v=19\$m=10240,t=10,p=8\$[\w+/]{22}\$[\w+/]{22}\n$/],
    [['--algorithm', 'argon2'], /^argon2:\$argon2id\$/],
    [['--algorithm', 'sha1'], /^sha1:[0-9a-f]{12}:[0-9a-f]{40}\n$/],
    [['--algorithm', 'sha256'], /^sha256:[0-9a-f]{12}:[0-9a-f]{64}\n$/],
    [['--algorithm', 'bcrypt'], /^\$2b\$12\$[\w./]{53}\n$/],
  ])('%j prints one line, which --check accepts for this password alone', async (args, looks) => {
    const made = await hash(args, `${PASSWORD}\n`);
    expect(made).toMatchObject({ code: 0, stderr: '', stdout: expect.stringMatching(looks) });
    const again = await hash(args, PASSWORD);
    expect(again.stdout).not.toBe(made.stdout);
    const given = made.stdout.trim();
    expect((await hash(['--check', given], PASSWORD)).code).toBe(0);
    expect((await hash(['--check', given], `${PASSWORD}!`)).code).toBe(1);
  });

  it.each([
    ['bcrypt', `$2b$31$${'./A'.repeat(17)}ab`, /cost 31/],
    [
      'argon2',
      'argon2:$argon2id$v=19$m=1048576,t=3,p=1$c2FsdHNhbHQ$aGFzaGhhc2g',
      /argon2 hash would take very long/,
    ],
  ])('a %s hash that would take hours: exit 2, and no password is read', async (_, costly, says) => {
    const checked = await hash(['--check', costly], { stdin: 'open' });
    expect(checked).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(says) });
  });

  it('no password matches a bcrypt hash with a cost that bcrypt does not have', async () => {
    const checked = await hash(['--check', `$2b$01$${'./A'.repeat(17)}ab`], PASSWORD);
    expect(checked).toMatchObject({ code: 1, stdout: 'The password does not match the hash.\n', stderr: '' });
  });

  it('reads the password from a file, and nothing then from standard input', async () => {
    writeFileSync(home.at('pw'), `${PASSWORD}\n`, { mode: 0o600 });
    const made = await hash(['--password-file', home.at('pw')], { stdin: 'open' });
    expect(made.code).toBe(0);
    expect((await hash(['--check', made.stdout.trim()], PASSWORD)).code).toBe(0);
  });

  it('--json', async () => {
    const { stdout } = await hash(['--algorithm', 'sha1', '--json'], PASSWORD);
    const told = JSON.parse(stdout);
    expect(told).toEqual({ schema: 1, algorithm: 'sha1', hash: expect.stringMatching(/^sha1:/) });
    const checked = await hash(['--json', '--check', told.hash], 'wrong');
    expect([checked.code, JSON.parse(checked.stdout)]).toEqual([1, { schema: 1, matches: false }]);
  });

  it('bcrypt reads 72 bytes and says so; the others read all', async () => {
    expect((await hash(['--algorithm', 'bcrypt'], '가'.repeat(24))).code).toBe(0);
    const long = await hash(['--algorithm', 'bcrypt'], '가'.repeat(25));
    expect(long).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('72 bytes') });
    expect((await hash(['--algorithm', 'sha256'], '가'.repeat(25))).code).toBe(0);
  });

  it.each([
    ['nothing', '', /empty/],
    ['a line break inside', 'a\nb\n', /line break/],
    ['a blank at the end', 'word ', /blank/],
    ['bytes that are not UTF-8', Buffer.from([0xb9, 0xae, 0x0a]), /UTF-8/],
  ])('%s: exit 2, and no hash', async (_name, input, says) => {
    const made = await hash([], { input });
    expect(made).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(says) });
  });

  it('an algorithm that does not exist', async () => {
    const made = await hash(['--algorithm', 'md5'], PASSWORD);
    expect(made).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('bcrypt') });
  });

  it.each(['nonsense', 'sha1:zz', 'argon2:$argon2id$v=19$'])('--check %s: exit 1 and why', async (given) => {
    const { code, stderr } = await hash(['--check', given], PASSWORD);
    expect(code).toBe(1);
    expect(stderr).not.toBe('');
    expect(stderr).not.toMatch(/bug|^ {4}at /m);
  });
});
