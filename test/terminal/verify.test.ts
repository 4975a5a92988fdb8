import { dirname } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { en } from '../../src/messages/en/index.ts';
import { ko } from '../../src/messages/ko/index.ts';
import { BIN, TestHome } from '../commands/run-cli.ts';
import { describeNeeds, environment } from '../environments.ts';
import { watchProcesses } from '../real/processes-of.ts';
import { freePort } from '../real/proxy.ts';
import { slice } from '../slice.ts';
import { runInTerminal, type TerminalRun } from './pty.ts';

const PASSWORD = 'vier candle mosaic 유령';
const FILE = 'jupyter_notebook_config.py';

describeNeeds('nb64')('the end of init on a terminal', () => {
  let home: TestHome;
  let run: TerminalRun;

  beforeEach(() => {
    home = new TestHome([dirname(environment('nb64').python)], 'expose 물음 ');
  });
  afterEach(() => {
    run.stop();
    home.remove();
  });

  /** Everything up to the test, which comes after Jupyter said what it reads. No question is asked. */
  async function untilTest(lang: 'en' | 'ko', how: Readonly<Record<string, string>> = {}): Promise<void> {
    const m = { en, ko }[lang];
    const locale = lang === 'ko' ? 'ko_KR.UTF-8' : 'C.UTF-8';
    const env = { ...home.env, LANG: locale, ...how };
    run = runInTerminal(process.execPath, [BIN, 'init'], { cwd: home.dir, patience: 40_000, env });
    await run.answer(m.password.message, PASSWORD);
    await run.answer(m.prompt.onceMore, PASSWORD);
    await run.answer(m.address.ipMessage, '');
    await run.see(`${m.address.portMessage} (8888)`);
    for (const _ of '8888') run.press('backspace');
    run.type(String(await freePort()));
    run.press('enter');
    await run.answer(m.address.browserMessage, '');
    await run.answer(m.tls.message, '');
    await run.answer(m.init.confirmMessage(true), 'y');
    await run.see(m.jupyter.readBack.ok('jupyter notebook'));
  }

  describe.each(slice(['en', 'ko'] as const, 2))('%s', (lang) => {
    const m = { en, ko }[lang];

    it('starts Jupyter without a question, walks to a kernel, and stops it again', async () => {
      await untilTest(lang);
      await run.see(m.init.next.undo);
      expect(await run.exit()).toBe(0);
      const { live } = m;
      for (const hop of [live.closed, live.accepted, live.kernelAnswers, live.kernelRemoved])
        expect(run.screen()).toContain(`✔ ${hop}`);
      expect(run.screen()).toContain(live.stopped('jupyter notebook'));
      expect(run.raw()).not.toContain(PASSWORD);
      expect(watchProcesses(home.dir).running()).toEqual([]);
    });
  });

  it.each([
    ['while Jupyter starts', {}, en.live.starting('jupyter notebook')],
    ['at a dumb terminal', { TERM: 'dumb' }, undefined],
    ['while the kernel starts', {}, en.live.accepted],
  ])('Ctrl-C %s: the settings stay, no process does, exit 130', async (_when, how, sign) => {
    await untilTest('en', how);
    if (sign !== undefined) await run.see(sign);
    run.press('ctrl-c');
    expect(await run.exit()).toBe(130);
    expect(run.screen().replaceAll('\n', ' ')).toContain(en.live.interrupted);
    expect(run.screen()).not.toContain('Nothing was changed');
    expect(run.cursorVisible()).toBe(true);
    expect(home.read(FILE)).toMatch(/^c\.NotebookApp\.port = \d+$/m);
    expect(watchProcesses(home.dir).running()).toEqual([]);
  });
});
