import { writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TestHome } from '../../commands/run-cli.ts';

const DAY = 86_400_000;
const NOW = Date.now();
const QUIET = { stdin: 'null' } as const;
const FILES = ['ca.pem', 'ca-key.pem', 'server.pem'];

let home: TestHome;
beforeEach(() => {
  home = new TestHome();
});
afterEach(() => {
  vi.useRealTimers();
  home.remove();
});

/** Runs the program while the clock of this computer says `time`. */
async function runAt(time: number, ...args: string[]) {
  vi.useFakeTimers({ toFake: ['Date'], now: time });
  return home.run(args, QUIET);
}
const authority = () => FILES.map((name) => home.read(`expose/${name}`));

const CLOCKS = [
  ['behind by a day', NOW - DAY, /begins on/],
  ['of 1970', 0, /1970-01-01/],
  ['ahead by nine years', NOW + 9.2 * 365 * DAY, /ends on/],
] as const;

describe.each(CLOCKS)('a clock %s', (_which, time, says) => {
  it('replaces no authority: cert create and renew say so, exit 4; the schedule waits', async () => {
    writeFileSync(home.at('password'), 'correct horse 배터리\n', { mode: 0o600 });
    await runAt(NOW, 'cert', 'create', '--yes');
    const before = authority();
    for (const words of [
      ['cert', 'create', '--yes', '--renew'],
      ['cert', 'create', '--yes', '--name', 'other.example.org'],
      ['renew', '--all', '--yes'],
      [
        'init',
        '--tls',
        'self-signed',
        '--ip',
        '*',
        '--password-file',
        home.at('password'),
        '--yes',
        '--no-input',
      ],
    ]) {
      const { code, stdout, stderr } = await runAt(time, ...words);
      expect({ words, code }, stderr).toEqual({ words, code: 4 });
      expect((stdout + stderr).replaceAll(/\s+/g, ' ')).toMatch(says);
      expect(authority()).toEqual(before);
    }
    const scheduled = await runAt(time, 'renew', '--scheduled', '--yes');
    expect(scheduled.code, scheduled.stderr).toBe(0);
    expect(authority()).toEqual(before);
  });
});

it('a clock ahead by a day changes nothing', async () => {
  await runAt(NOW, 'cert', 'create', '--yes');
  const before = authority();
  for (const words of [
    ['cert', 'create', '--yes'],
    ['renew', '--yes'],
  ])
    expect(await runAt(NOW + DAY, ...words)).toMatchObject({ code: 0 });
  expect(authority()).toEqual(before);
});

it('no authority is made in 1970', async () => {
  expect(await runAt(0, 'cert', 'create', '--yes')).toMatchObject({ code: 4 });
  expect(home.tree()).toEqual({});
});

it('cert create --new-authority makes one deliberately, also at the end of the old one', async () => {
  await runAt(NOW, 'cert', 'create', '--yes');
  const [before] = authority();
  const made = await runAt(NOW + 9.2 * 365 * DAY, 'cert', 'create', '--new-authority', '--yes');
  expect(made.code, made.stderr).toBe(0);
  expect(authority()[0]).not.toBe(before);
});
