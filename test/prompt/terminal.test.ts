import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { compileSources } from '../compiled.ts';
import { runInTerminal, type TerminalOptions, type TerminalRun } from '../terminal/pty.ts';

/** The script that is run as a separate program. */
const HARNESS = fileURLToPath(new URL('./harness.mjs', import.meta.url));

let compiled = '';
let dist = '';
const runs: TerminalRun[] = [];

beforeAll(() => {
  compiled = compileSources();
  dist = `${compiled}/dist`;
});

afterAll(() => rmSync(compiled, { recursive: true, force: true }));

afterEach(() => {
  for (const run of runs.splice(0)) run.stop();
});

function wizard(
  options: Record<string, unknown> = {},
  terminal: TerminalOptions = {},
  ...flags: string[]
): TerminalRun {
  const run = runInTerminal(process.execPath, [HARNESS, dist, JSON.stringify(options), ...flags], terminal);
  runs.push(run);
  return run;
}

const KEPT = { password: { value: null, shown: '[unchanged]' }, port: { value: 9001, shown: '9001' } };

/** The document the harness prints at its end. */
function answers(run: TerminalRun): Record<string, unknown> {
  const line = run
    .screen()
    .replaceAll('\n', '')
    .match(/\{".*\}/)?.[0];
  return JSON.parse(line ?? 'null');
}

describe('a person at a terminal', () => {
  it('answers each question; the password is hidden and typed twice', async () => {
    const run = wizard();
    await run.answer('Password for Jupyter:', 's3cret 문장');
    await run.answer('The same once more:', 's3cret 문장');
    await run.answer('Listen on which address? (*)', '::');
    await run.answer('Which port? (8888)', '8100');
    await run.answer('Open a browser? (y/N)', 'y');
    await run.see('Write these changes? (Y/n)');
    expect(run.screen().split('\n')).toEqual([
      '  Whoever knows it can run programs here.',
      '✔ Password for Jupyter: [hidden]',
      '✔ The same once more: [hidden]',
      '✔ Listen on which address? ::',
      '  The number in the address of your Jupyter.',
      '✔ Which port? 8100',
      '✔ Open a browser? yes',
      '? Write these changes? (Y/n)',
    ]);
    expect(run.raw()).not.toContain('s3cret');
    run.press('enter');
    expect(await run.exit()).toBe(0);
    expect(answers(run)).toMatchObject({
      password: ['s3cret 문장', 'prompt'],
      ip: ['::', 'prompt'],
      port: [8100, 'prompt'],
      open_browser: [true, 'prompt'],
      confirm: true,
    });
  });

  it('takes the defaults with Enter, and keeps what runs now on a rerun', async () => {
    const run = wizard({ current: KEPT });
    await run.see('Password for Jupyter: [unchanged]');
    run.press('enter');
    await run.see('Listen on which address? (*)');
    run.press('enter');
    await run.see('Which port? (9001)');
    run.press('enter');
    await run.see('Open a browser? (y/N)');
    run.press('enter');
    await run.answer('Write these changes?', '네');
    expect(await run.exit()).toBe(0);
    expect(run.screen()).toContain('✔ Password for Jupyter: [unchanged]');
    expect(answers(run)).toMatchObject({
      password: [null, 'current'],
      ip: ['*', 'default'],
      port: [9001, 'current'],
      open_browser: [false, 'default'],
    });
  });

  it('is told in plain words what is wrong and asked again', async () => {
    const run = wizard({ questions: ['port', 'open_browser'] });
    await run.answer('Which port?', '70000x');
    await run.see('> “70000x” is no port. Like 8888.');
    run.press('backspace', 'backspace');
    await run.see('Which port? 7000');
    for (let i = 0; i < 4; i += 1) run.press('backspace');
    run.type('8101');
    run.press('enter');
    await run.answer('Open a browser?', 'maybe');
    await run.see('> Please answer with y or n.');
    for (let i = 0; i < 5; i += 1) run.press('backspace');
    run.type('아니오');
    run.press('enter');
    await run.answer('Write these changes?', 'ㅛ');
    expect(await run.exit()).toBe(0);
    expect(answers(run)).toMatchObject({
      port: [8101, 'prompt'],
      open_browser: [false, 'prompt'],
      confirm: true,
    });
  });

  it('starts the password over when the second one differs, and refuses an empty one', async () => {
    const run = wizard({ questions: ['password'], confirm: false });
    await run.see('Password for Jupyter:');
    run.press('enter');
    await run.see('> The password is empty.');
    run.type('one');
    run.press('enter');
    await run.answer('The same once more:', 'two');
    await run.see('The two were not the same. Please type it again.');
    await run.see('Password for Jupyter:', 2);
    run.type('three');
    run.press('ctrl-t', 'enter');
    await run.see('The same once more:', 2);
    run.type('three');
    run.press('enter');
    expect(await run.exit()).toBe(0);
    expect(answers(run)).toEqual({ password: ['three', 'prompt'] });
  });

  it('types a password once where it is only compared', async () => {
    const run = wizard({ questions: ['password'], once: true, confirm: false });
    await run.answer('Password for Jupyter:', 'pw');
    expect(await run.exit()).toBe(0);
    expect(answers(run)).toEqual({ password: ['pw', 'prompt'] });
  });

  it('chooses with the arrow keys', async () => {
    const run = wizard({ questions: ['tls'], confirm: false });
    await run.see('↑↓ choose, Enter takes it');
    run.press('down');
    await run.see('❯ kind own');
    run.press('enter');
    expect(await run.exit()).toBe(0);
    expect(answers(run)).toEqual({ tls: ['own', 'prompt'] });
    expect(run.cursorVisible()).toBe(true);
  });

  it('is asked a second time about a weak password, and again for the password after a no', async () => {
    const run = wizard({ questions: ['password'], confirm: false });
    await run.answer('Password for Jupyter:', 'weak');
    await run.answer('The same once more:', 'weak');
    await run.see('This password is weak.');
    await run.see('Use it all the same? (y/N)');
    run.press('enter');
    await run.see('Password for Jupyter:', 2);
    run.type('stronger');
    run.press('enter');
    await run.see('The same once more:', 2);
    run.type('stronger');
    run.press('enter');
    expect(await run.exit()).toBe(0);
    expect(answers(run)).toEqual({ password: ['stronger', 'prompt'] });
  });

  it('with --yes is asked only what has neither a current value nor a default', async () => {
    const run = wizard({ yes: true });
    await run.answer('Password for Jupyter:', 'weak');
    await run.answer('The same once more:', 'weak');
    expect(await run.exit()).toBe(0);
    expect(answers(run)).toMatchObject({
      password: ['weak', 'prompt'],
      port: [8888, 'default'],
      confirm: true,
    });
    expect(run.screen()).toContain('Port: 8888 (default)');
  });

  it('says no at the end with n, which is exit 130', async () => {
    const run = wizard({ questions: [] });
    await run.answer('Write these changes?', 'n');
    expect(await run.exit()).toBe(130);
  });
});

describe('the ways out', () => {
  const prompts: readonly (readonly [string, string, string])[] = [
    ['password', 'Password for Jupyter:', ''],
    ['ip', 'Listen on which address?', ''],
    ['open_browser', 'Open a browser?', ''],
    ['tls', 'Which encryption?', ''],
    ['port', 'Which port?', '81'],
  ];

  it.each(prompts)(
    'Ctrl-C at %s is one line, exit 130, and the cursor is back',
    async (id, prompt, typed) => {
      const run = wizard({ questions: [id] });
      await run.see(prompt);
      if (typed) run.type(typed);
      run.press('ctrl-c');
      expect(await run.exit()).toBe(130);
      expect(run.screen().trimEnd()).toMatch(/\nCancelled\. Nothing was changed\.$/);
      expect(run.cursorVisible()).toBe(true);
    },
  );

  it.each(prompts.slice(0, 4))('Ctrl-D at %s is the same', async (id, prompt) => {
    const run = wizard({ questions: [id] });
    await run.see(prompt);
    run.press('ctrl-d');
    expect(await run.exit()).toBe(130);
    expect(run.screen().trimEnd()).toMatch(/\nCancelled\. Nothing was changed\.$/);
    expect(run.cursorVisible()).toBe(true);
  });

  it('Ctrl-D behind typed text leaves nothing', async () => {
    const run = wizard({ questions: ['port'], confirm: false });
    await run.see('Which port?');
    run.type('81');
    await run.see('Which port? 81');
    run.press('ctrl-d');
    run.type('00');
    run.press('enter');
    expect(await run.exit()).toBe(0);
    expect(answers(run)).toEqual({ port: [8100, 'prompt'] });
  });
});

describe('how it looks', () => {
  it('in Korean no English is left', async () => {
    const run = wizard({ lang: 'ko', questions: ['tls', 'open_browser'] });
    await run.see('↑↓ 선택, Enter 확정');
    run.press('enter');
    await run.see('Open a browser? (y 예 / N 아니오)');
    run.press('enter');
    await run.see('Write these changes? (Y 예 / n 아니오)');
    run.type('글');
    run.press('enter');
    await run.see('> y(예) 또는 n(아니오)으로 답하세요.');
    run.press('ctrl-c');
    expect(await run.exit()).toBe(130);
    expect(run.screen()).toContain('✔ Open a browser? 아니오');
  });

  const COLOUR = /\u001b\[[\d;]*m/;
  it.each([
    ['colours', {}, [], true],
    ['no colours with NO_COLOR', { NO_COLOR: '1' }, [], false],
    ['no colours with --no-color', {}, ['--no-color'], false],
    ['no colours with --no-color and FORCE_COLOR', { FORCE_COLOR: '1' }, ['--no-color'], false],
    ['no colours with FORCE_COLOR=0', { FORCE_COLOR: '0' }, [], false],
  ] as const)('%s', async (_name, env, flags, coloured) => {
    const run = wizard({ questions: ['port', 'tls', 'password'], confirm: false }, { env }, ...flags);
    await run.answer('Which port?', 'x');
    await run.see('is no port');
    run.press('backspace', 'enter');
    await run.see('kind self');
    run.press('enter');
    await run.answer('Password for Jupyter:', 'p');
    await run.answer('The same once more:', 'p');
    expect(await run.exit()).toBe(0);
    expect(COLOUR.test(run.raw())).toBe(coloured);
  });

  it('without UTF-8 in the locale the signs are ASCII', async () => {
    const run = wizard({ questions: ['port', 'tls'], confirm: false }, { env: { LANG: 'C' } });
    await run.answer('Which port?', '81');
    await run.see('arrow keys choose');
    run.press('enter');
    expect(await run.exit()).toBe(0);
    expect(run.raw()).not.toMatch(/[^\u0000-\u007f]/);
  });

  it('asks on stderr when stdout is a pipe, which gets the result alone', async () => {
    const script = `out=$("$0" "$1" "$2" "$3"); echo "rc=$? out=<$out>"`;
    const options = JSON.stringify({ questions: ['port'], confirm: false });
    const run = runInTerminal('/bin/sh', ['-c', script, process.execPath, HARNESS, dist, options]);
    runs.push(run);
    await run.answer('Which port? (8888)', '8102');
    await run.exit();
    expect(run.screen()).toContain('rc=0 out=<{"port":[8102,"prompt"]}>');
  });

  it('asks nobody when the questions could be seen nowhere', async () => {
    const script = `"$0" "$1" "$2" "$3" >/dev/null 2>&1; echo "rc=$?"`;
    const run = runInTerminal('/bin/sh', ['-c', script, process.execPath, HARNESS, dist, '{}']);
    runs.push(run);
    await run.see('rc=2');
    expect(await run.exit()).toBe(0);
  });
});

describe('TERM=dumb, as in the shell window of an editor', () => {
  const dumb = { env: { TERM: 'dumb' } };

  it('asks line by line, without one escape; the password is not echoed', async () => {
    const run = wizard({ questions: ['password', 'port', 'open_browser', 'tls'], current: KEPT }, dumb);
    await run.see('Password for Jupyter: [unchanged]');
    run.type('ps');
    run.press('backspace');
    run.type('w 문');
    run.press('enter');
    await run.answer('The same once more:', 'pw 문');
    await run.answer('Which port? (9001)', '70000x');
    await run.see('> “70000x” is no port. Like 8888.');
    await run.see('Which port? (9001)', 2);
    run.type('8100');
    run.press('enter');
    await run.answer('Open a browser? (y/N)', '');
    await run.answer('  3) kind self\nWhich encryption? (1)', '9');
    await run.see('Choose one of: none, own, self.');
    run.type('2');
    run.press('enter');
    await run.answer('Write these changes? (Y/n)', 'yes');
    expect(await run.exit()).toBe(0);
    expect(answers(run)).toEqual({
      password: ['pw 문', 'prompt'],
      port: [8100, 'prompt'],
      open_browser: [false, 'default'],
      tls: ['own', 'prompt'],
      confirm: true,
    });
    expect(run.raw()).not.toContain('\u001b');
    expect(run.raw().replaceAll('"pw 문"', '')).not.toContain('w 문');
  });

  it('takes lines that were pasted all at once', async () => {
    const run = wizard({ questions: ['ip', 'port', 'password'] }, dumb);
    await run.answer('Listen on which address?', '::\r8100\r');
    await run.answer('Password for Jupyter:', 'pw');
    await run.answer('The same once more:', 'pw');
    await run.answer('Write these changes?', '');
    expect(await run.exit()).toBe(0);
    expect(answers(run)).toMatchObject({ ip: ['::', 'prompt'], port: [8100, 'prompt'] });
  });

  it.each([
    ['Ctrl-D at a text', 'port', 'Which port?', 'ctrl-d'],
    ['Ctrl-D at the password', 'password', 'Password for Jupyter:', 'ctrl-d'],
    ['Ctrl-C at the password', 'password', 'Password for Jupyter:', 'ctrl-c'],
  ] as const)('%s cancels', async (_what, id, prompt, key) => {
    const run = wizard({ questions: [id] }, dumb);
    await run.see(prompt);
    run.press(key);
    expect(await run.exit()).toBe(130);
    expect(run.screen()).toContain('\nCancelled. Nothing was changed.');
  });
});
