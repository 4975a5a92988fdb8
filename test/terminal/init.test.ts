import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import stringWidth from 'fast-string-width';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifyPassword } from '../../src/jupyter/password/hash.ts';
import { en } from '../../src/messages/en/index.ts';
import { ko } from '../../src/messages/ko/index.ts';
import { BIN, TestHome } from '../commands/run-cli.ts';
import { installSlowJupyter } from '../commands/slow-jupyter.ts';
import { environment, itNeeds } from '../environments.ts';
import { makeNamespace } from '../real/namespace.ts';
import { slice } from '../slice.ts';
import { runInTerminal, type TerminalOptions, type TerminalRun } from './pty.ts';
import { Screen } from './screen.ts';

const FILE = 'jupyter_notebook_config.py';
const PASSWORD = 'vier 유령 candle mosaic';
const LANGUAGES = { en, ko } as const;
type Language = keyof typeof LANGUAGES;

let home: TestHome;
const runs: TerminalRun[] = [];
beforeEach(() => {
  home = new TestHome();
});
afterEach(() => {
  for (const run of runs.splice(0)) run.stop();
  home.remove();
});

function start(command: string, args: readonly string[], options: TerminalOptions = {}): TerminalRun {
  const env = { ...home.env, ...options.env };
  const run = runInTerminal(command, args, { cwd: home.dir, patience: 30_000, ...options, env });
  runs.push(run);
  return run;
}

/** The program at a terminal, in a language's locale. */
function expose(args: readonly string[], lang: Language = 'en', env: Record<string, string> = {}) {
  const locale = lang === 'ko' ? 'ko_KR.UTF-8' : 'C.UTF-8';
  return start(process.execPath, [BIN, ...args], { env: { LANG: locale, ...env } });
}

/** The prompts of a first set-up in their order, the password's two and the final yes included. */
function promptsOf(lang: Language, exposed = true) {
  const { password, prompt, address, init, tls } = LANGUAGES[lang];
  return {
    password: password.message,
    again: prompt.onceMore,
    ip: address.ipMessage,
    port: address.portMessage,
    browser: address.browserMessage,
    tls: tls.message,
    confirm: init.confirmMessage(exposed),
  };
}

async function typePassword(run: TerminalRun, lang: Language, password = PASSWORD, times = 1) {
  const prompts = promptsOf(lang);
  await run.see(prompts.password, times);
  run.type(password);
  run.press('enter');
  await run.see(prompts.again, times);
  run.type(password);
  run.press('enter');
}

/** The password and four times Enter; ends at the last question. */
async function takeDefaults(run: TerminalRun, lang: Language) {
  const prompts = promptsOf(lang);
  await typePassword(run, lang);
  for (const prompt of [prompts.ip, prompts.port, prompts.browser, prompts.tls]) await run.answer(prompt, '');
  await run.see(prompts.confirm);
}

/** What stands in the written file, by its last part. */
function written(): Record<string, string> {
  const rows = [...home.read(FILE).matchAll(/^c\.\w+\.(\w+) = (.*)$/gm)];
  return Object.fromEntries(rows.map(([, name = '', value = '']) => [name, value]));
}

/** Lines of talk that a terminal of 80 columns would break; what is copied and file content may be longer. */
function tooWide(run: TerminalRun): string[] {
  const unbroken = new Screen(1000);
  unbroken.write(run.raw());
  return unbroken
    .text()
    .split('\n')
    .filter((line) => stringWidth(line) > 80)
    .filter((line) => !line.includes('~/') && !/https?:|\/bin\/|^[+-]/.test(line));
}

