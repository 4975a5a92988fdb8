import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TUNNELS } from '../../../src/features/tunnel/tunnels.ts';
import { en } from '../../../src/messages/en/index.ts';
import { TestHome } from '../../commands/run-cli.ts';
import { describeInNamespace } from '../../real/namespace.ts';

let home: TestHome;
beforeEach(() => {
  home = new TestHome();
});
afterEach(() => home.remove());

const s = en.tunnel;
/** A program of that name that writes down how it was called and then does this. */
function program(name: string, script: string): void {
  mkdirSync(home.at('bin'), { recursive: true });
  writeFileSync(home.at('bin', name), `#!/bin/sh\necho "${name} $*" >> "$HOME/calls"\n${script}\n`);
  chmodSync(home.at('bin', name), 0o755);
}
const TAILSCALE = `case "$1" in
status) echo '{"BackendState":"Running","Self":{"DNSName":"box.tail1234.ts.net."}}';;
esac`;
const calls = () => readFileSync(home.at('calls'), 'utf8').trim().split('\n');
const env = () => ({ PATH: `${home.at('bin')}:${home.env.PATH}` });
/** Without a network: the name of a tunnel is looked up, and that question must not leave the test. */
const run = (...args: string[]) => home.run(args, { stdin: 'null', env: env(), prefix: ['unshare', '-n'] });
const tunnel = (...args: string[]) => run('tunnel', ...args);
/** A password is set, for this computer alone. */
const locked = (ip = 'localhost') =>
  home.write(
    'jupyter_notebook_config.py',
    `c.ServerApp.ip = '${ip}'\nc.ServerApp.port = 8100\nc.PasswordIdentityProvider.hashed_password = 'argon2:x'\n`,
  );

describeInNamespace()('tunnel status', () => {
  it('ranks the ways out, tells which are here, and gives the line for this very Jupyter', async () => {
    locked();
    program('cloudflared', 'echo 2026');
    const { code, stdout } = await tunnel('status', '--json');
    expect(code).toBe(0);
    const { tunnels } = JSON.parse(stdout) as {
      tunnels: { id: string; installed: boolean; command: string }[];
    };
    expect(tunnels.map(({ id }) => id)).toEqual(TUNNELS.map(({ id }) => id));
    expect(tunnels.find(({ id }) => id === 'cloudflared')).toMatchObject({
      installed: true,
      command: 'cloudflared tunnel --no-autoupdate --url http://127.0.0.1:8100',
    });
    expect(tunnels.find(({ id }) => id === 'ngrok')?.installed).toBe(false);
    const korean = await tunnel('status', '--lang', 'ko');
    expect(korean.stdout).toContain('내 기기에서만');
  });

  it('knows that our own certificate is vouched for by nobody else', async () => {
    locked();
    home.write('x.pem', '');
    await run('config', 'set', `ServerApp.certfile="${home.config('x.pem')}"`, '--yes');
    const { tunnels } = JSON.parse((await tunnel('status', '--json')).stdout);
    const line = (id: string) => tunnels.find((one: { id: string }) => one.id === id).command;
    expect(line('cloudflared')).toContain('https://127.0.0.1:8100 --no-tls-verify');
    expect(line('tailscale-serve')).toContain('https+insecure://127.0.0.1:8100');
  });
});

describe('what the programs say', () => {
  it.each([
    ['cloudflared', '|  https://able-fox-12.trycloudflare.com  |', 'https://able-fox-12.trycloudflare.com'],
    ['cloudflared', 'Requesting new quick Tunnel on trycloudflare.com...', undefined],
    [
      'ngrok',
      'lvl=info msg="started tunnel" addr=http://x url=https://ab-1.ngrok-free.app',
      'https://ab-1.ngrok-free.app',
    ],
    ['zrok', 'access your share at https://abc123.share.zrok.io', 'https://abc123.share.zrok.io'],
  ])('%s: %s', (id, said, url) => {
    expect(TUNNELS.find((one) => one.id === id)?.readUrl?.(said)).toBe(url);
  });
});

