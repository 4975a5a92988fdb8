import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { en } from '../../src/messages/en/index.ts';
import { ko } from '../../src/messages/ko/index.ts';
import { BIN, TestHome } from '../commands/run-cli.ts';
import { describeInNamespace } from '../real/namespace.ts';
import { runInTerminal, type TerminalRun } from './pty.ts';

const URL_OF_TODAY = 'https://able-fox-12.trycloudflare.com';
let home: TestHome;
let run: TerminalRun | undefined;
beforeEach(() => {
  home = new TestHome([], 'expose tunnel ');
  home.write(
    'jupyter_notebook_config.py',
    "c.ServerApp.ip = 'localhost'\nc.PasswordIdentityProvider.hashed_password = 'argon2:x'\n",
  );
  mkdirSync(home.at('bin'));
  const script = `#!/bin/sh
[ "$1" = version ] && exit
echo $$ > "$HOME/pid"
echo "|  ${URL_OF_TODAY}  |" >&2
exec sleep 600
`;
  writeFileSync(home.at('bin', 'cloudflared'), script);
  chmodSync(home.at('bin', 'cloudflared'), 0o755);
});
afterEach(() => {
  run?.stop();
  run = undefined;
  home.remove();
});

describeInNamespace()('a tunnel that lives in the terminal', () => {
  it.each(['en', 'ko'] as const)(
    'shows its address, stays until Ctrl-C, and leaves nothing behind (%s)',
    async (lang) => {
      const m = { en, ko }[lang].tunnel;
      const env = {
        ...home.env,
        PATH: `${home.at('bin')}:${home.env.PATH}`,
        LANG: lang === 'ko' ? 'ko_KR.UTF-8' : 'C.UTF-8',
      };
      const args = ['-n', process.execPath, BIN, 'tunnel', 'start', 'cloudflared'];
      run = runInTerminal('unshare', args, { cwd: home.dir, patience: 30_000, columns: 80, env });
      await run.answer(m.confirm.message, 'y');
      await run.see(URL_OF_TODAY);
      await run.see(m.untilCtrlC);
      const pid = Number(readFileSync(home.at('pid'), 'utf8'));
      expect(() => process.kill(pid, 0)).not.toThrow();
      expect(home.read('jupyter_notebook_config.py')).toContain('able-fox-12.trycloudflare.com');
      run.press('ctrl-c');
      expect(await run.exit()).toBe(0);
      await run.see(m.stopped);
      expect(() => process.kill(pid, 0)).toThrow();
    },
  );
});