describe.each(slice(['ko', 'en'] as const, 2))('a first set-up at a terminal (%s)', (lang) => {
  const m = LANGUAGES[lang];
  const prompts = promptsOf(lang);

  it('asks, says what is wrong and asks again, shows the plan, writes after the yes', async () => {
    const run = expose(['init'], lang);
    await run.answer(prompts.password, PASSWORD);
    await run.answer(prompts.again, 'something else');
    await run.see(m.prompt.notTheSame);
    await typePassword(run, lang, PASSWORD, 2);
    await run.answer(prompts.ip, 'myhome.iptime.org');
    await run.see(m.address.ipName('myhome.iptime.org'));
    for (const _ of 'myhome.iptime.org') run.press('backspace');
    run.type('0.0.0.0');
    run.press('enter');
    await run.answer(`${prompts.port} (8888)`, '99999');
    await run.see(m.address.portInvalid('99999'));
    for (const _ of '99999') run.press('backspace');
    run.type('8123');
    run.press('enter');
    await run.answer(prompts.browser, 'y');
    await run.answer(prompts.tls, '');
    await run.see(prompts.confirm);
    expect(existsSync(home.config(''))).toBe(false);
    expect(run.screen()).toContain('+c.ServerApp.port = 8123');
    expect(run.screen()).not.toContain(m.address.plainHttp.slice(0, 20));
    run.type(lang === 'ko' ? '네' : 'y');
    run.press('enter');

    expect(await run.exit()).toBe(0);
    const { hashed_password: hash = '', ...rest } = written();
    expect(rest).toMatchObject({ ip: "'0.0.0.0'", port: '8123', open_browser: 'True', port_retries: '0' });
    expect(await verifyPassword(PASSWORD, hash.slice(1, -1))).toBe(true);
    const last = run.screen().slice(run.screen().lastIndexOf(m.init.next.here)).replaceAll('\n', '');
    expect(last).toContain('https://localhost:8123/');
    expect(last).toContain(m.tls.next.trust);
    expect(last).toContain(m.init.next.internet);
    expect(last).toContain(
      '--ip 0.0.0.0 --port 8123 --open-browser --tls self-signed --password-file FILE --yes',
    );
    expect(run.raw()).not.toContain(PASSWORD);
    expect(run.raw()).not.toContain(hash.slice(1, -1));
    expect(run.cursorVisible()).toBe(true);
    expect(tooWide(run)).toEqual([]);
  });

  it('Enter takes every default, but not the last yes: that opens the door', async () => {
    const run = expose(['init'], lang);
    await takeDefaults(run, lang);
    run.press('enter');
    expect(await run.exit()).toBe(130);
    expect(run.screen().endsWith(m.init.declined)).toBe(true);
    expect(run.screen()).toContain(`${prompts.ip} *`);
    expect(run.screen()).toContain(`${prompts.port} 8888`);
    expect(existsSync(home.config(''))).toBe(false);
  });

  it('a rerun shows what is set; Enter keeps it all and nothing is changed', async () => {
    const first = expose(['init'], lang);
    await takeDefaults(first, lang);
    first.type('y');
    first.press('enter');
    expect(await first.exit()).toBe(0);
    const before = home.tree();

    const run = expose(['init'], lang);
    await run.answer(`${prompts.password} ${m.password.unchanged}`, '');
    await run.answer(`${prompts.ip} (*)`, '');
    await run.answer(`${prompts.port} (8888)`, '');
    await run.answer(prompts.browser, '');
    await run.answer(prompts.tls, '');
    expect(await run.exit()).toBe(0);
    expect(run.screen()).toContain(m.init.alreadySo);
    expect(run.screen()).toContain(m.init.nowSet.password(''));
    expect(run.screen()).toContain('https://localhost:8888/');
    expect(run.screen()).not.toContain(prompts.confirm);
    expect(home.tree()).toEqual(before);
    expect(tooWide(run)).toEqual([]);
  });

  it('undo asks, and takes every byte back', async () => {
    const before = '# 내 설정\nc.ServerApp.quit_button = False\n';
    home.write(FILE, before);
    const first = expose(['init'], lang);
    await takeDefaults(first, lang);
    first.type('y');
    first.press('enter');
    expect(await first.exit()).toBe(0);
    const after = home.read(FILE);

    const declined = expose(['undo'], lang);
    await declined.answer(m.undo.confirm, 'n');
    expect(await declined.exit()).toBe(130);
    expect(declined.screen().endsWith(m.undo.declined)).toBe(true);
    expect(home.read(FILE)).toBe(after);

    const run = expose(['undo'], lang);
    await run.answer(m.undo.confirm, '');
    expect(await run.exit()).toBe(0);
    expect(home.read(FILE)).toBe(before);
    expect(run.screen()).toContain(m.undo.done);
    expect(tooWide(run)).toEqual([]);
  });
});

