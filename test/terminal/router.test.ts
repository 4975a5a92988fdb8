import { afterEach, beforeEach, expect, it } from 'vitest';
import { en } from '../../src/messages/en/index.ts';
import { ko } from '../../src/messages/ko/index.ts';
import { BIN, TestHome } from '../commands/run-cli.ts';
import { describeWithRouter, makeRouterLab, type RouterLab } from '../real/router-lab.ts';
import { runInTerminal, type TerminalRun } from './pty.ts';

const PASSWORD = 'vier 유령 candle mosaic';
let home: TestHome;
let lab: RouterLab;
let run: TerminalRun | undefined;

describeWithRouter()('the router, asked at a terminal', () => {
  beforeEach(async () => {
    home = new TestHome([], 'expose router ');
    lab = await makeRouterLab({
      conf: ['ext_ip=192.0.1.2', 'manufacturer_name=EFM Networks', 'friendly_name=ipTIME AX3004ITL'],
    });
  });
  afterEach(async () => {
    run?.stop();
    run = undefined;
    await lab.remove();
    home.remove();
  });

  /** In the house, with nothing said beforehand. */
  function start(lang: 'en' | 'ko', ...args: string[]): TerminalRun {
    const command = [
      '-u',
      'JUPYTER_EXPOSE_ROUTER',
      ...lab.prefix('lan'),
      process.execPath,
      BIN,
      'init',
      ...args,
    ];
    const env = {
      ...home.env,
      LANG: lang === 'ko' ? 'ko_KR.UTF-8' : 'C.UTF-8',
      JUPYTER_EXPOSE_FIREWALL: 'leave',
    };
    run = runInTerminal('env', command, { cwd: home.dir, patience: 30_000, columns: 80, env });
    return run;
  }

  it.each(['en', 'ko'] as const)('by hand: the menu of that very router, filled in (%s)', async (lang) => {
    const m = { en, ko }[lang];
    const it = start(lang);
    await it.answer(m.password.message, PASSWORD);
    await it.answer(m.prompt.onceMore, PASSWORD);
    for (const prompt of [
      m.address.ipMessage,
      m.address.portMessage,
      m.address.browserMessage,
      m.tls.message,
    ])
      await it.answer(prompt, '');
    await it.see(m.router.forward.message);
    it.press('down');
    await it.see(`❯ ${m.router.forward.choices.manual('')}`);
    it.press('enter');
    await it.answer(m.router.forward.externalMessage, '8443');
    await it.answer(m.init.confirmMessage(true), 'y');
    await it.see(m.outside.whatToType);
    await it.see('관리도구 → 고급 설정 → NAT/라우터 관리');
    await it.see('192.168.77.10');
    expect(await it.exit()).toBe(0);
  });

  it('asked itself over plain http: a second yes, and Enter asks again', async () => {
    const it = start('en', '--tls', 'none');
    await it.answer(en.password.message, PASSWORD);
    await it.answer(en.prompt.onceMore, PASSWORD);
    for (const prompt of [en.address.ipMessage, en.address.portMessage, en.address.browserMessage])
      await it.answer(prompt, '');
    await it.see(en.router.forward.message);
    for (const choice of [
      en.router.forward.choices.manual(''),
      en.router.forward.choices.map('192.168.77.1'),
    ]) {
      it.press('down');
      await it.see(`❯ ${choice}`);
    }
    it.press('enter');
    await it.see(en.prompt.areYouSure.slice(0, 20));
    it.press('ctrl-c');
    expect(await it.exit()).toBe(130);
    expect(home.tree()).toEqual({});
  });
});
