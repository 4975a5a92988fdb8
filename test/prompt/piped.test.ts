import { spawn } from 'node:child_process';
import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compileSources } from '../compiled.ts';

/** The script that is run as a separate program. */
const HARNESS = fileURLToPath(new URL('./harness.mjs', import.meta.url));

let compiled = '';
let dist = '';
let folder = '';

beforeAll(async () => {
  compiled = compileSources();
  dist = `${compiled}/dist`;
  folder = await mkdtemp(join(tmpdir(), 'expose-piped-'));
});

afterAll(() => Promise.all([folder, compiled].map((path) => rm(path, { recursive: true, force: true }))));

interface Ended {
  readonly code: number | null;
  readonly got: Record<string, unknown> | undefined;
  readonly output: string;
}

/** What the writer does: text, bytes, a pause in milliseconds, or waiting for words on stderr; `open` leaves the pipe open. */
type Writing = string | Uint8Array | number | RegExp | 'open';

async function wizard(
  input: readonly Writing[] | 'ignore' | number,
  options: Record<string, unknown> = {},
  env: Record<string, string> = {},
): Promise<Ended> {
  const stdin = Array.isArray(input) ? 'pipe' : (input as 'ignore' | number);
  const child = spawn(process.execPath, [HARNESS, dist, JSON.stringify(options)], {
    stdio: [stdin, 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, ...env },
  });
  let out = '';
  let output = '';
  const said = async (words: RegExp) => {
    while (!words.test(output) && child.exitCode === null)
      await new Promise((resolve) => setTimeout(resolve, 20));
  };
  child.stdout?.on('data', (data) => {
    out += data;
  });
  child.stderr?.on('data', (data) => {
    output += data;
  });
  // The wizard may end before it has read everything.
  child.stdin?.on('error', () => undefined);
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code) => resolve({ code, got: out === '' ? undefined : JSON.parse(out), output }));
  });
  if (Array.isArray(input)) {
    for (const piece of input) {
      if (piece === 'open') return ended;
      if (piece instanceof RegExp) await said(piece);
      else if (typeof piece === 'number') await new Promise((resolve) => setTimeout(resolve, piece));
      else child.stdin?.write(piece);
    }
    child.stdin?.end();
  }
  return ended;
}

const ALL = 's3cret-문장 pass \n*\n8100\nn\ny\n';
const GOT = {
  password: ['s3cret-문장 pass ', 'line'],
  ip: ['*', 'line'],
  port: [8100, 'line'],
  open_browser: [false, 'line'],
  confirm: true,
};
const ECHO = 'Password: [hidden]\nAddress: *\nPort: 8100\nOpen a browser: no\n';
const KEPT = { password: { value: null, shown: '[unchanged]' }, port: { value: 9001, shown: '9001' } };
const DEFAULTS = {
  password: [null, 'current'],
  ip: ['*', 'default'],
  port: [9001, 'current'],
  open_browser: [false, 'default'],
};
const bytes = Buffer.from(ALL);
/** In the middle of the letter 문. */
const SPLIT = 8;

describe('lines that answer every question', () => {
  const sent: readonly (readonly [string, readonly Writing[]])[] = [
    ['in one chunk', [ALL]],
    ['in one chunk, and the pipe stays open', [ALL, 'open']],
    ['one line per chunk', [...ALL.split('\n').slice(0, 5)].flatMap((line) => [`${line}\n`, 30])],
    ['with a pause before each line', [...ALL.split('\n').slice(0, 5)].flatMap((line) => [300, `${line}\n`])],
    ['with CRLF', [ALL.replaceAll('\n', '\r\n')]],
    ['without the last line end', [ALL.slice(0, -1)]],
    ['with CRLF and without the last line end', [ALL.replaceAll('\n', '\r\n').slice(0, -2)]],
    ['with a byte order mark', [`\uFEFF${ALL}`]],
    ['split in the middle of a letter', [bytes.subarray(0, SPLIT), 50, bytes.subarray(SPLIT)]],
    ['byte by byte', Array.from(bytes, (byte) => Buffer.of(byte))],
    ['with blank lines after the last', [`${ALL}\n\n`]],
  ];

  it.each(sent)('%s', async (_how, input) => {
    expect(await wizard(input)).toEqual({ code: 0, got: GOT, output: ECHO });
  });

  it('from a file', async () => {
    const path = join(folder, 'lines');
    await writeFile(path, ALL);
    const file = await open(path);
    expect(await wizard(file.fd)).toEqual({ code: 0, got: GOT, output: ECHO });
    await file.close();
  });

  it('in Korean', async () => {
    const { code, got, output } = await wizard(['pw\n*\n\n예\n네\n'], { lang: 'ko' });
    expect([code, got?.open_browser, got?.port]).toEqual([0, [true, 'line'], [8888, 'default']]);
    expect(output).toContain('Port: 8888 (기본값)\n');
  });

  it('with n at the end: exit 130', async () => {
    expect(await wizard(['pw\n*\n8100\nn\n아니요\n'])).toMatchObject({ code: 130, got: { confirm: false } });
  });
});

