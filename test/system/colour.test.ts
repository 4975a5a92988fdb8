import { describe, expect, it } from 'vitest';
import { decideColour, hasColour, PLAIN, paint } from '../../src/system/colour.ts';

const TTY = { isTTY: true };
const PIPE = {};

describe('colours on a terminal and on a pipe', () => {
  it.each<readonly [Record<string, string>, string[], boolean, boolean]>([
    [{}, [], true, false],
    [{ TERM: 'dumb' }, [], false, false],
    [{ NO_COLOR: '1' }, [], false, false],
    [{ NO_COLOR: '' }, [], true, false],
    [{ FORCE_COLOR: '1' }, [], true, true],
    [{ FORCE_COLOR: '' }, [], true, true],
    [{ FORCE_COLOR: '0' }, [], false, false],
    [{ FORCE_COLOR: 'false' }, [], false, false],
    [{ FORCE_COLOR: '3', TERM: 'dumb' }, [], true, true],
    [{ FORCE_COLOR: '1', NO_COLOR: '1' }, [], false, false],
    [{}, ['--no-color'], false, false],
    [{ FORCE_COLOR: '1' }, ['init', '--no-color'], false, false],
    [{}, ['config', 'set', '--', '--no-color'], true, false],
  ])('%j %j', async (env, argv, terminal, pipe) => {
    decideColour(argv, env);
    expect([hasColour(TTY, env), hasColour(PIPE, env)]).toEqual([terminal, pipe]);
    expect((await paint(TTY, env)).red('x')).toBe(terminal ? '\u001b[31mx\u001b[39m' : 'x');
  });
});

it('what switches colours off reaches the libraries in the one form that they all know', () => {
  const env: NodeJS.ProcessEnv = { FORCE_COLOR: '1' };
  decideColour(['--no-color'], env);
  expect(env).toEqual({ NO_COLOR: '1' });
});

it('without colours chalk is not needed', async () => {
  expect(await paint(PIPE, {})).toBe(PLAIN);
});
