import { afterEach, describe, expect, it } from 'vitest';
import { glued } from '../../src/messages/command-line.ts';
import { setLanguage } from '../../src/messages/index.ts';
import { readAnswersFile } from '../../src/prompt/answer-sources.ts';

const KNOWN = ['password', 'ip', 'port', 'open_browser'];

afterEach(() => setLanguage('en'));

function read(text: string | Uint8Array | undefined, mode = 0o600, path = 'answers.json', terminal = false) {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  return readAnswersFile(path, KNOWN, ['password'], {
    terminal,
    stdin: async () => bytes ?? Buffer.alloc(0),
    file: async () => bytes,
    mode: async () => mode,
  });
}

it('values by question, of whatever type', async () => {
  expect(await read('\uFEFF{"port": 9001, "open_browser": false}', 0o644)).toEqual({
    values: { port: 9001, open_browser: false },
    warnings: [],
  });
});

describe('a password in it', () => {
  it.each([
    [0o600, 0],
    [0o400, 0],
    [0o640, 1],
    [0o644, 1],
  ])('mode %o: %i warning', async (mode, count) => {
    const { warnings } = await read('{"password": "x"}', mode);
    expect(warnings).toHaveLength(count);
    for (const warning of warnings) expect(warning).toContain(glued('chmod 600 answers.json'));
  });

  it('from standard input: nothing to warn of', async () => {
    expect((await read('{"password": "x"}', 0o644, '-')).warnings).toEqual([]);
  });
});

describe('what is refused', () => {
  it.each<readonly [string, string | Uint8Array | undefined, RegExp]>([
    ['no file', undefined, /^There is no answers file answers\.json\./],
    ['no JSON', '{port: 1}', /^What stands in answers\.json is not JSON\./],
    ['nothing', '', /is not JSON\./],
    ['a list', '[]', /but not an object\./],
    ['null', 'null', /but not an object\./],
    ['an unknown key', '{"prot": 1}', /^No question is called "prot"/],
    ['a key of every object', '{"__proto__": 1}', /^No question is called "__proto__"/],
    ['another encoding', Buffer.of(0xb9, 0xae), /is not UTF-8 text\./],
  ])('%s', async (_what, text, sentence) => {
    await expect(read(text)).rejects.toMatchObject({
      code: 'answer',
      message: expect.stringMatching(sentence),
    });
  });

  it('an unknown key, with what was meant and what there is', async () => {
    await expect(read('{"prot": 1}')).rejects.toMatchObject({
      hint: 'Did you mean port? There are: password, ip, port, open_browser.',
    });
  });

  it('a mistake beside the password does not show the password', async () => {
    await expect(read('{"password": "s3cret" "port": 1}')).rejects.toMatchObject({
      message: expect.not.stringContaining('s3cret'),
    });
  });

  it('standard input that is a terminal', async () => {
    await expect(read('{}', 0, '-', true)).rejects.toMatchObject({ code: 'usage' });
  });
});