describe('blank lines take what is shown', () => {
  it('current values and defaults', async () => {
    const { code, got, output } = await wizard(['\n\n\n\n\n'], { current: KEPT });
    expect({ code, got }).toEqual({ code: 0, got: { ...DEFAULTS, confirm: true } });
    expect(output).toBe(
      'Password: [unchanged]\nAddress: * (default)\nPort: 9001 (unchanged)\nOpen a browser: no (default)\n',
    );
  });

  it.each(['\n', '\r\n', '   \n'])('without an end (%j)', async (line) => {
    const endless = Array.from({ length: 2000 }, () => line);
    const { code } = await wizard([...endless, 'open'], {
      current: { ...KEPT, password: { value: 1, shown: '1' } },
      questions: ['ip', 'port'],
    });
    expect(code).toBe(0);
  });

  it('a password of spaces is a password', async () => {
    expect((await wizard(['  \n'], { questions: ['password'], confirm: false })).got).toEqual({
      password: ['  ', 'line'],
    });
  });

  it('a first password has no default: exit 2', async () => {
    const { code, output, got } = await wizard(['\n*\n']);
    expect({ code, got }).toEqual({ code: 2, got: undefined });
    expect(output).toContain('Line 1 of the input is no answer to “Password”: The line is empty');
  });
});

describe('what cannot be an answer ends with exit 2, and changes nothing', () => {
  const bad: readonly (readonly [string, readonly Writing[] | 'ignore', string])[] = [
    [
      'an invalid port',
      ['pw\n*\n70000x\nn\ny\n'],
      'Line 3 of the input is no answer to “Port”: “70000x” is no port.',
    ],
    ['neither yes nor no', ['pw\n*\n\nmaybe\ny\n'], 'Line 4 of the input is no answer to “Open a browser”'],
    ['neither yes nor no at the end', ['pw\n*\n\n\nwhy\n'], 'Line 5 of the input is no answer to “Confirm”'],
    ['an end at question 3', ['pw\n*\n'], 'The input ended before question 3, “Port”, was answered.'],
    ['an end before the confirmation', ['pw\n*\n8100\nn\n'], 'The input ended before question 5, “Confirm”'],
    ['an end in the middle of a line', ['pw\n*'], 'The input ended before question 3, “Port”'],
    ['nothing at all', [], 'The input ended before question 1, “Password”'],
    ['/dev/null', 'ignore', 'The input ended before question 1, “Password”'],
    ['a line too many', [`${ALL}extra\n`], 'Line 6 of the input answers no question'],
    ['a line too many without its end', [`${ALL}\nextra`], 'Line 7 of the input answers no question'],
    ['a line too many, the pipe open', [`${ALL}extra\n`, 'open'], 'Line 6 of the input answers no question'],
    [
      'bytes that are not UTF-8',
      ['pw\n', Buffer.of(0xb9, 0xae, 0x0a)],
      'Line 2 of the input is not UTF-8 text.',
    ],
    ['UTF-16', [Buffer.from('pw\n*\n', 'utf16le')], 'Line 1 of the input is not UTF-8 text.'],
    [
      'a letter cut off at the end',
      ['pw\n', Buffer.from('문').subarray(0, 2)],
      'Line 2 of the input is not UTF-8',
    ],
    [
      'ten megabytes without a line end',
      [Buffer.alloc(10_000_000, 'a'), 'open'],
      'Line 1 of the input is longer than 65536',
    ],
  ];

  it.each(bad)('%s', async (_what, input, sentence) => {
    const { code, got, output } = await wizard(input);
    expect({ code, got }).toEqual({ code: 2, got: undefined });
    expect(output).toContain(sentence);
    expect(output).toContain('Nothing was changed.');
  });

  it('closed standard input', async () => {
    const script = '"$0" "$1" "$2" <&- 2>&1; echo "rc=$?"';
    const child = spawn('/bin/sh', ['-c', script, process.execPath, HARNESS, dist]);
    let out = '';
    for await (const data of child.stdout) out += data;
    expect(out).toContain('The input ended before question 1');
    expect(out).toContain('rc=2');
  });

  it('the flag that would answer is named', async () => {
    expect((await wizard(['pw\n*\n'])).output).toContain('Give --port N, or --yes to take “8888”.');
    expect((await wizard([])).output).toContain('Give --password-file FILE.');
    expect((await wizard(['pw\n\n\n\n'])).output).toContain('Give --yes.');
  });
});