describeInNamespace()('tunnel start', () => {
  it('tailscale: one plan with the name that Jupyter must know; stop, close and undo take it away', async () => {
    locked();
    program('tailscale', TAILSCALE);
    const made = await tunnel('start', 'tailscale-serve', '--yes', '--json');
    expect(made, made.stderr).toMatchObject({ code: 0 });
    expect(JSON.parse(made.stdout)).toMatchObject({ url: 'https://box.tail1234.ts.net/', status: 'applied' });
    expect(calls()).toContain('tailscale serve --bg --yes --https=443 http://127.0.0.1:8100');
    expect(home.read('jupyter_notebook_config.py')).toMatch(/local_hostnames = \[.*box\.tail1234\.ts\.net/);
    expect((await tunnel('status')).stdout).toContain('https://box.tail1234.ts.net/');

    expect(await tunnel('stop', '--yes')).toMatchObject({ code: 0 });
    expect(calls().at(-1)).toBe('tailscale serve --yes --https=443 off');
    expect((await tunnel('stop', '--yes')).stderr).toContain(s.nothingOurs);
    expect(await run('undo', '--yes')).toMatchObject({ code: 0 });
    expect(calls().at(-1)).toContain('serve --bg');
    expect(await run('close', '--yes')).toMatchObject({ code: 0 });
    expect(
      calls()
        .filter((line) => !line.includes('status'))
        .at(-1),
    ).toBe('tailscale serve --yes --https=443 off');
    expect(await run('undo', '--all', '--yes')).toMatchObject({ code: 0 });
    expect(home.read('jupyter_notebook_config.py')).not.toContain('local_hostnames');
  });

  it('a program that refuses leaves no record, and is a failure', async () => {
    locked('*');
    program(
      'tailscale',
      `${TAILSCALE}\ncase "$1" in funnel) echo "Funnel is not enabled" >&2; exit 1;; esac`,
    );
    const made = await tunnel('start', 'tailscale-funnel', '--yes', '--json');
    expect(made, made.stderr).toMatchObject({ code: 3 });
    expect(JSON.parse(made.stdout).findings).toMatchObject([
      { id: 'tunnel-start', status: 'fail', message: expect.stringContaining('Funnel is not enabled') },
    ]);
    expect(Object.keys(home.tree())).not.toContain('expose/tunnel.json');
  });

  it.each([
    ['a name that is none', ['start', 'wormhole'], 2, s.noSuch('wormhole')],
    ['a program that is not here', ['start', 'ngrok'], 4, s.missing('ngrok')],
    ['ssh without a server', ['start', 'ssh'], 2, s.noRemote],
    [
      'a server that is an option',
      ['start', 'ssh', '--remote=-oProxyCommand=x'],
      2,
      s.badRemote('-oProxyCommand=x'),
    ],
  ])('%s: exit code and one sentence', async (_what, args, code, sentence) => {
    locked();
    const result = await tunnel(...args, '--yes');
    expect(result.code).toBe(code);
    expect(result.stderr.replace(/\s+/g, ' ')).toContain(sentence);
  });

  it('opens nothing that has no password', async () => {
    home.write('jupyter_notebook_config.py', "c.IdentityProvider.token = ''\n");
    program('cloudflared', 'echo 2026');
    const { code, stderr } = await tunnel('start', 'cloudflared', '--yes');
    expect(code).toBe(4);
    expect(stderr.replace(/\s+/g, ' ')).toContain(s.openDoor);
  });

  it('one that ends by itself, or never says its address, is told with its last words', async () => {
    locked();
    program('cloudflared', 'echo "failed to request quick Tunnel: 500" >&2; exit 1');
    const { code, stderr } = await tunnel('start', 'cloudflared', '--yes');
    expect(code).toBe(4);
    expect(stderr).toContain(s.ended('cloudflared'));
    expect(stderr).toContain('failed to request quick Tunnel: 500');
  });

  it('--dry-run says the line and starts nothing', async () => {
    locked();
    program('cloudflared', 'echo 2026');
    const { code, stderr } = await tunnel('start', 'cloudflared', '--dry-run');
    expect(code).toBe(0);
    expect(stderr).toContain('cloudflared tunnel --no-autoupdate --url http://127.0.0.1:8100');
    expect(calls()).toEqual(['cloudflared version']);
  });
});

describeInNamespace()('a spoiled record', () => {
  it('runs nothing that a hand has written into it', async () => {
    locked();
    home.write(
      'expose/tunnel.json',
      JSON.stringify({ schema: 1, tunnel: { id: 'rm -rf /', port: 1, secure: false, url: 'x' } }),
    );
    const { code, stderr } = await tunnel('stop', '--yes');
    expect({ code, stderr }).toMatchObject({
      code: 4,
      stderr: expect.stringContaining('tunnel.json is damaged'),
    });
    expect(existsSync(home.at('calls'))).toBe(false);
  });
});
