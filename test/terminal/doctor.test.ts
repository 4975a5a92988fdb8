import { dirname } from 'node:path';
import stringWidth from 'fast-string-width';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { en } from '../../src/messages/en/index.ts';
import { ko } from '../../src/messages/ko/index.ts';
import { BIN, TestHome } from '../commands/run-cli.ts';
import { describeNeeds, environment } from '../environments.ts';
import { runInTerminal, type TerminalRun } from './pty.ts';

const FILE = 'jupyter_notebook_config.py';
const UNQUOTED = 'c = get_config()\nc.NotebookApp.ip = 0.0.0.0\n';
const LANGUAGES = { en, ko } as const;
type Language = keyof typeof LANGUAGES;

let home: TestHome;
const runs: TerminalRun[] = [];
beforeEach(() => {
  home = new TestHome([dirname(environment('nb64').python)]);
});
afterEach(() => {
  for (const run of runs.splice(0)) run.stop();
  home.remove();
});

function doctor(words: readonly string[], lang: Language = 'en', env: Record<string, string> = {}) {
  const locale = lang === 'ko' ? 'ko_KR.UTF-8' : 'C.UTF-8';
  const run = runInTerminal(process.execPath, [BIN, 'doctor', ...words], {
    cwd: home.dir,
    patience: 30_000,
    env: { ...home.env, LANG: locale, ...env },
  });
  runs.push(run);
  return run;
}

describeNeeds('nb64')('doctor at a terminal of 80 columns', () => {
  it.each(['en', 'ko'] as const)(
    'in %s no sentence is broken inside a word, and colour marks status',
    async (lang) => {
      home.write(FILE, UNQUOTED, 0o600);
      const run = doctor([], lang);
      expect(await run.exit()).toBe(3);
      const lines = run.screen().split('\n');
      const prose = lines.filter((line) => !line.includes('~/') && !line.includes('/bin/'));
      expect(prose.filter((line) => stringWidth(line) > 80)).toEqual([]);
      expect(run.screen()).toContain('✖ ');
      expect(run.raw()).toContain('\u001b[31m✖');
      const [start = ''] = LANGUAGES[lang].doctor.firstFix('|').split('|');
      expect(run.screen()).toContain(start.trim());
    },
  );

  it('Ctrl-C at the confirmation: exit 130, nothing changed, the cursor is back', async () => {
    home.write(FILE, UNQUOTED, 0o600);
    const before = home.tree();
    const run = doctor(['--fix']);
    await run.see(en.doctor.confirm);
    expect(run.screen()).toContain("+c.NotebookApp.ip = '0.0.0.0'");
    run.press('ctrl-c');
    expect(await run.exit()).toBe(130);
    expect(run.cursorVisible()).toBe(true);
    expect(home.tree()).toEqual(before);
  });

  it('Enter mends it, says so, and looks again', async () => {
    home.write(FILE, UNQUOTED, 0o600);
    const run = doctor(['--fix'], 'ko');
    await run.answer(ko.doctor.confirm, '');
    await run.exit();
    expect(run.screen()).toContain('고쳤습니다');
    expect(home.read(FILE)).toContain("ip = '0.0.0.0'");
  });

  it('--live asks whether to start a Jupyter; no means that nothing is tried, and no password is asked', async () => {
    const run = doctor(['--live']);
    await run.answer(en.doctor.mayStart.slice(0, 40), 'n');
    expect(await run.exit()).toBe(0);
    expect(run.screen()).toContain(en.doctor.notRunning.slice(0, 30));
    expect(run.screen()).not.toContain(en.doctor.askPassword);
  });

  it('--live --url with plain http: the question is by default no', async () => {
    const run = doctor(['--live', '--url', 'http://192.0.2.1:9/'], 'en', { http_proxy: '' });
    await run.see('Send it all the same?');
    run.press('ctrl-c');
    expect(await run.exit()).toBe(130);
  });

  it('TERM=dumb and NO_COLOR: no escapes', async () => {
    const run = doctor([], 'en', { TERM: 'dumb', NO_COLOR: '1' });
    expect(await run.exit()).toBe(0);
    expect(run.raw()).not.toContain('\u001b');
    expect(run.screen()).toContain('Jupyter is not set up yet');
  });
});