describe('a weak password', () => {
  const prompts = promptsOf('en');
  /** Better than what is refused. */
  const WEAK = '부엉이커피';
  async function untilBrowser(ip: string, password = WEAK) {
    const run = expose(['init']);
    await typePassword(run, 'en', password);
    await run.answer(prompts.ip, ip);
    await run.answer(prompts.port, '');
    await run.answer(prompts.browser, '');
    await run.answer(prompts.tls, '');
    return run;
  }

  it('with * needs a second yes; no asks for the password again', async () => {
    const run = await untilBrowser('*');
    await run.see('This password is weak');
    await run.answer(en.password.weakSure, '');
    await typePassword(run, 'en', PASSWORD, 2);
    await run.answer(prompts.confirm, 'y');
    expect(await run.exit()).toBe(0);
    expect(await verifyPassword(PASSWORD, written().hashed_password?.slice(1, -1) ?? '')).toBe(true);
    expect(tooWide(run)).toEqual([]);
  });

  it('is used after that yes, and not talked about again', async () => {
    const run = await untilBrowser('*');
    await run.answer(en.password.weakSure, 'y');
    await run.answer(prompts.confirm, 'y');
    expect(await run.exit()).toBe(0);
    expect(await verifyPassword(WEAK, written().hashed_password?.slice(1, -1) ?? '')).toBe(true);
    expect(run.screen().split('password is weak').length - 1).toBe(1);
  });

  it('that is guessed within minutes is asked for again, without a yes that takes it', async () => {
    const run = await untilBrowser('*', 'hello1234');
    await run.see('This password is so weak');
    await typePassword(run, 'en', PASSWORD, 2);
    await run.answer(prompts.confirm, 'y');
    expect(await run.exit()).toBe(0);
    expect(await verifyPassword(PASSWORD, written().hashed_password?.slice(1, -1) ?? '')).toBe(true);
  });

  it('with localhost nobody minds, and Enter is a yes at the end', async () => {
    const run = await untilBrowser('localhost', 'hello1234');
    await run.answer(promptsOf('en', false).confirm, '');
    expect(await run.exit()).toBe(0);
    expect(run.screen()).not.toContain('weak');
    expect(run.screen()).toContain(en.init.next.elsewhereNot);
    expect(written()).toMatchObject({ ip: "'localhost'" });
  });
});

describe('several Jupyters', () => {
  it('the arrow keys choose, and the config file follows', async () => {
    installSlowJupyter(home);
    writeFileSync(home.at('bin', 'jupyter-lab'), '#!/bin/sh\n[ "$1" = --version ] && echo 4.2.0\n');
    chmodSync(home.at('bin', 'jupyter-lab'), 0o755);
    const run = expose(['init'], 'en', { PATH: `${home.at('bin')}:${home.env.PATH}` });
    await run.see('❯ notebook 7.0.0');
    run.press('down');
    await run.see('❯ lab 4.2.0');
    run.press('enter');
    await run.see(promptsOf('en').password);
    const screen = run.screen().replaceAll('\n', '');
    expect(screen).toContain('~/.jupyter/jupyter_server_config.py (will be made)');
    run.press('ctrl-c');
    expect(await run.exit()).toBe(130);
    expect(existsSync(home.config(''))).toBe(false);
  });

  itNeeds('nb7')('a real one: the default config is asked for, and the settings are read back', async () => {
    const netns = makeNamespace();
    const [program = '', ...words] = [...netns.prefix, process.execPath, BIN, 'init'];
    const env = { LANG: 'C.UTF-8', PATH: `${environment('nb7').dir}/bin:${home.env.PATH}` };
    const run = start(program, words, { env, patience: 60_000 });
    await run.see('❯ notebook 7');
    run.press('down', 'up');
    await run.see('❯ notebook 7');
    run.press('enter');
    await takeDefaults(run, 'en');
    expect(run.screen()).toContain(en.plan.preview.generated);
    run.type('y');
    run.press('enter');
    expect(await run.exit()).toBe(0);
    netns.remove();
    expect(run.screen()).toContain(`✔ ${en.jupyter.readBack.ok('jupyter notebook')}`);
    expect(run.screen()).toContain(`✔ ${en.live.kernelAnswers}`);
    expect(written()).toMatchObject({ port: '8888', ip: "'*'" });
    expect(tooWide(run)).toEqual([]);
  });
});

describe('the ways out', () => {
  const steps = ['password', 'again', 'ip', 'port', 'browser', 'tls', 'confirm'] as const;
  const cases = steps.flatMap((step) => [[step, 'ctrl-c'] as const, [step, 'ctrl-d'] as const]);

  it.each(slice(cases, 3))(
    'at %s %s is one line, exit 130, the cursor is back, nothing is written',
    async (at, key) => {
      const lang = key === 'ctrl-c' ? 'ko' : 'en';
      const prompts = promptsOf(lang);
      const run = expose(['init'], lang);
      for (const step of steps) {
        await run.see(prompts[step]);
        if (step === at) break;
        if (step === 'password' || step === 'again') run.type(PASSWORD);
        run.press('enter');
      }
      run.press(key);
      expect(await run.exit()).toBe(130);
      const { cancelled } = LANGUAGES[lang].cli;
      expect(run.screen().endsWith(`\n${cancelled}`)).toBe(true);
      expect(run.screen().split(cancelled)).toHaveLength(2);
      expect(run.cursorVisible()).toBe(true);
      expect(existsSync(home.config(''))).toBe(false);
    },
  );

  it('Ctrl-C while Jupyter reads the new settings puts the file back', async () => {
    const jupyter = installSlowJupyter(home);
    const before = '# mine\nc.ServerApp.port = 1234\n';
    home.write(FILE, before);
    const run = expose(['init'], 'en', { PATH: `${home.at('bin')}:${home.env.PATH}` });
    await takeDefaults(run, 'en');
    run.type('y');
    run.press('enter');
    await jupyter.asked();
    expect(home.read(FILE)).not.toBe(before);
    run.press('ctrl-c');
    expect(await run.exit()).toBe(130);
    jupyter.end();
    expect(home.read(FILE)).toBe(before);
    expect(run.screen()).toMatch(/\nCancelled\. Restored .*\.$/s);
    expect(run.cursorVisible()).toBe(true);
  });
});

