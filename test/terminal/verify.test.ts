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

describeNeeds('nb64')('the last question of init', () => {
  let home: TestHome;
  let run: TerminalRun;

  beforeEach(() => {
    home = new TestHome([dirname(environment('nb64').python)], 'expose 물음 ');
  });
  afterEach(() => {
    run.stop();
    home.remove();
  });

  /** Everything up to the question, which comes after Jupyter said what it reads. */
  async function untilQuestion(lang: 'en' | 'ko', how: Readonly<Record<string, string>> = {}): Promise<void> {
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
    await run.see(firstWords(m.live.ask('jupyter notebook')));
  }

  describe.each(slice(['en', 'ko'] as const, 2))('%s', (lang) => {
    const m = { en, ko }[lang];

    it('Enter starts Jupyter, walks to a kernel, and stops it again', async () => {
      await untilQuestion(lang);
      run.press('enter');
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

  it('no leaves it at that', async () => {
    await untilQuestion('en');
    run.type('n');
    run.press('enter');
    expect(await run.exit()).toBe(0);
    expect(run.screen()).not.toContain(en.live.closed);
  });

  it.each([
    ['at the question', {}, undefined],
    ['at the question of a dumb terminal', { TERM: 'dumb' }, undefined],
    ['while Jupyter starts', {}, en.live.starting('jupyter notebook')],
    ['while the kernel starts', {}, en.live.accepted],
  ])('Ctrl-C %s: the settings stay, no process does, exit 130', async (_when, how, sign) => {
    await untilQuestion('en', how);
    if (sign !== undefined) {
      run.press('enter');
      await run.see(sign);
    }
    run.press('ctrl-c');
    expect(await run.exit()).toBe(130);
    expect(run.screen().replaceAll('\n', ' ')).toContain(en.live.interrupted);
    expect(run.screen()).not.toContain('Nothing was changed');
    expect(run.cursorVisible()).toBe(true);
    expect(home.read(FILE)).toMatch(/^c\.NotebookApp\.port = \d+$/m);
    expect(watchProcesses(home.dir).running()).toEqual([]);
  });
});

/** As much of a sentence as one line of the screen is sure to hold. */
function firstWords(sentence: string): string {
  return sentence.slice(0, 20);
}