describe('--yes', () => {
  const yes = { yes: true, current: KEPT };
  it.each<readonly [string, readonly Writing[], Record<string, unknown>]>([
    ['an empty pipe', [], DEFAULTS],
    ['some lines', ['new one\n::\n'], { ...DEFAULTS, password: ['new one', 'line'], ip: ['::', 'line'] }],
    [
      'a line for the confirmation, too',
      ['\n\n8100\nn\ny\n'],
      { ...DEFAULTS, port: [8100, 'line'], open_browser: [false, 'line'] },
    ],
    ['the lone y of a habit', ['y\n'], DEFAULTS],
    [
      'y without an end',
      [...Array.from({ length: 2000 }, () => 'y\n'), 'open'],
      { ...DEFAULTS, open_browser: [true, 'line'] },
    ],
    ['a slow writer', ['\n', 2300, '::\n'], { ...DEFAULTS, ip: ['::', 'line'] }],
  ])('%s', async (_what, input, got) => {
    expect(await wizard(input, yes)).toMatchObject({ code: 0, got: { ...got, confirm: true } });
  });

  it('says once what it waits for, and how not to wait', async () => {
    const { output } = await wizard(['\n', /Waiting for a line/, '\n', 2300], yes);
    expect(output.match(/Waiting for a line/g)).toHaveLength(1);
    expect(output).toContain('answers “Address” (--ip ADDRESS). With --no-input nothing is read.');
  });

  it('a first password stays needed', async () => {
    expect(await wizard([], { yes: true })).toMatchObject({ code: 2 });
  });

  it('an n that is left over contradicts it', async () => {
    expect(await wizard(['\n\n\n\nn\n'], yes)).toMatchObject({ code: 2 });
  });
});

describe('where nothing needs to be confirmed', () => {
  it.each(['y\n', 'n\n', '예', '\n', ''])('the line %j for it does no harm', async (line) => {
    expect(await wizard([`pw\n*\n8100\nn\n${line}`], { confirm: false })).toMatchObject({ code: 0 });
  });

  it('a second one is one too many', async () => {
    expect(await wizard(['pw\n*\n8100\nn\ny\ny\n'], { confirm: false })).toMatchObject({ code: 2 });
  });
});

describe('--no-input', () => {
  const current = KEPT;
  it('takes current values and defaults, and reads nothing from an open pipe', async () => {
    const ended = await wizard(['x\n', 'open'], { noInput: true, yes: true, current });
    expect(ended).toMatchObject({ code: 0, got: { ...DEFAULTS, confirm: true } });
  });

  it('cannot confirm by itself: exit 2 names --yes', async () => {
    const { code, output } = await wizard(['y\n'], { noInput: true, current });
    expect(code).toBe(2);
    expect(output).toContain('Nothing answers “Confirm”. Nothing was changed.\nGive --yes.');
  });

  it('a first password is missing: exit 2 names the flag', async () => {
    const { code, output } = await wizard(['pw\n'], { noInput: true, yes: true });
    expect(code).toBe(2);
    expect(output).toContain('Nothing answers “Password”. Nothing was changed.\nGive --password-file FILE.');
  });
});

describe('what was given beforehand takes no line', () => {
  it('flag, environment, answers file, line, in this order', async () => {
    const ended = await wizard(
      ['8103\ny\n'],
      { flags: { ip: '::' }, answers: { ip: '*', open_browser: true, password: 'from file' } },
      { JUPYTER_EXPOSE_IP: 'localhost', JUPYTER_EXPOSE_OPEN_BROWSER: 'no' },
    );
    expect(ended).toMatchObject({
      code: 0,
      got: {
        password: ['from file', 'file'],
        ip: ['::', 'flag'],
        port: [8103, 'line'],
        open_browser: [false, 'environment'],
      },
      output:
        'Password: [hidden] (answers file)\nAddress: :: (flag)\nPort: 8103\n' +
        'Open a browser: no (JUPYTER_EXPOSE_OPEN_BROWSER)\n',
    });
  });

  it('a later question never takes a line', async () => {
    const ended = await wizard(['pw\n*\n8100\nn\ny\n'], {
      questions: ['password', 'ip', 'port', 'open_browser', 'tls'],
    });
    expect(ended).toMatchObject({
      code: 0,
      got: { ...GOT, password: ['pw', 'line'], tls: ['none', 'default'] },
    });
  });

  it('standard input that was the password gives no lines', async () => {
    const { code, output } = await wizard(['*\n'], { stdinTaken: true, flags: { password: 'pw' } });
    expect(code).toBe(2);
    expect(output).toContain('Nothing answers “Address”.');
  });

  it.each([
    ['a flag', { flags: { port: 'x' } }, {}, '--port N: “x” is no port.'],
    ['the environment', {}, { JUPYTER_EXPOSE_PORT: 'x' }, 'JUPYTER_EXPOSE_PORT: “x” is no port.'],
    [
      'the answers file',
      { answers: { port: '1' } },
      {},
      '"port" in the answers file: The port must be a number.',
    ],
    [
      'a password in the environment',
      { questions: ['password'] },
      { JUPYTER_EXPOSE_PASSWORD: 'x' },
      'never read from the environment',
    ],
  ])('a wrong value in %s is named with its place', async (_where, options, env, sentence) => {
    const { code, output } = await wizard(['\n'], { questions: ['port'], ...options }, env);
    expect(code).toBe(2);
    expect(output).toContain(sentence);
    expect(output).toContain('Nothing was changed.');
  });
});