describe('other terminals', () => {
  it('with standard output in a pipe the questions stay on the terminal and the pipe gets the result', async () => {
    const run = start('/bin/sh', ['-c', '"$0" "$1" init | cat > out; cat out', process.execPath, BIN]);
    await takeDefaults(run, 'en');
    run.type('y');
    run.press('enter');
    expect(await run.exit()).toBe(0);
    const result = readFileSync(home.at('out'), 'utf8');
    expect(result).toContain('https://localhost:8888/');
    expect(result).toContain('undo');
    for (const prompt of Object.values(promptsOf('en'))) expect(result).not.toContain(prompt);
    expect(result).not.toContain('\u001b');
  });

  it('NO_COLOR: no colours, and the same words', async () => {
    const run = expose(['init', '--dry-run'], 'en', { NO_COLOR: '1' });
    await typePassword(run, 'en');
    for (const prompt of ['Which address', 'Which port', 'Open a browser', 'How shall'])
      await run.answer(prompt, '');
    expect(await run.exit()).toBe(0);
    expect(run.screen()).toContain('+c.ServerApp.port = 8888');
    expect(run.screen().endsWith(en.init.dryRun)).toBe(true);
    expect(run.raw()).not.toMatch(/\u001b\[[\d;]*m/);
    expect(existsSync(home.config(''))).toBe(false);
  });

  it('TERM=dumb: line by line from the first question to the end, without one escape', async () => {
    const run = expose(['init'], 'ko', { TERM: 'dumb' });
    await takeDefaults(run, 'ko');
    run.type('예');
    run.press('enter');
    expect(await run.exit()).toBe(0);
    expect(written()).toMatchObject({ port: '8888' });
    expect(run.raw()).not.toContain('\u001b');
    expect(run.raw()).not.toContain(PASSWORD);
    expect(tooWide(run)).toEqual([]);
  });

  it('narrow ones are wrapped between words', async () => {
    const run = start(process.execPath, [BIN, 'init'], { columns: 44 });
    await run.see(promptsOf('en').password);
    expect(run.screen()).toContain(
      'Enter takes what is in brackets. Nothing is\nwritten before your yes at the end.',
    );
    run.press('ctrl-c');
    expect(await run.exit()).toBe(130);
  });
});

describe('the other commands at a terminal', () => {
  it.each(['en', 'ko'] as const)('hash asks twice and prints the hash alone on stdout (%s)', async (lang) => {
    const m = LANGUAGES[lang];
    const script = '"$0" "$1" hash > out; echo "code $?"';
    const locale = lang === 'ko' ? 'ko_KR.UTF-8' : 'C.UTF-8';
    const run = start('/bin/sh', ['-c', script, process.execPath, BIN], { env: { LANG: locale } });
    await run.answer(m.hash.ask, PASSWORD);
    await run.answer(m.prompt.onceMore, 'other');
    await run.see(m.prompt.notTheSame);
    await run.see(m.hash.ask, 2);
    run.type(PASSWORD);
    run.press('enter');
    await run.see(m.prompt.onceMore, 2);
    run.type(PASSWORD);
    run.press('enter');
    await run.see('code 0');
    const hash = readFileSync(home.at('out'), 'utf8');
    expect(await verifyPassword(PASSWORD, hash.trim())).toBe(true);
    expect(hash.split('\n')).toHaveLength(2);
    expect(run.raw()).not.toContain(PASSWORD);
  });

  it('config set asks nothing, and says which file it changed', async () => {
    mkdirSync(home.config(''), { mode: 0o700 });
    const run = expose(['config', 'set', 'ServerApp.port=8200'], 'ko');
    expect(await run.exit()).toBe(0);
    expect(run.screen().replaceAll('\n', '')).toContain(home.shown(home.config(FILE)).trim());
    expect(written()).toEqual({ port: '8200' });
  });
});
