import { describe, expect, it } from 'vitest';
import { type PasswordSources, readPassword } from '../../src/prompt/stdin.ts';

const FILES: Record<string, Uint8Array> = {
  '/run/pw': Buffer.from('from file\n'),
  '/run/env': Buffer.from('from env'),
  '/run/latin': Buffer.of(0xe9, 0x0a),
};

function read(sources: Partial<PasswordSources>, stdin: string | Uint8Array = '', terminal = false) {
  return readPassword(
    { env: {}, ...sources },
    { terminal, stdin: async () => Buffer.from(stdin), file: async (path) => FILES[path] },
  );
}

describe('one line end is dropped, nothing else', () => {
  it.each([
    ['pw', 'pw'],
    ['pw\n', 'pw'],
    ['pw\r\n', 'pw'],
    ['pw\r', 'pw'],
    ['pw\n\n', 'pw\n'],
    [' 비밀 번호 \n', ' 비밀 번호 '],
    ['\uFEFFpw\n', 'pw'],
    ['', ''],
  ])('%j is %j', async (sent, password) => {
    const secret = await read({ stdin: true }, sent);
    expect(secret?.reveal()).toBe(password);
    expect(String(secret)).toBe('[hidden]');
  });
});

it('a flag beats the environment; with neither there is no password', async () => {
  const env = { JUPYTER_EXPOSE_PASSWORD_FILE: '/run/env' };
  expect((await read({ file: '/run/pw', env }))?.reveal()).toBe('from file');
  expect((await read({ stdin: true, env }, 'from stdin'))?.reveal()).toBe('from stdin');
  expect((await read({ env }))?.reveal()).toBe('from env');
  expect(await read({ env: { JUPYTER_EXPOSE_PASSWORD_FILE: '' } })).toBeUndefined();
});

describe('what is refused', () => {
  it.each<readonly [string, Partial<PasswordSources>, string, string]>([
    [
      'stdin and a file',
      { stdin: true, file: '/run/pw' },
      'usage',
      '--password-stdin and --password-file exclude',
    ],
    ['stdin twice', { stdin: true, answers: '-' }, 'usage', '--password-stdin and --answers - exclude'],
    ['no such file', { file: '/run/none' }, 'answer', 'There is no password file /run/none.'],
    ['another encoding', { file: '/run/latin' }, 'answer', 'What stands in /run/latin is not UTF-8 text.'],
  ])('%s', async (_what, sources, code, sentence) => {
    await expect(read(sources)).rejects.toMatchObject({ code, message: expect.stringContaining(sentence) });
  });

  it('standard input that is a terminal', async () => {
    await expect(read({ stdin: true }, '', true)).rejects.toMatchObject({ code: 'usage' });
  });
});
