import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type FirewallLab, makeFirewallLab } from '../real/firewall-lab.ts';
import { describeWithRouter } from '../real/router-lab.ts';
import { runInTerminal, type TerminalRun } from './pty.ts';

/** As sudo behaves to whoever calls it: asks on the terminal itself, remembers, refuses with -n. It gives no root. */
const SUDO = `#!/bin/sh
dir=$(dirname "$0")
echo "$*" >> "$dir/log"
quiet=no; [ "$1" = -n ] && { quiet=yes; shift; }
if [ ! -e "$dir/stamp" ]; then
  [ $quiet = yes ] && { echo 'sudo: a password is required' >&2; exit 1; }
  stty -echo < /dev/tty
  printf '[sudo] password for min: ' > /dev/tty
  read -r password < /dev/tty; stty echo < /dev/tty; echo > /dev/tty
  [ "$password" = "open sesame" ] || { echo 'sudo: 1 incorrect password attempt' >&2; exit 1; }
  : > "$dir/stamp"
fi
[ "$1" = -v ] && exit 0
exit 0
`;

let lab: FirewallLab;
let run: TerminalRun | undefined;
let bin: string;

describeWithRouter()('sudo, on a terminal', () => {
  beforeEach(async () => {
    lab = await makeFirewallLab();
    await lab.exec(['ufw', '--force', 'enable']);
    bin = join(lab.home, 'bin');
    mkdirSync(bin);
    writeFileSync(join(bin, 'sudo'), SUDO);
    chmodSync(join(bin, 'sudo'), 0o755);
    await lab.exec(['chown', '-R', '65534:65534', lab.home]);
  });
  afterEach(async () => {
    run?.stop();
    await lab.remove();
  });

  it('asks for the password once, on the terminal, and runs the command that was shown', async () => {
    start('firewall', 'open', '--port', '8100', '--everywhere');
    await run?.see('ufw allow 8100/tcp comment jupyter-expose');
    await run?.see('Do this?');
    run?.press('enter');
    await run?.see('[sudo] password for min:');
    run?.type('open sesame');
    run?.press('enter');
    expect(await run?.exit()).toBe(0);
    expect(run?.raw()).not.toContain('sesame');
    expect(asked()).toEqual([
      '-n true', // before the plan: may root's rules be read without a word?
      '-n true',
      '-v',
      expect.stringMatching(/^sh -c ufw show added .*\|\| ufw allow 8100\/tcp comment jupyter-expose$/),
    ]);
  });

  it('a wrong password: nothing was changed, and the line to type', async () => {
    start('firewall', 'open', '--port', '8100', '--everywhere', '--yes');
    await run?.see('[sudo] password for min:');
    run?.type('wrong');
    run?.press('enter');
    expect(await run?.exit()).toBe(4);
    expect(run?.screen()).toContain('sudo ufw allow 8100/tcp comment jupyter-expose');
    expect(run?.screen()).toContain('Nothing was changed.');
    expect(asked().some((line) => line.startsWith('sh'))).toBe(false);
  });

  it('Ctrl-C at the password: cancelled, nothing was changed', async () => {
    start('firewall', 'open', '--port', '8100', '--everywhere', '--yes');
    await run?.see('[sudo] password for min:');
    run?.press('ctrl-c');
    expect(await run?.exit()).toBe(130);
    expect(run?.screen()).toContain('Nothing was changed.');
  });
});

function start(...args: string[]): void {
  const path = `${bin}:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin`;
  const [program = '', ...words] = lab.words(args, {
    user: 65534,
    env: { PATH: path, TERM: 'xterm-256color' },
  });
  run = runInTerminal(program, words, { columns: 120 });
}

function asked(): string[] {
  return readFileSync(join(bin, 'log'), 'utf8').trimEnd().split('\n');
}
