import { existsSync } from 'node:fs';
import stringWidth from 'fast-string-width';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { en } from '../../src/messages/en/index.ts';
import { ko } from '../../src/messages/ko/index.ts';
import { BIN, TestHome } from '../commands/run-cli.ts';
import { makeCertificate } from '../real/certificates.ts';
import { runInTerminal, type TerminalRun } from './pty.ts';
import { Screen } from './screen.ts';

const PASSWORD = 'vier 유령 candle mosaic';
const FILE = 'jupyter_notebook_config.py';

let home: TestHome;
let run: TerminalRun;
beforeEach(() => {
  home = new TestHome([], 'expose tls ');
});
afterEach(() => {
  run.stop();
  home.remove();
});

describe.each(['en', 'ko'] as const)('how the connection is encrypted, asked at a terminal (%s)', (lang) => {
  const m = { en, ko }[lang];
  const first = (sentence: string) => sentence.slice(0, 20);

  function start(...args: string[]): void {
    const env = { ...home.env, LANG: lang === 'ko' ? 'ko_KR.UTF-8' : 'C.UTF-8' };
    run = runInTerminal(process.execPath, [BIN, 'init', ...args], { cwd: home.dir, patience: 30_000, env });
  }

  /** Up to the question. */
  async function untilTls(...args: string[]): Promise<void> {
    start(...args);
    await run.answer(m.password.message, PASSWORD);
    await run.answer(m.prompt.onceMore, PASSWORD);
    for (const prompt of [m.address.ipMessage, m.address.portMessage, m.address.browserMessage])
      await run.answer(prompt, '');
    await run.see(m.tls.message);
  }

  async function down(to: string): Promise<void> {
    run.press('down');
    await run.see(`❯ ${to}`);
  }

  async function chooseNone(times = 1): Promise<void> {
    const { own, letsencrypt, none } = m.tls.choices;
    for (const choice of [own, letsencrypt, none]) await down(choice);
    run.press('enter');
    await run.see(first(m.prompt.areYouSure), times);
  }

  /** Lines of talk that a terminal of 80 columns would break. */
  function tooWide(): string[] {
    const unbroken = new Screen(1000);
    unbroken.write(run.raw());
    const lines = unbroken.text().split('\n');
    return lines.filter(
      (line) => stringWidth(line) > 80 && !line.includes('~/') && !/https?:|\/bin\//.test(line),
    );
  }

  it('none for every device is said with what it means; Enter asks again, yes takes it', async () => {
    await untilTls();
    await chooseNone();
    expect(run.screen()).toContain(first(m.tls.noneMeans));
    run.press('enter');
    await run.see(m.tls.message, 2);
    await chooseNone(2);
    run.type('y');
    run.press('enter');
    await run.answer(m.init.confirmMessage(true), 'y');
    expect(await run.exit()).toBe(0);
    expect(home.read(FILE)).not.toMatch(/^c\..*certfile/m);
    expect(run.screen()).toContain('http://localhost:8888/');
    expect(tooWide()).toEqual([]);
  });

  it('--tls none is that yes already', async () => {
    start('--tls', 'none');
    await run.answer(m.password.message, PASSWORD);
    await run.answer(m.prompt.onceMore, PASSWORD);
    for (const prompt of [m.address.ipMessage, m.address.portMessage, m.address.browserMessage])
      await run.answer(prompt, '');
    await run.answer(m.init.confirmMessage(true), 'y');
    expect(await run.exit()).toBe(0);
    expect(run.screen()).not.toContain(first(m.prompt.areYouSure));
    expect(run.screen()).toContain(first(m.address.plainHttp));
  });

  it('own: what is wrong with the files is said, and they are asked for again', async () => {
    const mine = makeCertificate(home.at('certs'), 'mine');
    await untilTls();
    await down(m.tls.choices.own);
    run.press('enter');
    await run.answer(m.tls.certMessage, '/not/there.pem');
    await run.answer(m.tls.keyMessage, '');
    await run.see(m.tls.noFile('/not/there.pem'));
    await run.see(m.tls.certMessage, 2);
    run.type(mine.combined);
    run.press('enter');
    await run.see(m.tls.keyMessage, 2);
    run.press('enter');
    await run.see(m.init.confirmMessage(true));
    expect(existsSync(home.config(''))).toBe(false);
    run.type('y');
    run.press('enter');
    expect(await run.exit()).toBe(0);
    expect(home.read(FILE)).toContain(`certfile = '${home.config('expose/server.pem')}'`);
    expect(home.read('expose/server.pem')).toContain(mine.certPem.trim());
    expect(run.raw()).not.toContain('PRIVATE KEY');
  });
});
