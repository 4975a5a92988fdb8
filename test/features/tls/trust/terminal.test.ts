import { afterEach, beforeEach, expect, it } from 'vitest';
import { en } from '../../../../src/messages/en/index.ts';
import { ko } from '../../../../src/messages/ko/index.ts';
import { BIN } from '../../../commands/run-cli.ts';
import { runInTerminal, type TerminalRun } from '../../../terminal/pty.ts';
import { APART, describeCertutil, entriesOf, TrustHome } from './trust-home.ts';

let home: TrustHome;
let run: TerminalRun | undefined;
beforeEach(() => {
  home = new TrustHome();
});
afterEach(() => {
  run?.stop();
  run = undefined;
  home.remove();
});

function start(...args: string[]): TerminalRun {
  const [command = '', ...words] = [...APART, process.execPath, BIN, 'cert', 'trust', ...args];
  run = runInTerminal(command, words, { cwd: home.dir, env: home.env, columns: 120 });
  return run;
}

describeCertutil()('cert trust on a terminal', () => {
  it('asks for each store; a no leaves that one alone', async () => {
    const first = home.makeDatabase('.mozilla/firefox/a.one');
    const second = home.makeDatabase('.mozilla/firefox/b.two');
    const terminal = start('--store', 'firefox:a.one', 'firefox:b.two');
    const { ask, stores } = en.trust;
    await terminal.answer(ask(stores.firefox('a.one')), 'n');
    await terminal.answer(ask(stores.firefox('b.two')), 'y');
    expect(await terminal.exit()).toBe(0);
    expect(terminal.screen()).toContain(en.trust.trusts(stores.firefox('b.two')));
    expect(entriesOf(first)).toEqual(['Somebody else C,,']);
    expect(entriesOf(second)).toHaveLength(2);
  });

  it('Ctrl-C at a question changes nothing', async () => {
    const dir = home.makeDatabase('.mozilla/firefox/a.one');
    const terminal = start('--store', 'firefox:a.one', '--lang', 'ko');
    await terminal.see(ko.trust.ask(ko.trust.stores.firefox('a.one')));
    terminal.press('ctrl-c');
    expect(await terminal.exit()).toBe(130);
    expect(entriesOf(dir)).toEqual(['Somebody else C,,']);
  });

  it('Enter opens no page; a yes shows a QR code of its URL, and Ctrl-C ends it well', async () => {
    const declined = start('--serve', '--host', '127.0.0.1');
    await declined.see(en.trust.serveAsk);
    declined.press('enter');
    expect(await declined.exit()).toBe(130);
    expect(declined.screen()).not.toContain('http://');

    const terminal = start('--serve', '--host', '127.0.0.1');
    await terminal.answer(en.trust.serveAsk, 'y');
    await terminal.see(en.trust.devices.android.name);
    await terminal.see('3. Under Trusted credentials');
    const [url = ''] = /http:\/\/127\.0\.0\.1:\d+\//.exec(terminal.raw()) ?? [];
    const { renderUnicodeCompact } = await import('uqr');
    for (const line of renderUnicodeCompact(url, { border: 2 }).split('\n'))
      expect(terminal.raw()).toContain(line.trimEnd());
    expect((await fetch(new URL('ca.crt', url))).status).toBe(200);
    terminal.press('ctrl-c');
    expect(await terminal.exit()).toBe(0);
  });
});
